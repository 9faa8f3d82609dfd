package dev.plenum.schedule;

/** What happened to something that only the organisers know. */
public enum DraftChangeKind {

	/** A session was hidden. */
	SESSION_HIDDEN,

	/**
	 * The slot of a hidden session, what it is about, or the moment when it becomes
	 * visible, changed.
	 */
	HIDDEN_SESSION_CHANGED,

	/** A hidden session was removed. */
	HIDDEN_SESSION_REMOVED,

	/** A hidden session became visible. */
	SESSION_APPEARED,

	/** A draft was created or changed. */
	DRAFT_PUT,

	/** A draft was published, and does not exist any more. */
	DRAFT_PUBLISHED,

	/** A draft was discarded. */
	DRAFT_DISCARDED

}
