package dev.plenum.seating;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/** The outcomes of booking a seat. The schema describes each type. */
public sealed interface BookSeatPayload {

	/**
	 * The attendee has a seat.
	 *
	 * @param seat the seat
	 * @param releasedSessions the sessions whose seats the attendee gave up for it
	 */
	record SeatBooked(Seat seat, List<Session> releasedSessions) implements BookSeatPayload, AcceptSeatPayload {

		public Session session() {
			return this.seat.session();
		}

		SeatBooked releasing(List<Session> released) {
			return new SeatBooked(this.seat, released);
		}

	}

	/**
	 * The attendee has a place on the waiting list.
	 *
	 * @param seat the place
	 */
	record SeatWaiting(Seat seat) implements BookSeatPayload {

		public Session session() {
			return this.seat.session();
		}

	}

	/**
	 * The attendee has a seat at another session at the same time.
	 *
	 * @param session the session that the attendee wanted a seat at
	 * @param clashingSessions the other sessions, by start, at least one
	 */
	record SeatClash(Session session, List<Session> clashingSessions) implements BookSeatPayload, Refusal {
	}

	/**
	 * The session is open to everybody.
	 *
	 * @param session the session
	 */
	record NoSeatNeeded(Session session) implements BookSeatPayload, Refusal {
	}

	/**
	 * The waiting list has no room for another attendee.
	 *
	 * @param session the session
	 */
	record WaitingListFull(Session session) implements BookSeatPayload, Refusal {
	}

	/**
	 * The session's seats cannot be booked now.
	 *
	 * @param session the session
	 * @param cause why
	 */
	record BookingClosed(Session session, Cause cause) implements BookSeatPayload, Refusal {

		public @Nullable OffsetDateTime opensAt() {
			return BookingTime.of(this.session).opensAt();
		}

		public OffsetDateTime closesAt() {
			return BookingTime.of(this.session).closesAt();
		}

		@Override
		public String messageKey() {
			return "BookingClosed." + this.cause;
		}

		/** Why no seat can be booked. The schema describes each value. */
		public enum Cause {

			NOT_OPEN_YET, CLOSED, SESSION_CANCELLED

		}

	}

}
