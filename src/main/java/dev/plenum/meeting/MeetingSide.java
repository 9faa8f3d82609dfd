package dev.plenum.meeting;

/** A side of a meeting. */
public enum MeetingSide {

	ATTENDEE, EXHIBITOR

}
