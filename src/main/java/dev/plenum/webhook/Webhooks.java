package dev.plenum.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.webhook.WebhookDocument.Place;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code webhooks}. Sending is guarded by a lease, which is a random text
 * in the document: while it is there, {@link WebhookDocument#nextAt()} is its end.
 */
@Component
class Webhooks {

	static final String COLLECTION = "webhooks";

	static final String ID_PREFIX = "whk";

	/** The maximum number of webhooks of an event. */
	static final int MOST = 20;

	private static final String NEXT = "nextAt";

	private static final String LEASE = "lease";

	private static final String AGAIN = "again";

	private static final String WRITES = "writes";

	private final Documents<WebhookDocument> documents;

	Webhooks(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, WebhookDocument.class);
	}

	/**
	 * Returns the webhooks of an event, in no order.
	 */
	Flux<WebhookDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	Mono<WebhookDocument> newest(String id) {
		return this.documents.newest(id);
	}

	Mono<Integer> count(String eventId) {
		return this.documents.count(Filters.eq("eventId", eventId));
	}

	/**
	 * Creates a webhook, or changes it if it has the expected version.
	 * @return the webhook; empty if its version differs
	 */
	Mono<WebhookDocument> put(String id, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.putExpected(id, expectedVersion, fields);
	}

	/**
	 * Changes a webhook if it exists and has the expected version.
	 * @return the webhook; empty if there is none or its version differs
	 */
	Mono<WebhookDocument> change(String id, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.changeExpected(id, expectedVersion, fields);
	}

	Mono<Boolean> remove(String id) {
		return this.documents.remove(id);
	}

	/**
	 * Finds the webhooks that are due.
	 * @return the webhooks, the one that has been due for longest first
	 */
	Flux<WebhookDocument> due(Instant now, int most) {
		return Flux.from(this.documents.find(Filters.lte(NEXT, now)).sort(Sorts.ascending(NEXT)).limit(most));
	}

	/**
	 * Lets the webhooks of an event be looked at now, or after the present lease. One
	 * whose last message failed waits for its next attempt.
	 */
	Mono<Void> wake(String eventId, Instant now) {
		Bson idle = Filters.and(Filters.eq("enabled", true), Filters.exists(LEASE, false),
				Filters.or(Filters.exists(NEXT, false), Filters.gt(NEXT, now)),
				Filters.or(Filters.exists("failures", false), Filters.eq("failures", 0)));
		Bson sending = Filters.and(Filters.exists(LEASE), Filters.ne(AGAIN, true));
		return this.documents.ofEvent(eventId)
			.filter(WebhookDocument::enabled)
			.concatMap((webhook) -> (webhook.lease() == null)
					? this.documents.update(webhook.id(), idle, written(Updates.set(NEXT, now)))
					: this.documents.update(webhook.id(), sending, written(Updates.set(AGAIN, true))))
			.then();
	}

	/**
	 * Takes the lease of a webhook that is due.
	 * @return the webhook; empty if another server was faster
	 */
	Mono<WebhookDocument> lease(WebhookDocument due, String lease, Instant until) {
		return this.documents.change(due.id(),
				Filters.and(Filters.eq(NEXT, due.nextAt()), Filters.eq("version", due.version())),
				written(Updates.set(NEXT, until), Updates.set(LEASE, lease), Updates.unset(AGAIN)));
	}

	/**
	 * Stores that a message was received, and extends the lease.
	 * @return the webhook; empty if the lease has passed to another server, or if the
	 * webhook was changed or removed
	 */
	Mono<WebhookDocument> advance(WebhookDocument leased, Place place, WebhookDocument.Delivery delivery,
			Instant until) {
		return this.documents.change(leased.id(), same(leased),
				written(Updates.set("place", place), Updates.set("last", delivery), Updates.set(NEXT, until),
						Updates.set("failures", 0), Updates.unset("failingSince")));
	}

	/**
	 * Returns the lease.
	 * @param next when the webhook is looked at next; null if it is when something
	 * changes
	 * @param place how far it has received messages
	 */
	Mono<WebhookDocument> rest(WebhookDocument leased, @Nullable Instant next, Place place, Instant now) {
		return this.documents
			.change(leased.id(), same(leased),
					written(Updates.unset(LEASE), Updates.set("place", place),
							(next != null) ? Updates.set(NEXT, next) : Updates.unset(NEXT)))
			.flatMap((resting) -> resting.isWantedAgain() ? wakeAgain(resting, now) : Mono.just(resting));
	}

	/**
	 * Stores that a message was not received, and returns the lease.
	 */
	Mono<WebhookDocument> fail(WebhookDocument leased, Retry retry) {
		List<Bson> updates = new ArrayList<>(
				List.of(Updates.unset(LEASE), Updates.unset(AGAIN), Updates.set("last", retry.delivery()),
						Updates.set("failures", retry.failures()), (retry.failingSince() != null)
								? Updates.set("failingSince", retry.failingSince()) : Updates.unset("failingSince")));
		if (retry.nextAt() != null) {
			updates.add(Updates.set(NEXT, retry.nextAt()));
		}
		else {
			updates.addAll(List.of(Updates.unset(NEXT), Updates.set("enabled", false),
					Updates.set("gaveUpAt", retry.delivery().at())));
		}
		return this.documents.change(leased.id(), same(leased), written(updates.toArray(Bson[]::new)));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex().then(this.documents.ensureIndex(NEXT));
	}

	private Mono<WebhookDocument> wakeAgain(WebhookDocument resting, Instant now) {
		return this.documents
			.change(resting.id(), Filters.and(Filters.exists(LEASE, false), Filters.eq(AGAIN, true)),
					written(Updates.unset(AGAIN), Updates.set(NEXT, now)))
			.defaultIfEmpty(resting);
	}

	private static Bson same(WebhookDocument leased) {
		return Filters.and(Filters.eq(LEASE, leased.lease()), Filters.eq("version", leased.version()));
	}

	private static Bson written(Bson... updates) {
		List<Bson> all = new ArrayList<>(List.of(updates));
		all.add(Updates.inc(WRITES, 1));
		return Updates.combine(all);
	}

}
