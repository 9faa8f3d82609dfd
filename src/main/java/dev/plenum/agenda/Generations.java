package dev.plenum.agenda;

import java.util.Base64;
import java.util.Collection;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.secret.DerivationKey;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the generations that follow a deletion. A code or a calendar address
 * of an earlier generation is never valid again. An attendee who has deleted nothing has
 * no document here and begins with generation 0.
 */
@Component
class Generations {

	static final String COLLECTION = "agendaGenerations";

	private static final String ID_PREFIX = "gen";

	private final Documents<GenerationDocument> documents;

	private final DerivationKey key;

	Generations(MongoDatabase database, DerivationKey key) {
		this.documents = new Documents<>(database, COLLECTION, GenerationDocument.class);
		this.key = key;
	}

	/**
	 * The first valid generation of an attendee's code and calendar address.
	 * @param agendaId the attendee's agenda
	 * @return the generation, 0 if nothing was deleted
	 */
	Mono<Integer> of(String agendaId) {
		return this.documents.byId(id(agendaId)).map(GenerationDocument::generation).defaultIfEmpty(0);
	}

	/**
	 * Begins the next generation of each agenda.
	 * @param agendaIds the agendas, also those that do not exist
	 */
	Mono<Void> beginNext(Collection<String> agendaIds) {
		return Flux.fromIterable(agendaIds).flatMap((id) -> write(id, Updates.inc("generation", 1))).then();
	}

	/**
	 * Begins a generation of one agenda, unless a later one has begun.
	 */
	Mono<Void> begin(String agendaId, int generation) {
		return write(agendaId, Updates.max("generation", generation)).then();
	}

	private Mono<GenerationDocument> write(String agendaId, Bson generation) {
		return this.documents.put(id(agendaId),
				Updates.combine(generation, Updates.setOnInsert("keyId", this.key.id())));
	}

	private String id(String agendaId) {
		byte[] hash = this.key.derive("agenda generation", agendaId);
		return Ids.in(ID_PREFIX, Ids.eventOf(agendaId).orElseThrow(), Base64.getEncoder().encodeToString(hash));
	}

}
