package dev.plenum.programme;

/** Who can see an event. */
public enum EventState {

	/** Its organisers and administrators only. */
	DRAFT,

	/** Everybody. The event is listed. */
	PUBLISHED,

	/** Everybody who knows its id or slug. Nothing in it can be changed. */
	ARCHIVED

}
