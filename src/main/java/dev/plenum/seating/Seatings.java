package dev.plenum.seating;

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
	 * Finds the sessions for which somebody waits, in all events.
	 * @return the ids of the sessions
	 */
	Flux<String> waitedFor() {
		return ids(Filters.and(Filters.exists("waiting"), Filters.ne("waiting", List.of())));
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
	 * guarded write behind every rule.
	 * @param next the next state, with the version of the state that it follows
	 * @return the seating as it is stored; empty if another write was faster
	 */
	Mono<Seating> keep(Seating next) {
		Seating kept = next.nextVersion();
		return (next.isKept() ? replace(kept) : this.documents.add(kept)).filter((done) -> done).map((done) -> kept);
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex();
	}

	private Mono<Boolean> replace(Seating kept) {
		Bson update = Updates.combine(Updates.set("version", kept.version()), Updates.set("capacity", kept.capacity()),
				Updates.set("capacityVersion", kept.capacityVersion()), Updates.set("noShows", kept.noShows()),
				(kept.noShowsAt() != null) ? Updates.set("noShowsAt", kept.noShowsAt()) : Updates.unset("noShowsAt"),
				Updates.set("booked", kept.booked()), Updates.set("waiting", kept.waiting()), kept.requests().isEmpty()
						? Updates.unset("requests") : Updates.set("requests", new HashMap<>(kept.requests())));
		return this.documents.update(kept.sessionId(), Filters.eq("version", kept.version() - 1), update);
	}

}
