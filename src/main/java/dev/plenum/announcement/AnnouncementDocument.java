package dev.plenum.announcement;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.changelog.Fingerprint;
import dev.plenum.changelog.Visible;
import dev.plenum.platform.graphql.language.Text;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A stored announcement.
 *
 * @param id its id, made from the event and the organiser's key
 * @param eventId the id of its event
 * @param version increases by one with each write
 * @param text the text in each language
 * @param urgency how soon an attendee should read it
 * @param sessionId the session whose audience it is for; null if it is not for one
 * session
 * @param roomId the room whose visitors it is for; null if it is not for one room
 * @param at when it was first published
 * @param validUntil when it expires; null if it does not expire
 * @param withdrawnAt when it was withdrawn; null if it was not
 */
public record AnnouncementDocument(@BsonId String id, String eventId, long version, Text text, Urgency urgency,
		@Nullable String sessionId, @Nullable String roomId, Instant at, @Nullable Instant validUntil,
		@Nullable Instant withdrawnAt) implements Visible {

	boolean isValidAt(Instant moment) {
		return this.withdrawnAt == null && (this.validUntil == null || moment.isBefore(this.validUntil));
	}

	@Override
	public Map<String, Long> prints() {
		return Map.of(this.id, print());
	}

	/** The fingerprint of what the announcement shows. */
	long print() {
		return Fingerprint.without(this, "version");
	}

	@Override
	public Stream<Instant> turns() {
		return (this.withdrawnAt == null) ? Stream.ofNullable(this.validUntil) : Stream.empty();
	}

}
