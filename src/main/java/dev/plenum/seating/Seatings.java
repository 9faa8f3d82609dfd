package dev.plenum.seating;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Reading;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the seatings, one document for each session that somebody has booked.
 */
@Component
class Seatings {

	static final String COLLECTION = "seatings";

	private final Documents<Seating> documents;

	private final MongoCollection<Seating> collection;

	Seatings(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, Seating.class);
		this.collection = database.getCollection(COLLECTION, Seating.class);
	}

	Mono<Seating> byId(String sessionId, Reading reading) {
		return this.documents.byId(sessionId, reading);
	}

	Flux<Seating> ofEvent(String eventId) {
		return Flux.from(this.collection.find(Filters.eq("eventId", eventId)));
	}

	/**
	 * Finds the sessions at which an attendee has a seat or waits, as the database has
	 * them.
	 * @return the ids of the sessions
	 */
	Flux<String> heldBy(String subject, String eventId) {
		Bson holds = Filters.or(Filters.eq("booked.subject", subject), Filters.eq("waiting.subject", subject));
		return ids(Filters.and(Filters.eq("eventId", eventId), holds));
	}

	/**
	 * Finds the sessions with anything about an attendee, also if it is over.
	 * @return the ids of the sessions
	 */
	Flux<String> mentioning(String subject, String eventId) {
		return ids(Filters.and(Filters.eq("eventId", eventId),
				Filters.or(Filters.eq("booked.subject", subject), Filters.eq("waiting.subject", subject),
						Filters.eq("booked.handedTo.subject", subject), Filters.eq("waiting.heldBy", subject),
						Filters.eq("waiting.offeredBy", subject), Filters.eq("history.items.subject", subject))));
	}

	/**
	 * Finds the sessions that somebody has booked, in all events.
	 * @return the ids of the sessions
	 */
	Flux<String> ids() {
		return ids(Filters.empty());
	}

	private Flux<String> ids(Bson filter) {
		return Flux
			.from(this.collection.withDocumentClass(BsonDocument.class)
				.find(filter)
				.projection(Projections.include("_id")))
			.map((document) -> document.getString("_id").getValue());
	}

	/**
	 * Stores the next state of a seating, if no other write was faster. This is the one
	 * guarded write behind every rule. It sends only what has changed.
	 * @param before the state that the next one follows
	 * @param next the next state
	 * @return the seating as it is stored; empty if another write was faster
	 */
	Mono<Seating> keep(Seating before, Seating next) {
		Seating kept = next.nextVersion();
		return (before.isKept() ? replace(before, kept) : this.documents.add(kept)).filter((done) -> done)
			.map((done) -> kept);
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex();
	}

	private Mono<Boolean> replace(Seating before, Seating kept) {
		List<Bson> updates = new ArrayList<>(
				List.of(Updates.set("version", kept.version()), Updates.set("capacity", kept.capacity()),
						Updates.set("capacityVersion", kept.capacityVersion()), Updates.set("noShows", kept.noShows()),
						set("noShowsAt", kept.noShowsAt()), set("dueAt", kept.dueAt())));
		if (kept.booked() != before.booked()) {
			updates.add(Updates.set("booked", kept.booked()));
		}
		if (kept.waiting() != before.waiting()) {
			updates.add(Updates.set("waiting", kept.waiting()));
		}
		if (kept.history() != before.history()) {
			updates.add(Updates.set("history.last", kept.items().last()));
			updates.add(kept.items()
				.since(before.items())
				.map((added) -> Updates.pushEach("history.items", added))
				.orElseGet(() -> Updates.set("history.items", kept.items().items())));
		}
		if (kept.requests() != before.requests()) {
			updates.add(set("requests", kept.requests().isEmpty() ? null : new HashMap<>(kept.requests())));
		}
		return this.documents.update(kept.sessionId(), Filters.eq("version", kept.version() - 1),
				Updates.combine(updates));
	}

	private static Bson set(String name, @Nullable Object value) {
		return (value != null) ? Updates.set(name, value) : Updates.unset(name);
	}

}
