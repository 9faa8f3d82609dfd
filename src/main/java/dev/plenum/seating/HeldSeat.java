package dev.plenum.seating;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What one attendee has at one session: a seat or a place on the waiting list. It is void
 * while the session is cancelled, which the programme says.
 *
 * @param sessionId the session
 * @param state whether it is a seat or a place on the waiting list
 * @param position the place on the waiting list, starting at 1; null for a seat
 * @param since since when the attendee has it
 * @param checkedInAt when the attendee came to the session; null if they did not yet
 */
public record HeldSeat(String sessionId, SeatState state, @Nullable Integer position, Instant since,
		@Nullable Instant checkedInAt) {

	/**
	 * Returns whether it is a seat.
	 * @return false for a place on the waiting list
	 */
	public boolean isBooked() {
		return this.state == SeatState.BOOKED;
	}

}
