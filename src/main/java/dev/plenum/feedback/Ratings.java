package dev.plenum.feedback;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code ratings}: one document for each attendee and session.
 */
@Component
class Ratings {

	private static final String COLLECTION = "ratings";

	private static final String ID_PREFIX = "rat";

	private static final int MOST_TRIES = 5;

	/** The number of requests that a rating remembers. */
	private static final int MOST_REQUESTS = 10;

	private final Documents<RatingDocument> documents;

	Ratings(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, RatingDocument.class);
	}

	static String id(String eventId, String sessionId, String subject) {
		return Ids.in(ID_PREFIX, eventId, sessionId + '/' + subject);
	}

	Flux<RatingDocument> byIds(Collection<String> ids) {
		return Flux.from(this.documents.find(Filters.in("_id", ids)));
	}

	Flux<RatingDocument> ofSession(String eventId, String sessionId) {
		return Flux
			.from(this.documents.find(Filters.and(Filters.eq("eventId", eventId), Filters.eq("sessionId", sessionId))));
	}

	Flux<RatingDocument> ofSubject(String subject) {
		return Flux.from(this.documents.find(Filters.eq("subject", subject)));
	}

	/**
	 * Stores an attendee's rating and replaces their earlier one. Changes nothing if the
	 * request was carried out before.
	 * @param request the key of the request; null to carry out each repetition
	 * @return the stored rating
	 */
	Mono<RatingDocument> rate(String eventId, String sessionId, String subject, int stars, @Nullable String comment,
			@Nullable String request, Instant at) {
		String id = id(eventId, sessionId, subject);
		RatingDocument wanted = new RatingDocument(id, eventId, 1, sessionId, subject,
				Ids.in(ID_PREFIX, eventId, UUID.randomUUID().toString()), stars, comment, at,
				(request != null) ? List.of(request) : List.of(), null);
		return WriteConflict.retried(MOST_TRIES, Reading.NEWEST,
				(reading) -> this.documents.begin(id, wanted)
					.flatMap((stored) -> isDone(stored, wanted, request) ? Mono.just(stored)
							: this.documents.change(id, guard(request), change(stored, wanted, request))));
	}

	private static boolean isDone(RatingDocument stored, RatingDocument wanted, @Nullable String request) {
		return (request != null) ? stored.remembers(request) : stored.says(wanted.stars(), wanted.comment());
	}

	private static Bson guard(@Nullable String request) {
		Bson hasAuthor = Filters.exists("subject");
		return (request != null) ? Filters.and(hasAuthor, Filters.ne(Documents.REQUESTS, request)) : hasAuthor;
	}

	private static Fields change(RatingDocument stored, RatingDocument wanted, @Nullable String request) {
		Fields change = new Fields();
		if (!stored.says(wanted.stars(), wanted.comment())) {
			change.set("stars", wanted.stars()).set("comment", wanted.comment()).set("at", wanted.at());
		}
		return (request != null) ? change.append(Documents.REQUESTS, request, MOST_REQUESTS) : change;
	}

	/**
	 * Moves a rating to another attendee. Of two ratings of a session the newer one
	 * stays.
	 */
	Mono<Void> move(RatingDocument rating, String subject) {
		RatingDocument moved = rating.of(id(rating.eventId(), rating.sessionId(), subject), subject);
		return this.documents.begin(moved.id(), moved)
			.flatMap((stored) -> stored.at().isBefore(rating.at())
					? this.documents.change(stored.id(), Filters.lt("at", rating.at()),
							new Fields().set("stars", rating.stars())
								.set("comment", rating.comment())
								.set("at", rating.at())
								.set("hidden", rating.hidden()))
					: Mono.just(stored))
			.then(Mono.defer(() -> this.documents.remove(rating.id(), Filters.eq("version", rating.version()))))
			.then();
	}

	/**
	 * Replaces a rating by an anonymous copy with a random id. If this is interrupted,
	 * the next call completes it. A comment that is hidden meanwhile stays hidden.
	 */
	Mono<Void> orphan(RatingDocument rating) {
		return this.documents.begin(rating.orphanId(), rating.orphaned())
			.then(this.documents.take(rating.id(), Filters.empty()))
			.filter(RatingDocument::isHidden)
			.flatMap((removed) -> hide(rating.orphanId(), true))
			.then();
	}

	/**
	 * Hides the comment of a rating, or shows it again, if the request is new.
	 * @param commentId the random id of the rating
	 * @param request the key of the request; null for none
	 * @return the rating afterwards; empty if there is none
	 */
	Mono<RatingDocument> setHidden(String eventId, String commentId, boolean hidden, @Nullable String request) {
		return Flux
			.from(this.documents.find(Filters.and(Filters.eq("eventId", eventId), Filters.eq("orphanId", commentId))))
			.collectList()
			.flatMapIterable((same) -> same)
			.concatMap((stored) -> this.documents.changeOnce(stored.id(), request, hidden(hidden))
				.switchIfEmpty(Mono.defer(() -> hide(commentId, hidden))))
			.takeLast(1)
			.next();
	}

	private Mono<RatingDocument> hide(String id, boolean hidden) {
		return this.documents.change(id, Filters.empty(), hidden(hidden));
	}

	private static Fields hidden(boolean hidden) {
		return new Fields().set("hidden", hidden ? true : null);
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex("eventId", "sessionId")
			.then(this.documents.ensureIndex("eventId", "orphanId"))
			.then(this.documents.ensureIndex("subject"));
	}

}
