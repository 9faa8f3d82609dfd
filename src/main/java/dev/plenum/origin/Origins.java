package dev.plenum.origin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.origin.OriginDocument.Person;
import dev.plenum.origin.OriginDocument.Stop;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code origins}, at most one document for each event. A fetch is guarded
 * by a lease, which is a random text in the document: while it is there,
 * {@link OriginDocument#nextAt()} is its end.
 */
@Component
class Origins {

	static final String COLLECTION = "origins";

	private static final String NEXT = "nextAt";

	private static final String LEASE = "lease";

	private static final String SUBJECT = "setBy.subject";

	private static final String REMOVE = "remove";

	private static final String AGAIN = "again";

	private final Documents<OriginDocument> documents;

	Origins(MongoDatabase database) {
		this.documents = Documents.onePerEvent(database, COLLECTION, OriginDocument.class);
	}

	Mono<OriginDocument> ofEvent(String eventId) {
		return this.documents.byId(eventId);
	}

	Mono<OriginDocument> newest(String eventId) {
		return this.documents.newest(eventId);
	}

	/**
	 * Finds the origins that are due.
	 * @param now the present
	 * @param most their maximum number
	 * @return the origins, the one that has been due for longest first
	 */
	Flux<OriginDocument> due(Instant now, int most) {
		return Flux.from(this.documents.find(Filters.lte(NEXT, now)).sort(Sorts.ascending(NEXT)).limit(most));
	}

	Flux<OriginDocument> setBy(String subject) {
		return Flux.from(this.documents.find(Filters.eq(SUBJECT, subject)));
	}

	/**
	 * Creates an origin, or changes it if it has the expected version.
	 * @return the origin; empty if its version differs
	 */
	Mono<OriginDocument> put(String eventId, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.putExpected(eventId, expectedVersion, fields);
	}

	/**
	 * Changes an origin if it exists and has the expected version.
	 * @return the origin; empty if there is none or its version differs
	 */
	Mono<OriginDocument> change(String eventId, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.changeExpected(eventId, expectedVersion, fields);
	}

	Mono<Boolean> remove(String eventId) {
		return this.documents.remove(eventId);
	}

	/**
	 * Lets an origin be fetched as soon as possible: now, or after the present fetch.
	 * @param by the organiser with whose rights the file is imported
	 * @param remove whether losses are confirmed
	 * @param request the key of the request; a repeated request changes nothing. Null for
	 * none
	 * @return the origin; empty if there is none
	 */
	Mono<OriginDocument> fetchSoon(String eventId, Person by, boolean remove, @Nullable String request, Instant now) {
		Bson wanted = Updates.combine(Updates.set("setBy", by), Updates.set(REMOVE, remove), Updates.inc("fetches", 1));
		return this.documents
			.changeOnce(eventId, Filters.or(Filters.exists(LEASE, false), Filters.exists(NEXT, false)), request,
					Updates.combine(wanted, Updates.set(NEXT, now), Updates.unset(LEASE)))
			.switchIfEmpty(Mono.defer(() -> this.documents.changeOnce(eventId, Filters.exists(LEASE), request,
					Updates.combine(wanted, Updates.set(AGAIN, true)))))
			.switchIfEmpty(Mono.defer(() -> this.documents.remembering(eventId, request)));
	}

	/**
	 * Takes the lease of an origin that is due.
	 * @param due the origin
	 * @param lease the new lease
	 * @param until the end of the lease
	 * @return the origin; empty if another server was faster
	 */
	Mono<OriginDocument> lease(OriginDocument due, String lease, Instant until) {
		return this.documents.change(due.eventId(),
				Filters.and(Filters.eq(NEXT, due.nextAt()), Filters.eq("version", due.version())),
				Updates.combine(Updates.set(NEXT, until), Updates.set(LEASE, lease), Updates.unset(AGAIN),
						Updates.inc("fetches", 1)));
	}

	/**
	 * Whether a lease is still the present one of an origin that nobody changed since.
	 */
	Mono<Boolean> holds(OriginDocument leased) {
		return this.documents.newest(leased.eventId(), same(leased)).hasElement();
	}

	/**
	 * Stores what follows from a fetch, and returns the lease.
	 * @param leased the origin with the lease
	 * @param progress what follows
	 * @param now the present
	 * @return the origin; empty if the lease has passed to another server, or if the
	 * origin was changed or removed
	 */
	Mono<OriginDocument> end(OriginDocument leased, FetchProgress progress, Instant now) {
		List<Bson> updates = new ArrayList<>(List.of(Updates.unset(LEASE), Updates.unset(REMOVE),
				Updates.set("failures", progress.failures()), Updates.inc("fetches", 1)));
		updates.add(set(NEXT, progress.nextAt()));
		updates.add(set("validators", progress.validators()));
		updates.add(set("failingSince", progress.failingSince()));
		updates.add(set("last", progress.last()));
		updates.add(set("imported", progress.imported()));
		updates.add(set("stop", progress.stop()));
		return this.documents.change(leased.eventId(), same(leased), Updates.combine(updates))
			.flatMap((ended) -> ended.isWantedAgain() ? fetchAgain(ended, now) : Mono.just(ended));
	}

	/**
	 * Removes a person, and stops what was imported with their rights.
	 * @return whether there was something to remove
	 */
	Mono<Boolean> forget(OriginDocument origin, Stop stop) {
		return this.documents.update(origin.eventId(), Filters.eq(SUBJECT, origin.setBy().subject()),
				Updates.combine(Updates.set("setBy", new Person("", false)), Updates.set("stop", stop),
						Updates.unset(NEXT), Updates.unset(LEASE), Updates.inc("fetches", 1)));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex(NEXT).then(this.documents.ensureIndex(SUBJECT));
	}

	private Mono<OriginDocument> fetchAgain(OriginDocument ended, Instant now) {
		return this.documents
			.change(ended.eventId(), Filters.and(Filters.exists(LEASE, false), Filters.eq(AGAIN, true)),
					Updates.combine(Updates.unset(AGAIN), Updates.set(NEXT, now), Updates.inc("fetches", 1)))
			.defaultIfEmpty(ended);
	}

	private static Bson same(OriginDocument leased) {
		return Filters.and(Filters.eq(LEASE, leased.lease()), Filters.eq("version", leased.version()));
	}

	private static Bson set(String field, @Nullable Object value) {
		return (value != null) ? Updates.set(field, value) : Updates.unset(field);
	}

}
