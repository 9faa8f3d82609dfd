package dev.plenum.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.mongo.Documents;
import org.bson.conversions.Bson;
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
