package dev.plenum.schedule;

import dev.plenum.platform.mongo.Unknown;

/**
 * The part of a speaker in a session.
 *
 * @param speakerId the speaker's id
 * @param role the role of the speaker
 * @param unknown the fields that this version of the server does not know
 */
public record SpeakerRef(String speakerId, SpeakerRole role, Unknown unknown) {

	/**
	 * Creates a part without unknown fields.
	 * @param speakerId the speaker's id
	 * @param role the role of the speaker
	 */
	public SpeakerRef(String speakerId, SpeakerRole role) {
		this(speakerId, role, Unknown.NONE);
	}

}
