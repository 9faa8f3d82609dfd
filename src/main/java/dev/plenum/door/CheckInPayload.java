package dev.plenum.door;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Session;
import dev.plenum.seating.CheckInTime;
import dev.plenum.seating.SeatState;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of checking an attendee in. The schema describes each type. None contains
 * the attendee's seat, which leads to the attendee's other seats.
 */
sealed interface CheckInPayload {

	/**
	 * The attendee is checked in.
	 *
	 * @param session the session
	 * @param name the attendee's name; null if their token had none
	 * @param at when the attendee was first checked in
	 * @param alreadyCheckedIn whether that was before this request
	 */
	record AttendeeCheckedIn(Session session, @Nullable String name, Instant at,
			boolean alreadyCheckedIn) implements CheckInPayload {

		public OffsetDateTime checkedInAt() {
			return this.session.programme().at(this.at);
		}

	}

	/**
	 * The session has seats, and the attendee has none of them.
	 *
	 * @param session the session
	 * @param name the attendee's name; null if their token had none
	 * @param seatState the state of the attendee's place if they are on the waiting list;
	 * otherwise null
	 * @param left the number of free seats
	 */
	record AttendeeHasNoSeat(Session session, @Nullable String name, @Nullable SeatState seatState,
			int left) implements CheckInPayload, Refusal {
	}

	/**
	 * The attendee has no seat at the session, but one at another session at this time.
	 *
	 * @param session the session
	 * @param name the attendee's name; null if their token had none
	 * @param seatSessions the other sessions
	 */
	record WrongSession(Session session, @Nullable String name,
			List<Session> seatSessions) implements CheckInPayload, Refusal {
	}

	/**
	 * No attendee of the event has the code.
	 *
	 * @param session the session
	 */
	record UnknownAttendee(Session session) implements CheckInPayload, UndoCheckInPayload, Refusal {
	}

	/**
	 * Attendees cannot be checked in at this moment.
	 *
	 * @param session the session
	 * @param time when they can be checked in, unless the session is cancelled
	 */
	record CheckInClosed(Session session, CheckInTime time) implements CheckInPayload, Refusal {

		public OffsetDateTime opensAt() {
			return this.session.programme().at(this.time.opensAt());
		}

		public OffsetDateTime closesAt() {
			return this.session.programme().at(this.time.closesAt());
		}

	}

}
