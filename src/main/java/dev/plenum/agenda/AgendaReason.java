package dev.plenum.agenda;

/** Why something stands in an agenda. */
public enum AgendaReason {

	/** The attendee picked it. */
	PICKED,

	/** The attendee has a seat in it. */
	SEAT,

	/** The attendee waits for a seat in it. */
	WAITING,

	/** It is for everybody, and the attendee did not take it out. */
	FOR_EVERYBODY,

	/** It is the attendee's own appointment. */
	OWN,

	/** It is a meeting that is agreed. */
	MEETING

}
