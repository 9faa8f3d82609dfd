package dev.plenum.agenda;

import java.util.Base64;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.secret.DerivationKey;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The first generation of each attendee's code and calendar address that is valid. A code
 * or an address of an earlier generation was renewed or deleted and is never valid again.
 * <p>
 * The first valid generation is a sum: the number of times that the person deleted their
 * data, which counts for all events, and a number for the agenda. The second one is
 * stored for agendas that were renewed before they were deleted, and for those that
 * earlier versions of the server deleted. Both documents name people by keyed hashes and
 * are kept forever. Without a document a number is 0.
 */
@Component
class Generations {

	private static final String COLLECTION = "agendaGenerations";

	private static final String DELETIONS_COLLECTION = "agendaDeletions";

	private static final String ID_PREFIX = "gen";

	private final Documents<GenerationDocument> generations;

	private final Documents<DeletionsDocument> deletions;

	private final DerivationKey key;

	Generations(MongoDatabase database, DerivationKey key) {
		this.generations = new Documents<>(database, COLLECTION, GenerationDocument.class);
		this.deletions = Documents.ofNoEvent(database, DELETIONS_COLLECTION, DeletionsDocument.class);
		this.key = key;
	}

	/**
	 * Returns the first valid generation of an attendee's code and calendar address.
	 */
	Mono<Integer> of(AgendaOwner owner) {
		return Mono.zip(this.generations.byId(idOf(owner)).map(GenerationDocument::generation).defaultIfEmpty(0),
				deletions(owner), Integer::sum);
	}

	/**
	 * Makes all codes and calendar addresses of a person invalid that were sent so far,
	 * in all events, except those of renewed generations.
	 */
	Mono<Void> deleteAll(String subject) {
		return this.deletions
			.put(deletionsId(subject),
					Updates.combine(Updates.inc("count", 1), Updates.setOnInsert("keyId", this.key.id())))
			.then();
	}

	/**
	 * Makes all generations of one agenda invalid that are earlier than another one.
	 * @param generation the first valid generation, unless a later one is
	 */
	Mono<Void> begin(AgendaOwner owner, int generation) {
		return deletions(owner).filter((deletions) -> deletions < generation)
			.flatMap((deletions) -> this.generations.put(idOf(owner),
					Updates.combine(Updates.max("generation", generation - deletions),
							Updates.setOnInsert("keyId", this.key.id()))))
			.then();
	}

	private Mono<Integer> deletions(AgendaOwner owner) {
		return this.deletions.byId(deletionsId(owner.subject())).map(DeletionsDocument::count).defaultIfEmpty(0);
	}

	private String idOf(AgendaOwner owner) {
		byte[] hash = this.key.derive("agenda generation", owner.agendaId());
		return Ids.in(ID_PREFIX, owner.eventId(), Base64.getEncoder().encodeToString(hash));
	}

	private String deletionsId(String subject) {
		byte[] hash = this.key.derive("agenda deletions", subject);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
	}

}
