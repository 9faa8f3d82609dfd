package dev.plenum.feedback;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
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

	private final Documents<RatingDocument> documents;

	private final MongoCollection<RatingDocument> collection;

	Ratings(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, RatingDocument.class);
		this.collection = database.getCollection(COLLECTION, RatingDocument.class);
	}

	static String id(String eventId, String sessionId, String subject) {
		return Ids.in(ID_PREFIX, eventId, sessionId + '/' + subject);
	}

	Flux<RatingDocument> byIds(Collection<String> ids) {
		return Flux.from(this.collection.find(Filters.in("_id", ids)));
	}

	Flux<RatingDocument> ofSession(String eventId, String sessionId) {
		return Flux.from(
				this.collection.find(Filters.and(Filters.eq("eventId", eventId), Filters.eq("sessionId", sessionId))));
	}

	Flux<RatingDocument> ofSubject(String subject) {
		return Flux.from(this.collection.find(Filters.eq("subject", subject)));
	}

	/**
	 * Stores an attendee's rating and replaces their earlier one. Writes nothing if the
	 * earlier rating has the same stars and comment.
	 */
	Mono<RatingDocument> rate(String eventId, String sessionId, String subject, int stars, @Nullable String comment,
			Instant at) {
		String id = id(eventId, sessionId, subject);
		RatingDocument wanted = new RatingDocument(id, eventId, 1, sessionId, subject,
				Ids.in(ID_PREFIX, eventId, UUID.randomUUID().toString()), stars, comment, at);
		Fields fields = new Fields().set("stars", stars).set("comment", comment).set("at", at);
		return WriteConflict.retried(MOST_TRIES, Reading.NEWEST,
				(reading) -> this.documents.begin(id, wanted)
					.flatMap((kept) -> kept.says(stars, comment) ? Mono.just(kept)
							: this.documents.change(id, Filters.exists("subject"), fields)));
	}

	/**
	 * Replaces a rating by an anonymous copy with a random id. If this is interrupted,
	 * the next call completes it.
	 */
	Mono<Void> orphan(RatingDocument rating) {
		return this.documents.begin(rating.orphanId(), rating.orphaned())
			.then(this.documents.remove(rating.id()))
			.then();
	}

	Mono<Void> ensureIndexes() {
		return Flux.fromIterable(List.of(Indexes.ascending("eventId", "sessionId"), Indexes.ascending("subject")))
			.concatMap(this.collection::createIndex)
			.then();
	}

}
