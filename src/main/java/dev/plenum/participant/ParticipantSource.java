package dev.plenum.participant;

/**
 * Where a participant comes from. Only a complete file or a synchronisation of the same
 * source ends the participation of somebody whom it does not contain.
 */
public enum ParticipantSource {

	/** An organiser entered the participant. */
	ORGANISER,

	/** A table. */
	FILE,

	/** Orders of pretix, from a file or from its server. */
	PRETIX

}
