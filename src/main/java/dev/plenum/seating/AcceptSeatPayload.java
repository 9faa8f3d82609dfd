package dev.plenum.seating;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/** The outcomes of accepting or declining a seat. The schema describes each type. */
public sealed interface AcceptSeatPayload permits BookSeatPayload.SeatBooked, AcceptSeatPayload.NoSeatOffered {

	/**
	 * No seat is offered to the attendee any more.
	 *
	 * @param session the session
	 */
	record NoSeatOffered(Session session) implements AcceptSeatPayload, Refusal {
	}

	/**
	 * The request to decline a seat was carried out. The schema describes each property.
	 *
	 * @param session the session
	 * @param removedId the id of the place that the attendee does not have any more; null
	 * if they have a seat or a place, since no seat was offered
	 */
	record SeatDeclined(Session session, @Nullable String removedId) {
	}

}
