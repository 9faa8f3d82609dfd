package dev.plenum.programme.document;

/** What a link leads to. */
public enum LinkKind {

	/** A page about the thing itself, on a website of the event. */
	PAGE,

	/** A live stream. */
	STREAM,

	/** A page to give feedback. */
	FEEDBACK

}
