package dev.plenum.audit;

import java.time.Instant;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of what was changed. An entry that was added is changed only to put a
 * pseudonym in the place of a person, and is removed only when it has been kept for as
 * long as the settings say.
 */
@Component
class AuditLog {

	private static final String COLLECTION = "audit";

	private static final int REMOVED_AT_ONCE = 1000;

	private final Documents<AuditDocument> documents;

	private final MongoCollection<AuditDocument> collection;

	AuditLog(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, AuditDocument.class);
		this.collection = database.getCollection(COLLECTION, AuditDocument.class);
	}

	/**
	 * Adds an entry; where it is already, nothing happens.
	 */
	Mono<Void> append(AuditDocument entry) {
		return this.documents.begin(entry.id(), entry).then();
	}

	/**
	 * The entries of an event, newest first.
	 * @param after the entry behind which to begin; null for the newest
	 */
	Flux<AuditDocument> ofEvent(String eventId, @Nullable Place after, int most) {
		Bson ofEvent = Filters.eq("eventId", eventId);
		Bson behind = (after != null)
				? Filters
					.and(ofEvent,
							Filters.or(Filters.lt("at", after.at()),
									Filters.and(Filters.eq("at", after.at()), Filters.lt("_id", after.id()))))
				: ofEvent;
		return Flux.from(this.collection.find(behind).sort(Sorts.descending("at", "_id")).limit(most));
	}

	Mono<Long> count(String eventId) {
		return Mono.from(this.collection.countDocuments(Filters.eq("eventId", eventId)));
	}

	/**
	 * The entries that name a person, in no order.
	 */
	Flux<AuditDocument> about(String subject) {
		return Flux.from(this.collection.find(naming(subject)));
	}

	/**
	 * Keeps an entry that names somebody less.
	 */
	Mono<AuditDocument> replace(AuditDocument entry) {
		return this.documents.change(entry.id(), Filters.empty(), named(entry));
	}

	/**
	 * Removes the entries from before a moment, some at a time. Several servers may do
	 * that at once.
	 * @return how many this server has removed
	 */
	Mono<Long> removeBefore(Instant moment) {
		return removeSomeBefore(moment)
			.expand((removed) -> (removed < REMOVED_AT_ONCE) ? Mono.empty() : removeSomeBefore(moment))
			.reduce(0L, Long::sum);
	}

	private Mono<Long> removeSomeBefore(Instant moment) {
		return Flux
			.from(this.collection.find(Filters.lt("at", moment), BsonDocument.class)
				.projection(Projections.include("_id"))
				.limit(REMOVED_AT_ONCE))
			.map((entry) -> entry.getString("_id"))
			.collectList()
			.flatMap((ids) -> ids.isEmpty() ? Mono.just(0L)
					: Mono.from(this.collection.deleteMany(Filters.in("_id", ids))).map(DeleteResult::getDeletedCount));
	}

	/**
	 * Which entries name a person. Those that an earlier version of the server has
	 * written do not list the people, so that each place for them is looked at.
	 */
	static Bson naming(String subject) {
		Bson anywhere = Filters
			.or(Stream.of("input.input.subjects", "input.input.organiserSubjects", "changes.before", "changes.after")
				.map((place) -> Filters.eq(place, subject))
				.toList());
		return Filters.or(Filters.eq("subject", subject), Filters.eq("people", subject),
				Filters.and(Filters.exists("people", false), anywhere));
	}

	/**
	 * What of an entry names people.
	 */
	static Fields named(AuditDocument entry) {
		return new Fields().set("subject", entry.subject())
			.set("name", entry.name())
			.set("input", entry.input())
			.set("changes", entry.changes())
			.set("people", entry.people());
	}

	Mono<Void> ensureIndexes() {
		return Flux
			.just(Indexes.compoundIndex(Indexes.ascending("eventId"), Indexes.descending("at", "_id")),
					Indexes.ascending("at"), Indexes.ascending("subject"), Indexes.ascending("people"))
			.concatMap(this.collection::createIndex)
			.then();
	}

	/**
	 * An entry's place in the order.
	 */
	record Place(Instant at, String id) {
	}

}
