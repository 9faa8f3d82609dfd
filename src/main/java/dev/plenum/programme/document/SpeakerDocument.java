package dev.plenum.programme.document;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.plenum.changelog.Fingerprint;
import dev.plenum.changelog.Visible;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A speaker as it is stored.
 *
 * @param id the speaker's id
 * @param eventId the event
 * @param version raised by every write
 * @param name the name to display
 * @param type whether it is a person, a group or an organisation
 * @param titles titles and professions, the main one first
 * @param organisation the organisation that the speaker comes from
 * @param bio a biography
 * @param note a note about the speaker
 * @param hasPortrait whether the organisers have a portrait; null for no
 * @param portrait the address of the portrait
 * @param links links with more about the speaker
 * @param origin what an import remembers of the speaker; null if it was not imported
 * @param updatedAt when the speaker was last written; null if an older server wrote it
 */
public record SpeakerDocument(@BsonId String id, String eventId, long version, String name, SpeakerType type,
		List<String> titles, @Nullable String organisation, @Nullable Text bio, @Nullable Text note,
		@Nullable Boolean hasPortrait, @Nullable String portrait, List<Link> links, @Nullable Origin origin,
		@Nullable Instant updatedAt) implements Visible {

	public SpeakerDocument {
		titles = Lists.orEmpty(titles);
		links = Lists.orEmpty(links);
	}

	@Override
	public Map<String, Long> prints() {
		return Map.of(this.id, Fingerprint.without(this, "version", "origin", "updatedAt"));
	}

}
