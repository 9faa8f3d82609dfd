package dev.plenum.programme;

/** What sort of session it is. */
public enum SessionKind {

	/** For everybody at once. */
	PLENARY,

	/** A talk. */
	LECTURE,

	/** One of several at the same time, to choose from. */
	SEMINAR,

	/** Everybody works. */
	WORKSHOP,

	/** Several people discuss. */
	PANEL,

	/** Several short presentations after each other. */
	BLOCK,

	/** Music, poetry, dance. */
	CULTURE,

	/** The yearly meeting of an association. */
	ANNUAL_MEETING,

	/** Coffee, and time for the exhibition. */
	BREAK,

	/** Breakfast, lunch, dinner. */
	MEAL,

	/** A party, a walk, a get-together. */
	SOCIAL,

	/** Anything else. */
	OTHER

}
