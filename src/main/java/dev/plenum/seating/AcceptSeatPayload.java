package dev.plenum.seating;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Session;

/** The outcomes of accepting a seat. The schema describes each type. */
sealed interface AcceptSeatPayload permits BookSeatPayload.SeatBooked, AcceptSeatPayload.NoSeatOffered {

	/**
	 * No seat is offered to the attendee any more.
	 *
	 * @param session the session
	 */
	record NoSeatOffered(Session session) implements AcceptSeatPayload, Refusal {
	}

}
