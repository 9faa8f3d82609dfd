package dev.plenum.schedule;

/**
 * A speaker's part in a session.
 *
 * @param speakerId the speaker's id
 * @param role what the speaker does there
 */
public record SpeakerRef(String speakerId, SpeakerRole role) {

}
