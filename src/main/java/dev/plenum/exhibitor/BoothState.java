package dev.plenum.exhibitor;

/** How it is at a booth, by its staff's own word. */
public enum BoothState {

	/** Come. */
	OPEN,

	/** Somebody is there, but has no time at the moment. */
	BUSY,

	/** Nobody is there. */
	CLOSED

}
