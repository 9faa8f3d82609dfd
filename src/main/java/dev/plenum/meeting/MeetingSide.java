package dev.plenum.meeting;

/** One of the two who meet. */
public enum MeetingSide {

	ATTENDEE, EXHIBITOR

}
