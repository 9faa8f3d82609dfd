package dev.plenum.agenda;

/** Why a session is in an agenda. */
public enum AgendaReason {

	/** The attendee added it. */
	PICKED,

	/** The attendee has a seat. */
	SEAT,

	/** The attendee is on the waiting list. */
	WAITING,

	/** The attendee had a seat or waited for one, and now no seat is needed. */
	SEAT_NOT_NEEDED,

	/** It is for everybody, and the attendee has not removed it. */
	FOR_EVERYBODY

}
