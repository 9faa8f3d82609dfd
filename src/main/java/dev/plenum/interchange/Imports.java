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
 * The collection {@code imports}: the memory of imports, one document for each event.
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
	 * Begins an import. It stores the new memory together with the values before the
	 * import, which are removed when the import has completed.
	 * @param known the memory on which the import was planned; null if there was none
	 * @param next the new memory
	 * @return true; false if another import was faster
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
	 * Completes an import. The version increases again: an import that was planned before
	 * this one wrote the programme, but after it had begun, must be planned again.
	 * @param begun the memory with which it began
	 * @return true; false if another import was faster
	 */
	Mono<Boolean> end(ImportDocument begun) {
		return update(begun, Updates.combine(Updates.inc("version", 1L), Updates.set("unsettled", Map.of())));
	}

	/**
	 * Stores the time of an import that changed nothing.
	 * @param known the memory on which the import was planned
	 * @param at the time of the import
	 * @return true; false if another import was faster
	 */
	Mono<Boolean> again(ImportDocument known, Instant at) {
		return update(known, Updates.set("at", at));
	}

	private Mono<Boolean> update(ImportDocument known, Bson update) {
		return this.documents.update(known.eventId(), Filters.eq("version", known.version()), update);
	}

}
