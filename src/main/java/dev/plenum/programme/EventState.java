package dev.plenum.programme;

/** Who can see an event. */
public enum EventState {

	/** Only its organisers and administrators. */
	DRAFT,

	/** Everybody, and it is listed. */
	PUBLISHED,

	/** Everybody who knows its id or slug; nothing in it can be changed. */
	ARCHIVED

}
