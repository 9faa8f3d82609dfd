package dev.plenum.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code audit}: the entries of the audit trail. An entry is changed only
 * to replace a person by a pseudonym, and removed only after the configured time.
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
	 * Adds an entry, unless it exists already.
	 */
	Mono<Void> append(AuditDocument entry) {
		return this.documents.begin(entry.id(), entry).then();
	}

	/**
	 * Finds the entries of a page.
	 * @return the entries, newest first, and one entry more if there are more; in reverse
	 * order for a page that is taken from the end
	 */
	Flux<AuditDocument> ofEvent(String eventId, Page page) {
		List<Bson> conditions = new ArrayList<>(List.of(Filters.eq("eventId", eventId)));
		page.after(eventId).map(Place::read).map(Place::older).ifPresent(conditions::add);
		page.before(eventId).map(Place::read).map(Place::newer).ifPresent(conditions::add);
		return Flux.from(this.collection.find(Filters.and(conditions))
			.sort(page.isBackward() ? Sorts.ascending("at", "_id") : Sorts.descending("at", "_id"))
			.limit(page.size() + 1));
	}

	Mono<Integer> count(String eventId) {
		return this.documents.count(Filters.eq("eventId", eventId));
	}

	/**
	 * Finds the entries that name a person, in no order.
	 */
	Flux<AuditDocument> about(String subject) {
		return Flux.from(this.collection.find(naming(subject)));
	}

	/**
	 * Replaces the values of an entry that can name people.
	 * @param entry the entry with other values
	 */
	Mono<AuditDocument> replace(AuditDocument entry) {
		return this.documents.change(entry.id(), Filters.empty(), named(entry));
	}

	/**
	 * Removes the entries that are older than a moment, at most 1000 at once. Several
	 * servers may do so at the same time.
	 * @return the number of entries that this server removed
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
	 * The condition that an entry names a person. Entries of earlier versions of the
	 * server do not list the people whom they name; there, each field that can name a
	 * person is compared.
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
	 * The fields of an entry that can name people.
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
	 * The place of an entry in the order of time and id.
	 */
	record Place(Instant at, String id) {

		static String of(AuditDocument entry) {
			return entry.at().toEpochMilli() + ":" + entry.id();
		}

		/**
		 * Parses a place.
		 * @param place a place as {@link #of} writes it
		 * @throws dev.plenum.platform.graphql.Problem if the text is not a place
		 */
		static Place read(String place) {
			try {
				int colon = place.indexOf(':');
				return new Place(Instant.ofEpochMilli(Long.parseLong(place.substring(0, colon))),
						place.substring(colon + 1));
			}
			catch (NumberFormatException | IndexOutOfBoundsException ex) {
				throw Page.noCursor();
			}
		}

		Bson older() {
			return Filters.or(Filters.lt("at", this.at),
					Filters.and(Filters.eq("at", this.at), Filters.lt("_id", this.id)));
		}

		Bson newer() {
			return Filters.or(Filters.gt("at", this.at),
					Filters.and(Filters.eq("at", this.at), Filters.gt("_id", this.id)));
		}

	}

}
