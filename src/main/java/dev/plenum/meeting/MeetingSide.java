package dev.plenum.meeting;

/** Who cancels a meeting. */
public enum MeetingSide {

	ATTENDEE, EXHIBITOR,

	/** The organisers, who removed the exhibitor. Not stored. */
	ORGANISER

}
