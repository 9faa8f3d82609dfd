package dev.plenum.seating;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What one attendee has at one session. Where the session is cancelled it is void until
 * the session is reinstated; the programme tells that.
 *
 * @param sessionId the session
 * @param state a seat, or a place on the waiting list
 * @param position the place on the waiting list, from 1; null for a seat
 * @param since since when the attendee has it: for a seat that was waited for, since it
 * was given
 * @param checkedInAt when the attendee was seen at the session; null if not
 */
public record HeldSeat(String sessionId, SeatState state, @Nullable Integer position, Instant since,
		@Nullable Instant checkedInAt) {

	/**
	 * Whether it is a seat.
	 * @return false for a place on the waiting list
	 */
	public boolean isBooked() {
		return this.state == SeatState.BOOKED;
	}

}
