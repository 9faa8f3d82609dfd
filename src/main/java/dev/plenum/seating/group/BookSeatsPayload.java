package dev.plenum.seating.group;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Session;
import dev.plenum.seating.Seat;
import dev.plenum.seating.group.SeatInvitations.SeatInvitation;

/** The outcomes of booking seats together. The schema describes each type. */
sealed interface BookSeatsPayload {

	/**
	 * The caller has a seat, and the places of the others are held.
	 *
	 * @param seat the caller's seat
	 * @param invitations the invitations that can be accepted
	 */
	record SeatsHeld(Seat seat, List<OpenInvitation> invitations) implements BookSeatsPayload, Seat.Given {

		@Override
		public Session session() {
			return this.seat.session();
		}

	}

	/**
	 * There are fewer free seats than the group needs.
	 *
	 * @param session the session
	 * @param needed the number of seats that the group needs
	 * @param left the number of free seats
	 */
	record TooFewSeats(Session session, int needed, int left) implements BookSeatsPayload, Refusal {
	}

	/**
	 * Nobody has a code.
	 *
	 * @param session the session
	 * @param code the code
	 */
	record PersonUnknown(Session session, String code) implements BookSeatsPayload, TransferSeatPayload, Refusal {
	}

	/**
	 * An invitation that can be accepted.
	 *
	 * @param session the session
	 * @param invitation the invitation
	 */
	record OpenInvitation(Session session, SeatInvitation invitation) {

		public String code() {
			return this.invitation.code();
		}

		public OffsetDateTime acceptUntil() {
			return this.session.programme().at(this.invitation.until());
		}

	}

}
