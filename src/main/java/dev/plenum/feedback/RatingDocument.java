package dev.plenum.feedback;

import java.time.Instant;
import java.util.Objects;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A rating as it is kept.
 *
 * @param id its id: made from the session and the attendee, or nothing but chance once
 * the attendee has left
 * @param eventId the event
 * @param version rises with every write
 * @param sessionId the session
 * @param subject the attendee; null once the attendee has left
 * @param orphanId the id that the rating has once the attendee has left; tells nobody
 * whose it is, so it names the rating to organisers
 * @param stars 1 to 5
 * @param comment what the attendee wrote; null if nothing
 * @param at when it was given or changed last
 */
public record RatingDocument(@BsonId String id, String eventId, long version, String sessionId,
		@Nullable String subject, String orphanId, int stars, @Nullable String comment, Instant at) {

	/**
	 * The same rating without its author.
	 */
	RatingDocument orphaned() {
		return new RatingDocument(this.orphanId, this.eventId, this.version + 1, this.sessionId, null, this.orphanId,
				this.stars, this.comment, this.at);
	}

	boolean says(int wantedStars, @Nullable String wantedComment) {
		return this.stars == wantedStars && Objects.equals(this.comment, wantedComment);
	}

}
