package dev.plenum.seating;

/** What an attendee has at a session. */
public enum SeatState {

	/** A seat. */
	BOOKED,

	/** A place on the waiting list. */
	WAITING

}
