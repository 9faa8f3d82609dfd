package dev.plenum.exhibitor;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the removals, one document for each exhibitor, offer and category
 * that was removed.
 */
@Component
class Removals {

	private static final String REQUESTS = "requests";

	/** How many request ids a removal remembers: more than arrive within an hour. */
	private static final int MOST_REQUESTS = 50;

	private final Documents<RemovalDocument> documents;

	Removals(MongoDatabase database) {
		this.documents = new Documents<>(database, "removals", RemovalDocument.class);
	}

	/**
	 * Begins a removal, unless the request has been remembered.
	 * @param id the id of what is removed
	 * @param name its name; null if it does not exist
	 * @param requestId the id of the request, to be remembered; null for none
	 * @return the removal afterwards; not pending if the request was carried out before
	 */
	Mono<RemovalDocument> begin(String id, @Nullable String name, @Nullable String requestId, Instant now) {
		Fields fields = new Fields().set("pending", true).set("at", now);
		if (name != null) {
			fields.set("name", name);
		}
		return (requestId == null) ? this.documents.put(id, fields) : this.documents.putIf(id,
				Filters.ne(REQUESTS, requestId), fields.append(REQUESTS, requestId, MOST_REQUESTS));
	}

	/**
	 * Stores that a removal is complete, unless another one of the same id began.
	 */
	Mono<Void> end(RemovalDocument removal) {
		return this.documents.change(removal.id(), same(removal), new Fields().set("pending", false)).then();
	}

	/**
	 * Takes over an interrupted removal.
	 * @return the removal; empty if another server was faster, or if it is complete
	 */
	Mono<RemovalDocument> takeOver(RemovalDocument removal, Instant now) {
		return this.documents.change(removal.id(), same(removal), new Fields().set("at", now));
	}

	Mono<RemovalDocument> byId(String id) {
		return this.documents.byId(id);
	}

	Flux<RemovalDocument> pendingSince(Instant moment) {
		return Flux.from(this.documents.find(Filters.and(Filters.eq("pending", true), Filters.lt("at", moment))));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex("pending", "at");
	}

	private static Bson same(RemovalDocument removal) {
		return Filters.and(Filters.eq("pending", true), Filters.eq("version", removal.version()));
	}

}
