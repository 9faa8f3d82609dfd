package dev.plenum.interchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of what the origins said, one document for each event that was imported.
 */
@Component
class Imports {

	private final MongoCollection<ImportDocument> collection;

	Imports(MongoDatabase database) {
		this.collection = database.getCollection("imports", ImportDocument.class);
	}

	Mono<ImportDocument> ofEvent(String eventId) {
		return Mono.from(this.collection.find(Filters.eq(eventId)).first());
	}

	/**
	 * Begins an import: remembers what the origin says now, and what it said before until
	 * the import has ended.
	 * @param known the document that the import goes by; null if there was none
	 * @param next the document as it is to be
	 * @return whether it was begun; false if another import came in between
	 */
	Mono<Boolean> begin(@Nullable ImportDocument known, ImportDocument next) {
		if (known == null) {
			return Mono.from(this.collection.insertOne(next))
				.thenReturn(true)
				.onErrorResume(MongoWriteException.class,
						(ex) -> (ErrorCategory.fromErrorCode(ex.getCode()) == ErrorCategory.DUPLICATE_KEY)
								? Mono.just(false) : Mono.error(ex));
		}
		List<Bson> updates = new ArrayList<>(List.of(Updates.set("version", next.version()),
				Updates.set("format", next.format()), Updates.set("at", next.at()),
				Updates.set("missing", next.missing()), Updates.set("unsettled", next.unsettled())));
		next.said().forEach((id, said) -> {
			if (!said.equals(known.said().get(id))) {
				updates.add(Updates.set("said." + id, said));
			}
		});
		return Mono.from(this.collection.updateOne(
				Filters.and(Filters.eq(known.eventId()), Filters.eq("version", known.version())),
				Updates.combine(updates)))
			.map((result) -> result.getMatchedCount() == 1);
	}

	/**
	 * Ends an import.
	 * @param begun the document with which it began
	 * @return whether it has ended; false if another import came in between
	 */
	Mono<Boolean> end(ImportDocument begun) {
		return Mono.from(this.collection.updateOne(
				Filters.and(Filters.eq(begun.eventId()), Filters.eq("version", begun.version())),
				Updates.set("unsettled", Map.of())))
			.map((result) -> result.getMatchedCount() == 1);
	}

	/**
	 * Remembers that the origin said the same again.
	 * @param known the document that says what it said
	 * @param at when
	 * @return whether the document is still that one
	 */
	Mono<Boolean> again(ImportDocument known, Instant at) {
		return Mono.from(this.collection.updateOne(
				Filters.and(Filters.eq(known.eventId()), Filters.eq("version", known.version())),
				Updates.set("at", at)))
			.map((result) -> result.getMatchedCount() == 1);
	}

}
