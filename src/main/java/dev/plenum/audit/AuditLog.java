package dev.plenum.audit;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.mongo.Documents;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code audit}: the entries of the audit trail. Entries are only added,
 * never changed or removed.
 */
@Component
class AuditLog {

	private static final String COLLECTION = "audit";

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
	 * Finds entries of an event, newest first.
	 * @param after the place after which to begin; null to begin with the newest entry
	 * @param most the maximum number of entries
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

	Mono<Void> ensureIndexes() {
		return Mono
			.from(this.collection
				.createIndex(Indexes.compoundIndex(Indexes.ascending("eventId"), Indexes.descending("at", "_id"))))
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

	}

}
