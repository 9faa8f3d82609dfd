package dev.plenum.seating;

/** What an attendee has at a session. */
public enum SeatState {

	/** A seat. */
	BOOKED,

	/** A place on the waiting list. */
	WAITING,

	/** A place on the waiting list whose attendee can accept a seat. */
	OFFERED,

	/**
	 * A seat or a place on the waiting list of a session that is open to everybody now.
	 */
	NOT_NEEDED

}
