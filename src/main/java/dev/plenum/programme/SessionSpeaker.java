package dev.plenum.programme;

import dev.plenum.platform.graphql.Text;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's part in a session.
 *
 * @param speaker who it is
 * @param role what they do there
 * @param note something to know about their part; null if there is nothing
 */
public record SessionSpeaker(Speaker speaker, SpeakerRole role, @Nullable Text note) {

}
