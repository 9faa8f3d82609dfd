package dev.plenum.programme.document;

/** The state of an event. It determines who can see the event. */
public enum EventState {

	/** Only its organisers and administrators can see it. */
	DRAFT,

	/** Everybody can see it, and it is listed. */
	PUBLISHED,

	/**
	 * Everybody who knows its id or slug can see it. It is not listed, and nothing in it
	 * can be changed.
	 */
	ARCHIVED

}
