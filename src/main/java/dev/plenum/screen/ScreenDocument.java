package dev.plenum.screen;

import java.time.Instant;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A stored screen. Until an organiser pairs it, it is only a code that expires.
 *
 * @param id its id, derived from the code that it showed
 * @param eventId the event
 * @param version the number of writes
 * @param secretHash a hash of the secret that only the screen knows
 * @param requestedAt when it asked for a code
 * @param codeExpiresAt when the code expires
 * @param pairedAt when an organiser entered the code; null until then
 * @param name what the organisers call it; null if they gave no name
 * @param kind what it displays; null until it is paired
 * @param roomId the room that it is for; null for none
 */
public record ScreenDocument(@BsonId String id, String eventId, long version, String secretHash, Instant requestedAt,
		Instant codeExpiresAt, @Nullable Instant pairedAt, @Nullable String name, @Nullable ScreenKind kind,
		@Nullable String roomId) {

	/**
	 * Whether this server can show it: an organiser paired it, and its kind is known.
	 */
	boolean isPaired() {
		return this.pairedAt != null && this.kind != null;
	}

	boolean hasCodeAt(Instant moment) {
		return this.pairedAt == null && moment.isBefore(this.codeExpiresAt);
	}

}
