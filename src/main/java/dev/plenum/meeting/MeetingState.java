package dev.plenum.meeting;

/** How far a meeting has come. */
public enum MeetingState {

	/** The attendee has asked for it. */
	REQUESTED,

	/** The staff have proposed another time. */
	PROPOSED,

	/** It takes place. */
	ACCEPTED,

	/** The staff have said no. */
	DECLINED,

	/** One of the two has called it off. */
	CANCELLED;

	/** Whether somebody of the staff keeps a time free for it. */
	boolean isHeld() {
		return this == PROPOSED || this == ACCEPTED;
	}

	boolean isClosed() {
		return this == DECLINED || this == CANCELLED;
	}

}
