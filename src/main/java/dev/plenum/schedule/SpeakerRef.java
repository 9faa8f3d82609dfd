package dev.plenum.schedule;

import dev.plenum.platform.mongo.Unknown;

/**
 * A speaker's part in a session.
 *
 * @param speakerId the speaker's id
 * @param role what the speaker does there
 * @param unknown what a newer version says of it
 */
public record SpeakerRef(String speakerId, SpeakerRole role, Unknown unknown) {

	/**
	 * A part of which this version knows everything.
	 * @param speakerId the speaker's id
	 * @param role what the speaker does there
	 */
	public SpeakerRef(String speakerId, SpeakerRole role) {
		this(speakerId, role, Unknown.NONE);
	}

}
