package dev.plenum.screen;

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
 * The collection {@code screens}.
 */
@Component
class Screens {

	static final String COLLECTION = "screens";

	static final String ID_PREFIX = "scr";

	/** The maximum number of paired screens of an event. */
	static final int MOST = 200;

	/** The maximum number of valid codes of an event that nobody entered yet. */
	static final int MOST_CODES = 200;

	private static final String PAIRED = "pairedAt";

	private final Documents<ScreenDocument> documents;

	Screens(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, ScreenDocument.class);
	}

	/**
	 * Returns the paired screens of an event, in no order.
	 */
	Flux<ScreenDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId).filter(ScreenDocument::isPaired);
	}

	Mono<ScreenDocument> byId(String id) {
		return this.documents.byId(id);
	}

	Mono<ScreenDocument> newest(String id) {
		return this.documents.newest(id);
	}

	Mono<Integer> count(String eventId) {
		return this.documents.count(Filters.and(Filters.eq("eventId", eventId), Filters.exists(PAIRED)));
	}

	/**
	 * Counts the codes of an event that nobody entered yet, and removes the expired ones.
	 */
	Mono<Integer> codes(String eventId, Instant now) {
		Bson waiting = Filters.and(Filters.eq("eventId", eventId), Filters.exists(PAIRED, false));
		return this.documents.removeAll(Filters.and(waiting, Filters.lte("codeExpiresAt", now)))
			.then(this.documents.count(waiting));
	}

	/**
	 * Adds a screen that waits for an organiser.
	 * @return false if another one shows the same code
	 */
	Mono<Boolean> add(ScreenDocument waiting) {
		return this.documents.add(waiting);
	}

	/**
	 * Pairs a screen whose code is valid.
	 * @return the screen; empty if the code is not valid
	 */
	Mono<ScreenDocument> pair(String id, Instant now, Fields content) {
		return this.documents.change(id, Filters.and(Filters.exists(PAIRED, false), Filters.gt("codeExpiresAt", now)),
				content.along(PAIRED, now));
	}

	/**
	 * Finds a screen that is paired and displays something already.
	 * @return the screen; empty if it is not paired or displays something else
	 */
	Mono<ScreenDocument> paired(String id, Fields content) {
		return this.documents.newest(id, Filters.and(Filters.exists(PAIRED), content.same()));
	}

	/**
	 * Changes a paired screen if it has the expected version.
	 * @return the screen; empty if there is none or its version differs
	 */
	Mono<ScreenDocument> change(String id, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.changeExpected(id, expectedVersion, fields).filter(ScreenDocument::isPaired);
	}

	Mono<Boolean> remove(String id) {
		return this.documents.remove(id, Filters.exists(PAIRED));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex();
	}

}
