package dev.plenum.programme.document;

/** The people who can book seats at an event. The schema describes each value. */
public enum EventAdmission {

	OPEN, PARTICIPANTS

}
