package dev.plenum.programme;

/** Something that makes a room or a session accessible. */
enum AccessFeature {

	/** One gets there without steps. */
	STEP_FREE,

	/** There is a hearing loop. */
	HEARING_LOOP,

	/** What is said can be read at the same time. */
	CAPTIONS,

	/** There is sign language interpretation. */
	SIGN_LANGUAGE

}
