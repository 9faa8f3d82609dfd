package dev.plenum.participant;

/** Whether a participant takes part. The schema describes each value. */
public enum ParticipantState {

	ACTIVE, CANCELLED

}
