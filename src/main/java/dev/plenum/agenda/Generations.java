package dev.plenum.agenda;

import java.util.Base64;
import java.util.Collection;
import java.util.List;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.secret.DerivationKey;
import org.bson.conversions.Bson;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

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

	private static final int MOST_RACES = 5;

	private final MongoCollection<GenerationDocument> collection;

	private final DerivationKey key;

	Generations(MongoDatabase database, DerivationKey key) {
		this.collection = database.getCollection(COLLECTION, GenerationDocument.class);
		this.key = key;
	}

	/**
	 * The first valid generation of an attendee's code and calendar address.
	 * @param agendaId the attendee's agenda
	 * @return the generation, 0 if nothing was deleted
	 */
	Mono<Integer> of(String agendaId) {
		return Mono.from(this.collection.find(which(agendaId)).first())
			.map(GenerationDocument::generation)
			.defaultIfEmpty(0);
	}

	/**
	 * Begins the next generation of each agenda.
	 * @param agendaIds the agendas, also those that do not exist
	 */
	Mono<Void> beginNext(Collection<String> agendaIds) {
		List<UpdateOneModel<GenerationDocument>> writes = agendaIds.stream()
			.map((id) -> write(id, Updates.inc("generation", 1)))
			.toList();
		return writes.isEmpty() ? Mono.empty()
				: Mono.defer(() -> Mono.from(this.collection.bulkWrite(writes, new BulkWriteOptions().ordered(false))))
					.retryWhen(Retry.max(MOST_RACES).filter(Agendas::isDuplicate))
					.then();
	}

	/**
	 * Begins a generation of one agenda, unless a later one has begun.
	 */
	Mono<Void> begin(String agendaId, int generation) {
		UpdateOneModel<GenerationDocument> write = write(agendaId, Updates.max("generation", generation));
		return Mono
			.defer(() -> Mono.from(this.collection.updateOne(write.getFilter(), write.getUpdate(), write.getOptions())))
			.retryWhen(Retry.max(MOST_RACES).filter(Agendas::isDuplicate))
			.then();
	}

	private UpdateOneModel<GenerationDocument> write(String agendaId, Bson generation) {
		return new UpdateOneModel<>(which(agendaId),
				Updates.combine(generation, Updates.setOnInsert("keyId", this.key.id())),
				new UpdateOptions().upsert(true));
	}

	private Bson which(String agendaId) {
		String eventId = Ids.eventOf(agendaId).orElseThrow();
		byte[] hash = this.key.derive("agenda generation", agendaId);
		return Filters.and(Filters.eq(Ids.in(ID_PREFIX, eventId, Base64.getEncoder().encodeToString(hash))),
				Filters.eq("eventId", eventId));
	}

}
