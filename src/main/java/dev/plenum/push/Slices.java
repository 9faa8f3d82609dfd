package dev.plenum.push;

import java.util.List;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.Sha256;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.push.SliceDocument.StoredPlace;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code pushSlices}. All devices of a person at an event are in the same
 * slice. A slice is created for its first device.
 */
@Component
class Slices {

	static final String COLLECTION = "pushSlices";

	private static final String ID_PREFIX = "psl";

	/** The number of slices of each event. */
	private static final int COUNT = 64;

	private static final String HOLDER = "holder";

	private static final String ENDED = "ended";

	private static final Bson HEAD = Projections.include("eventId", "version", "number", HOLDER);

	private final Documents<SliceDocument> documents;

	private final ChangeFeed feed;

	Slices(MongoDatabase database, ChangeFeed feed) {
		this.documents = new Documents<>(database, COLLECTION, SliceDocument.class);
		this.feed = feed;
	}

	/**
	 * Returns the slice of a person, which is the same in all events.
	 * @return a number from 0 to 63
	 */
	static int of(String subject) {
		return Sha256.of(subject)[0] & (COUNT - 1);
	}

	static String id(String eventId, int number) {
		return Ids.in(ID_PREFIX, eventId, Integer.toString(number));
	}

	/**
	 * Takes a slice that no server holds, and creates it if there is none.
	 * @return the slice, held by this server or by another one
	 */
	Mono<SliceDocument> take(String eventId, int number) {
		return this.documents.putIf(id(eventId, number), Filters.exists(HOLDER, false),
				new Fields().set(HOLDER, this.feed.server()).set(ENDED, null).first("number", number));
	}

	/**
	 * Takes a slice from a server that does not work any more.
	 * @return the slice; empty if another server was faster
	 */
	Mono<SliceDocument> takeOver(String id, String from) {
		return this.documents.change(id, Filters.eq(HOLDER, from), new Fields().set(HOLDER, this.feed.server()));
	}

	/**
	 * Finds the places of a person's devices at an event, by the ids of the devices.
	 */
	Mono<Map<String, StoredPlace>> placesOf(String eventId, String subject) {
		return this.documents.byId(id(eventId, of(subject))).map(SliceDocument::places).defaultIfEmpty(Map.of());
	}

	boolean isHeld(SliceDocument slice) {
		return this.feed.server().equals(slice.holder());
	}

	/**
	 * Finds the slices of all events that are not over, without their places.
	 */
	Flux<SliceDocument> heads() {
		return Flux.from(this.documents.find(Filters.exists(ENDED, false)).projection(HEAD));
	}

	/**
	 * Returns a number that rises with every write to a slice of an event.
	 */
	Mono<Long> version(String eventId) {
		return Flux.from(this.documents.find(Filters.eq("eventId", eventId)).projection(HEAD))
			.reduce(0L, (sum, slice) -> sum + slice.version());
	}

	/**
	 * Finds the places of the devices of an event.
	 */
	Flux<StoredPlace> places(String eventId) {
		return Flux
			.from(this.documents.find(Filters.eq("eventId", eventId))
				.projection(Projections.include("eventId", "version", "number", "places")))
			.flatMapIterable((slice) -> slice.places().values());
	}

	/**
	 * Finds the slices of an event that was over, without their places.
	 */
	Flux<SliceDocument> ended(String eventId) {
		return Flux.from(this.documents.find(Filters.and(Filters.eq("eventId", eventId), Filters.exists(ENDED)))
			.projection(HEAD));
	}

	/**
	 * Finds the slices that a server holds, without their places.
	 */
	Flux<SliceDocument> heldBy(String holder) {
		return Flux.from(this.documents.find(Filters.eq(HOLDER, holder)).projection(HEAD));
	}

	/**
	 * Changes a slice if this server holds it.
	 * @return whether it was changed; false if the lease is lost
	 */
	Mono<Boolean> change(String id, List<Bson> updates) {
		return this.documents.update(id, Filters.eq(HOLDER, this.feed.server()),
				Updates.combine(Updates.combine(updates), Updates.inc("version", 1L)));
	}

	/**
	 * Ends the lease of this server, since the event is over.
	 */
	Mono<Boolean> end(String id) {
		return change(id, List.of(Updates.unset(HOLDER), Updates.set(ENDED, true)));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex().then(this.documents.ensureIndex(HOLDER));
	}

}
