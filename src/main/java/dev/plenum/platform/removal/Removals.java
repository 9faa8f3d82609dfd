package dev.plenum.platform.removal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the removals, one document for each object whose removal consists of
 * several writes, or was requested with an id. It remembers the requests: a late
 * repetition does not remove what was created again with the same key.
 */
@Component
public class Removals {

	private final Documents<RemovalDocument> documents;

	private final InstantSource clock;

	Removals(MongoDatabase database, InstantSource clock) {
		this.documents = new Documents<>(database, "removals", RemovalDocument.class);
		this.clock = clock;
	}

	/**
	 * Removes something, unless the request was carried out before. A request that is
	 * refused was not carried out.
	 * @param id the id of what is removed
	 * @param requestId the field {@code requestId} of the mutation's input; null to carry
	 * out each repetition
	 * @param removal removes it, also if it was interrupted before
	 * @return completes afterwards
	 */
	public Mono<Void> once(String id, @Nullable String requestId, Supplier<Mono<?>> removal) {
		Check.requestId(requestId);
		return (requestId == null) ? Mono.defer(removal).then()
				: begin(id, null, requestId, this.clock.instant()).filter(RemovalDocument::pending)
					.flatMap((begun) -> Mono.defer(removal)
						.then(Mono.defer(() -> end(begun)))
						.onErrorResume(Refused.class, (ex) -> forget(begun, requestId).then(Mono.error(ex))));
	}

	private Mono<RemovalDocument> forget(RemovalDocument begun, String requestId) {
		return this.documents.change(begun.id(), same(begun),
				new Fields().set("pending", false).exclude(Documents.REQUESTS, requestId));
	}

	/**
	 * Begins a removal, unless the request has been remembered.
	 * @param id the id of what is removed
	 * @param name its name; null if it does not exist
	 * @param requestId the id of the request, to be remembered; null for none
	 * @param now the present
	 * @return the removal afterwards; not pending if the request was carried out before
	 */
	public Mono<RemovalDocument> begin(String id, @Nullable String name, @Nullable String requestId, Instant now) {
		Fields fields = new Fields().set("pending", true).set("at", now);
		if (name != null) {
			fields.set("name", name);
		}
		return (requestId == null) ? this.documents.put(id, fields) : this.documents.putOnce(id, requestId, fields);
	}

	/**
	 * Stores that a removal is complete, unless another one of the same id began.
	 * @param removal the removal
	 * @return completes afterwards
	 */
	public Mono<Void> end(RemovalDocument removal) {
		return this.documents.change(removal.id(), same(removal), new Fields().set("pending", false)).then();
	}

	/**
	 * Takes over an interrupted removal.
	 * @param removal the removal
	 * @param now the present
	 * @return the removal; empty if another server was faster, or if it is complete
	 */
	public Mono<RemovalDocument> takeOver(RemovalDocument removal, Instant now) {
		return this.documents.change(removal.id(), same(removal), new Fields().set("at", now));
	}

	/**
	 * Finds the last removal of something.
	 * @param id its id
	 * @return the removal; empty if there was none
	 */
	public Mono<RemovalDocument> byId(String id) {
		return this.documents.byId(id);
	}

	/**
	 * Finds removals that may have been interrupted.
	 * @param moment the time before which they began
	 * @return the removals in no particular order
	 */
	public Flux<RemovalDocument> pendingSince(Instant moment) {
		return Flux.from(this.documents.find(Filters.and(Filters.eq("pending", true), Filters.lt("at", moment))));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex("pending", "at");
	}

	private static Bson same(RemovalDocument removal) {
		return Filters.and(Filters.eq("pending", true), Filters.eq("version", removal.version()));
	}

}
