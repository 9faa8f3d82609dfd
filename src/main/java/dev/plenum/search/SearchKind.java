package dev.plenum.search;

/** What can be found. */
enum SearchKind {

	/** A session. */
	SESSION,

	/** A short presentation of a block. */
	PART,

	/** Somebody who takes part. */
	SPEAKER,

	/** Somebody who exhibits. */
	EXHIBITOR,

	/** A room, a hall, a stage. */
	ROOM

}
