package dev.plenum.seating;

import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * The request to release a seat was carried out. The schema describes each property.
 *
 * @param session the session
 * @param removedId the id of the seat or place that the attendee does not have any more;
 * null if a late repetition found that the attendee has one again
 */
public record SeatReleased(Session session, @Nullable String removedId) {

}
