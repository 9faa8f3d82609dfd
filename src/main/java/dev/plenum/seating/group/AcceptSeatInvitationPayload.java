package dev.plenum.seating.group;

import java.util.List;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Session;
import dev.plenum.seating.Seat;

/** The outcomes of accepting an invitation. The schema describes each type. */
sealed interface AcceptSeatInvitationPayload {

	/**
	 * The caller has the seat.
	 *
	 * @param seat the seat
	 * @param releasedSessions the sessions at the same time whose seats were released
	 */
	record SeatInvitationAccepted(Seat seat,
			List<Session> releasedSessions) implements AcceptSeatInvitationPayload, Seat.Given {

		@Override
		public Session session() {
			return this.seat.session();
		}

	}

	/**
	 * The invitation cannot be accepted any more, or there was none.
	 *
	 * @param session the session
	 */
	record InvitationOver(Session session) implements AcceptSeatInvitationPayload, Refusal {
	}

}
