package dev.plenum.programme.document;

/** What a speaker is. */
public enum SpeakerType {

	/** A person, who cannot be in two rooms at the same time. */
	PERSON,

	/** Several people who appear together. */
	GROUP,

	/** An organisation, which can send people to two rooms at the same time. */
	ORGANISATION

}
