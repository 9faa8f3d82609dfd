package dev.plenum.programme;

import dev.plenum.platform.graphql.language.Text;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * The part of a speaker in a session.
 *
 * @param speaker the speaker
 * @param role the role of the speaker
 * @param note a note about this part; null if there is none
 */
public record SessionSpeaker(Speaker speaker, SpeakerRole role, @Nullable Text note) {

}
