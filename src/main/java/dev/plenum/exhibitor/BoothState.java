package dev.plenum.exhibitor;

/** The state of a booth, as its staff set it. */
public enum BoothState {

	/** Somebody is at the booth and available. */
	OPEN,

	/** Somebody is at the booth but not available at the moment. */
	BUSY,

	/** Nobody is at the booth. */
	CLOSED

}
