package dev.plenum.seating;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;

/** What became of the wish for a seat; the schema describes each. */
public sealed interface BookSeatPayload {

	/**
	 * The attendee has a seat.
	 *
	 * @param seat the seat
	 */
	record SeatBooked(Seat seat) implements BookSeatPayload {
	}

	/**
	 * The attendee waits.
	 *
	 * @param seat the place in line
	 */
	record SeatWaiting(Seat seat) implements BookSeatPayload {
	}

	/**
	 * The attendee has a seat somewhere else at the same time.
	 *
	 * @param with the session where
	 */
	record SeatClash(Session with) implements BookSeatPayload {
	}

	/**
	 * Nothing can be booked there now.
	 *
	 * @param session the session
	 * @param reason why
	 */
	record BookingClosed(Session session, Reason reason) implements BookSeatPayload {

		public @Nullable OffsetDateTime opensAt() {
			return opening(this.session);
		}

		public OffsetDateTime closesAt() {
			return this.session.programme().at(closing(this.session));
		}

		static @Nullable BookingClosed at(Instant moment, Session session) {
			Instant from = session.booking().opensAt();
			if (session.status() != SessionStatus.SCHEDULED) {
				return new BookingClosed(session, Reason.SESSION_CANCELLED);
			}
			if (!moment.isBefore(closing(session))) {
				return new BookingClosed(session, Reason.CLOSED);
			}
			return (from != null && moment.isBefore(from)) ? new BookingClosed(session, Reason.NOT_OPEN_YET) : null;
		}

		static @Nullable OffsetDateTime opening(Session session) {
			Instant from = session.booking().opensAt();
			return (from != null) ? session.programme().at(from) : null;
		}

		static Instant closing(Session session) {
			Instant set = session.booking().closesAt();
			Instant end = session.slot().endsAt();
			return (set != null && set.isBefore(end)) ? set : end;
		}

		/** Why nothing can be booked; the schema describes each. */
		public enum Reason {

			NOT_OPEN_YET, CLOSED, SESSION_CANCELLED

		}

	}

}
