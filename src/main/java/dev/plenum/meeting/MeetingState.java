package dev.plenum.meeting;

/** The state of a meeting. */
public enum MeetingState {

	/** The attendee requested the meeting. */
	REQUESTED,

	/** The staff proposed another time. */
	PROPOSED,

	/** Both sides agreed. */
	ACCEPTED,

	/** The staff declined. */
	DECLINED,

	/** One side cancelled the meeting. */
	CANCELLED;

	/** Whether a time of the host is reserved. */
	boolean isHeld() {
		return this == PROPOSED || this == ACCEPTED;
	}

	boolean isClosed() {
		return this == DECLINED || this == CANCELLED;
	}

}
