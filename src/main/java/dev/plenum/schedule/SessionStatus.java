package dev.plenum.schedule;

/** Whether a session takes place. */
public enum SessionStatus {

	/** It takes place as the schedule says. */
	SCHEDULED,

	/** It does not take place; it stays in the programme so that everybody sees so. */
	CANCELLED

}
