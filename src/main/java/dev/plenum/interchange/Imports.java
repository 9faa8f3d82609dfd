package dev.plenum.interchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Reading;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of what the origins said, one document for each event that was imported.
 */
@Component
class Imports {

	private final Documents<ImportDocument> documents;

	Imports(MongoDatabase database) {
		this.documents = Documents.onePerEvent(database, "imports", ImportDocument.class);
	}

	Mono<ImportDocument> ofEvent(String eventId, Reading reading) {
		return this.documents.byId(eventId, reading);
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
			return this.documents.add(next);
		}
		List<Bson> updates = new ArrayList<>(List.of(Updates.set("version", next.version()),
				Updates.set("format", next.format()), Updates.set("at", next.at()),
				Updates.set("missing", next.missing()), Updates.set("unsettled", next.unsettled())));
		next.said().forEach((id, said) -> {
			if (!said.equals(known.said().get(id))) {
				updates.add(Updates.set("said." + id, said));
			}
		});
		return update(known, Updates.combine(updates));
	}

	/**
	 * Ends an import.
	 * @param begun the document with which it began
	 * @return whether it has ended; false if another import came in between
	 */
	Mono<Boolean> end(ImportDocument begun) {
		return update(begun, Updates.set("unsettled", Map.of()));
	}

	/**
	 * Remembers that the origin said the same again.
	 * @param known the document that says what it said
	 * @param at when
	 * @return whether the document is still that one
	 */
	Mono<Boolean> again(ImportDocument known, Instant at) {
		return update(known, Updates.set("at", at));
	}

	private Mono<Boolean> update(ImportDocument known, Bson update) {
		return this.documents.update(known.eventId(), Filters.eq("version", known.version()), update);
	}

}
