package dev.plenum.programme.document;

/** A kind of session. */
public enum SessionKind {

	/** For everybody at once. */
	PLENARY,

	/** A talk. */
	LECTURE,

	/** One of several sessions at the same time to choose from. */
	SEMINAR,

	/** A session in which everybody works. */
	WORKSHOP,

	/** A discussion among several people. */
	PANEL,

	/** Several short presentations one after another. */
	BLOCK,

	/** Music, poetry or dance. */
	CULTURE,

	/** The annual meeting of an association. */
	ANNUAL_MEETING,

	/** A coffee break, and time for the exhibition. */
	BREAK,

	/** Breakfast, lunch or dinner. */
	MEAL,

	/** A party, walk or get-together. */
	SOCIAL,

	/** Another kind. */
	OTHER;

	/**
	 * Returns whether attendees come and leave as they like, so that they are asked how
	 * they liked it only if they added it.
	 * @return true for breaks, meals and social events
	 */
	public boolean isCasual() {
		return this == BREAK || this == MEAL || this == SOCIAL;
	}

}
