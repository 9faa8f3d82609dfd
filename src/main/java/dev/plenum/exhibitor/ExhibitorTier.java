package dev.plenum.exhibitor;

/** In what part somebody exhibits, the first in the list first. */
public enum ExhibitorTier {

	/** Supports the event beyond its booth. */
	PARTNER,

	/** Has a booth. */
	EXHIBITOR,

	/** Is a society of members. */
	ASSOCIATION,

	/** Is a public authority. */
	AUTHORITY

}
