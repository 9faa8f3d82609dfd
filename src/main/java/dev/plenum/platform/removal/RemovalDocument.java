package dev.plenum.platform.removal;

import java.time.Instant;
import java.util.List;

import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The stored removal of an object. It remains after the removal, so that a late
 * repetition of the request does not remove what was created again.
 *
 * @param id the id of what is removed
 * @param eventId the event
 * @param version rises by one with each write
 * @param name its name when it was removed; null if unknown
 * @param at when the removal began
 * @param pending whether the removal may be incomplete
 * @param requests the ids of the last requests to remove it
 */
public record RemovalDocument(@BsonId String id, String eventId, long version, @Nullable String name, Instant at,
		boolean pending, List<String> requests) {

	public RemovalDocument {
		requests = Lists.orEmpty(requests);
	}

}
