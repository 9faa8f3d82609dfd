package dev.plenum.seating;

import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * The request to decline a seat was carried out. The schema describes each property.
 *
 * @param session the session
 * @param removedId the id of the place that the attendee does not have any more; null if
 * they have a seat or a place, since no seat was offered
 */
public record SeatDeclined(Session session, @Nullable String removedId) {

}
