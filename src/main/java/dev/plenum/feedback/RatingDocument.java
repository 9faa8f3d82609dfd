package dev.plenum.feedback;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A stored rating.
 *
 * @param id its id, made from the session and the attendee; a random id once the attendee
 * deleted their data
 * @param eventId the id of its event
 * @param version increases by one with each write
 * @param sessionId the id of the session
 * @param subject the attendee; null once the attendee deleted their data
 * @param orphanId the random id that the rating gets when the attendee deletes their
 * data; it does not reveal the author, so organisers see it in cursors
 * @param stars 1 to 5
 * @param comment the attendee's comment; null if there is none
 * @param at when it was last changed
 * @param requests the keys of the last requests, oldest first
 * @param hidden whether an organiser has hidden the comment; null for no
 */
public record RatingDocument(@BsonId String id, String eventId, long version, String sessionId,
		@Nullable String subject, String orphanId, int stars, @Nullable String comment, Instant at,
		List<String> requests, @Nullable Boolean hidden) {

	public RatingDocument {
		requests = Lists.orEmpty(requests);
	}

	/**
	 * Creates a copy of this rating without its author.
	 */
	RatingDocument orphaned() {
		return new RatingDocument(this.orphanId, this.eventId, this.version + 1, this.sessionId, null, this.orphanId,
				this.stars, this.comment, this.at, List.of(), this.hidden);
	}

	/**
	 * Creates the same rating for another attendee.
	 */
	RatingDocument of(String otherId, String other) {
		return new RatingDocument(otherId, this.eventId, 1, this.sessionId, other, this.orphanId, this.stars,
				this.comment, this.at, this.requests, this.hidden);
	}

	boolean isHidden() {
		return Boolean.TRUE.equals(this.hidden);
	}

	boolean remembers(@Nullable String request) {
		return request != null && this.requests.contains(request);
	}

	boolean says(int wantedStars, @Nullable String wantedComment) {
		return this.stars == wantedStars && Objects.equals(this.comment, wantedComment);
	}

}
