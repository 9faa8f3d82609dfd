package dev.plenum.exhibitor;

/** The role of an exhibitor at an event, in the order of lists. */
public enum ExhibitorTier {

	/** A partner, which supports the event beyond its booth. */
	PARTNER,

	/** A company with a booth. */
	EXHIBITOR,

	/** An association of members. */
	ASSOCIATION,

	/** A public authority. */
	AUTHORITY

}
