package dev.plenum.programme;

import java.util.List;

import dev.plenum.platform.graphql.Text;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A speaker as it is kept.
 *
 * @param id the speaker's id
 * @param eventId the event
 * @param version rises with every write
 * @param name the name to be shown
 * @param type whether it is a person
 * @param titles titles and professions, the main one first
 * @param organisation where they come from
 * @param bio who they are
 * @param note something to know about them
 * @param hasPortrait whether the organisers have a portrait; null for no
 * @param portrait where the portrait is
 * @param links addresses with more about them
 * @param origin where they came from; null if they were made here
 */
public record SpeakerDocument(@BsonId String id, String eventId, long version, String name, SpeakerType type,
		List<String> titles, @Nullable String organisation, @Nullable Text bio, @Nullable Text note,
		@Nullable Boolean hasPortrait, @Nullable String portrait, List<Link> links, @Nullable Origin origin) {

	public SpeakerDocument {
		titles = Lists.orEmpty(titles);
		links = Lists.orEmpty(links);
	}

}
