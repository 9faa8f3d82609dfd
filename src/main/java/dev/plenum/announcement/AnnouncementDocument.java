package dev.plenum.announcement;

import java.time.Instant;

import dev.plenum.platform.graphql.Text;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An announcement as it is kept.
 *
 * @param id its id
 * @param eventId the event
 * @param version rises with every write
 * @param text what is announced
 * @param urgency how much it matters at once
 * @param sessionId the session whose audience it concerns; null if it concerns others too
 * @param roomId the room that it concerns; null if it concerns others too
 * @param at when it was announced
 * @param validUntil until when it holds; null if to the end of the event
 * @param withdrawnAt when it was taken back; null while it holds
 */
public record AnnouncementDocument(@BsonId String id, String eventId, long version, Text text, Urgency urgency,
		@Nullable String sessionId, @Nullable String roomId, Instant at, @Nullable Instant validUntil,
		@Nullable Instant withdrawnAt) {

	boolean holdsAt(Instant moment) {
		return this.withdrawnAt == null && (this.validUntil == null || moment.isBefore(this.validUntil));
	}

}
