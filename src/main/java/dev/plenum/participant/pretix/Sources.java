package dev.plenum.participant.pretix;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code registrationSources}, at most one document for each event. A
 * round is guarded by a lease, which is a random text in the document: while it is there,
 * {@link SourceDocument#nextAt()} is its end.
 */
@Component
class Sources {

	static final String COLLECTION = "registrationSources";

	/** How soon after a notification of pretix orders are read, and at most how often. */
	static final Duration GAP = Duration.ofSeconds(5);

	private static final String NEXT = "nextAt";

	private static final String LEASE = "lease";

	private static final String AGAIN = "again";

	private final Documents<SourceDocument> documents;

	Sources(MongoDatabase database) {
		this.documents = Documents.onePerEvent(database, COLLECTION, SourceDocument.class);
	}

	Mono<SourceDocument> ofEvent(String eventId) {
		return this.documents.byId(eventId);
	}

	Mono<SourceDocument> newest(String eventId) {
		return this.documents.newest(eventId);
	}

	/**
	 * Finds the sources that are due, the one that has been due for longest first.
	 */
	Flux<SourceDocument> due(Instant now, int most) {
		return Flux.from(this.documents.find(Filters.lte(NEXT, now)).sort(Sorts.ascending(NEXT)).limit(most));
	}

	/**
	 * Creates a source, or changes it if it has the expected version.
	 * @return the source; empty if its version differs
	 */
	Mono<SourceDocument> put(String eventId, int expectedVersion, Fields fields) {
		return this.documents.putExpected(eventId, expectedVersion, fields);
	}

	/**
	 * Changes a source if it exists and has the expected version.
	 * @return the source; empty if there is none or its version differs
	 */
	Mono<SourceDocument> change(String eventId, int expectedVersion, Fields fields) {
		return this.documents.changeExpected(eventId, expectedVersion, fields);
	}

	Mono<Boolean> remove(String eventId) {
		return this.documents.remove(eventId);
	}

	/**
	 * Lets all orders be read as soon as possible: now, or after the present round.
	 * @param confirm whether many changes are confirmed
	 * @param request the key of the request, which changes nothing if it is repeated;
	 * null for none
	 * @return the source; empty if there is none
	 */
	Mono<SourceDocument> readSoon(String eventId, boolean confirm, @Nullable String request, Instant now) {
		Bson wanted = Updates.combine(Updates.set("confirm", confirm), Updates.unset("completeAt"),
				Updates.inc("wishes", 1));
		return this.documents
			.changeOnce(eventId, Filters.exists(LEASE, false), request, Updates.combine(wanted, Updates.set(NEXT, now)))
			.switchIfEmpty(Mono.defer(() -> this.documents.changeOnce(eventId, Filters.exists(LEASE), request,
					Updates.combine(wanted, Updates.set(AGAIN, true)))))
			.switchIfEmpty(Mono.defer(() -> this.documents.remembering(eventId, request)));
	}

	/**
	 * Lets changed orders be read soon, because pretix has said that there are some. Does
	 * not shorten the pause after a failure.
	 * @param hook the hook of the source
	 * @return whether there is such a source
	 */
	Mono<Boolean> notified(String eventId, String hook, Instant now) {
		Bson own = Filters.eq("hook", hook);
		Instant soon = now.plus(GAP);
		return this.documents
			.update(eventId,
					Filters.and(own, Filters.exists(LEASE, false), Filters.exists("failingSince", false),
							Filters.gt(NEXT, soon)),
					Updates.set(NEXT, soon))
			.flatMap((sooner) -> sooner ? Mono.just(true) : this.documents.update(eventId,
					Filters.and(own, Filters.exists(LEASE), Filters.exists(AGAIN, false)), Updates.set(AGAIN, true)))
			.flatMap((noted) -> noted ? Mono.just(true) : this.documents.newest(eventId, own).hasElement());
	}

	/**
	 * Takes the lease of a source that is due.
	 * @return the source; empty if another server was faster
	 */
	Mono<SourceDocument> lease(SourceDocument due, String lease, Instant until) {
		return this.documents.change(due.eventId(),
				Filters.and(Filters.eq(NEXT, due.nextAt()), Filters.eq("version", due.version())),
				Updates.combine(Updates.set(NEXT, until), Updates.set(LEASE, lease), Updates.unset(AGAIN)));
	}

	/**
	 * Whether a lease is still the present one of a source that nobody changed since.
	 */
	Mono<Boolean> holds(SourceDocument leased) {
		return this.documents.newest(leased.eventId(), same(leased)).hasElement();
	}

	/**
	 * Stores what follows from a round, and returns the lease. Changes nothing if the
	 * lease has passed to another server, or if the source was changed or removed. What
	 * an organiser wished meanwhile stays wished.
	 */
	Mono<Void> end(SourceDocument leased, SourceProgress progress, Instant now) {
		List<Bson> updates = new ArrayList<>(List.of(Updates.unset(LEASE), Updates.set("failures", progress.failures()),
				Updates.set("last", progress.last())));
		updates.add(set(NEXT, progress.nextAt()));
		updates.add(set("readUntil", progress.readUntil()));
		updates.add(set("failingSince", progress.failingSince()));
		updates.add(set("appliedAt", progress.appliedAt()));
		Bson all = Updates.combine(updates);
		Bson settled = Updates.combine(all, Updates.unset("confirm"), set("completeAt", progress.completeAt()));
		return this.documents
			.change(leased.eventId(), Filters.and(same(leased), Filters.eq("wishes", leased.wishes())), settled)
			.switchIfEmpty(Mono.defer(() -> this.documents.change(leased.eventId(), same(leased), all)))
			.filter(SourceDocument::isWantedAgain)
			.flatMap((ended) -> this.documents.update(ended.eventId(),
					Filters.and(Filters.eq(AGAIN, true), Filters.exists(LEASE, false)),
					Updates.combine(Updates.set(NEXT, now.plus(GAP)), Updates.unset(AGAIN))))
			.then();
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex(NEXT);
	}

	private static Bson same(SourceDocument leased) {
		return Filters.and(Filters.eq(LEASE, leased.lease()), Filters.eq("version", leased.version()));
	}

	private static Bson set(String field, @Nullable Object value) {
		return (value != null) ? Updates.set(field, value) : Updates.unset(field);
	}

}
