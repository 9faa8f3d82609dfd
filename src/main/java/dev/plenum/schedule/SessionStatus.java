package dev.plenum.schedule;

/** Whether a session takes place. */
public enum SessionStatus {

	/** It takes place. */
	SCHEDULED,

	/**
	 * It does not take place. It stays in the programme so that everybody can see that it
	 * was cancelled.
	 */
	CANCELLED

}
