package dev.plenum.search;

/** The kinds of objects that a search finds. */
enum SearchKind {

	/** A session. */
	SESSION,

	/** A part of a session. */
	PART,

	/** A speaker. */
	SPEAKER,

	/** An exhibitor. */
	EXHIBITOR,

	/** A room. */
	ROOM

}
