package dev.plenum.programme.document;

/** A feature that makes a room or a session accessible. */
public enum AccessFeature {

	/** It can be reached without steps. */
	STEP_FREE,

	/** There is a hearing loop. */
	HEARING_LOOP,

	/** There are live captions. */
	CAPTIONS,

	/** There is sign language interpretation. */
	SIGN_LANGUAGE

}
