package dev.plenum.seating;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What one attendee has at one session: a seat or a place on the waiting list. It is void
 * while the session is cancelled, which the programme says.
 *
 * @param sessionId the session
 * @param state what it is
 * @param position the place on the waiting list, starting at 1; null without a place
 * @param place the seat or place as it is stored
 */
public record HeldSeat(String sessionId, SeatState state, @Nullable Integer position, Place place) {

	/**
	 * Returns whether it is a seat at a session that has seats.
	 * @return false for a place on the waiting list, and while no seats are needed
	 */
	public boolean isBooked() {
		return this.state == SeatState.BOOKED;
	}

	/**
	 * Returns since when the attendee has it.
	 * @return the moment
	 */
	public Instant since() {
		return this.place.since();
	}

	/**
	 * Returns when the attendee came to the session, whatever its time was then.
	 * @return the moment; null if they did not come yet
	 */
	public @Nullable Instant checkedInAt() {
		return this.place.checkedInAt();
	}

}
