package dev.plenum.programme;

/** Who can book seats at an event. The schema describes each value. */
public enum EventAdmission {

	OPEN, PARTICIPANTS

}
