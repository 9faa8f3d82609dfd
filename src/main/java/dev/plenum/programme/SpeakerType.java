package dev.plenum.programme;

/** What a speaker is. */
public enum SpeakerType {

	/** One person, who cannot be in two rooms at once. */
	PERSON,

	/** Several people who appear together. */
	GROUP,

	/** An organisation that sends whom it likes, also to two rooms at once. */
	ORGANISATION

}
