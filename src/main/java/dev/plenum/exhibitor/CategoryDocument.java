package dev.plenum.exhibitor;

import java.util.Map;

import dev.plenum.changelog.Fingerprint;
import dev.plenum.changelog.Visible;
import dev.plenum.platform.graphql.language.Text;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A stored category of exhibitors.
 *
 * @param id its id
 * @param eventId the event
 * @param version rises by one with each write
 * @param position the position among the categories, starting at 0
 * @param name the name
 */
public record CategoryDocument(@BsonId String id, String eventId, long version, int position,
		Text name) implements Visible {

	@Override
	public Map<String, Long> prints() {
		return Map.of(this.id, Fingerprint.without(this, "version"));
	}

}
