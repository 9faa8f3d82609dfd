package dev.plenum.changelog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collections of the steps of all events and of their bases. The change feed watches
 * the steps only.
 */
@Component
public class Changelogs {

	/** The name of the collection of the steps. */
	public static final String COLLECTION = "steps";

	static final String BASES = "stepBases";

	private final Documents<StepDocument> steps;

	private final Documents<BaseDocument> bases;

	Changelogs(MongoDatabase database) {
		this.steps = new Documents<>(database, COLLECTION, StepDocument.class);
		this.bases = Documents.onePerEvent(database, BASES, BaseDocument.class);
	}

	/**
	 * Reads the changelog of an event. To compare it with documents, read it before them.
	 * @param eventId the event
	 * @return the changelog, which may be empty
	 */
	public Mono<Changelog> ofEvent(String eventId) {
		Mono<Optional<BaseDocument>> base = this.bases.byId(eventId).singleOptional();
		Mono<List<StepDocument>> stored = this.steps.ofEvent(eventId)
			.sort(Comparator.comparingInt(StepDocument::number))
			.collectList();
		return Mono.zip(base, stored, (known, steps) -> Changelog.of(known.orElse(null), steps));
	}

	/**
	 * Adds a step if its number is free.
	 * @param step the step
	 * @return whether it was added; false if another server was faster
	 */
	Mono<Boolean> append(StepDocument step) {
		return this.steps.add(step);
	}

	/**
	 * Stores what a changelog knows as a base, and removes the steps that are not kept.
	 * If this is interrupted, the next call completes it.
	 * @param eventId the event
	 * @param changelog its changelog, of all kinds of nodes
	 * @return completes afterwards
	 */
	Mono<Void> compact(String eventId, Changelog changelog) {
		Fields fields = new Fields().set("number", changelog.version()).set("nodes", changelog.existing().toList());
		return this.bases.putIf(eventId, Filters.lt("number", changelog.version()), fields)
			.then(Mono.defer(() -> this.steps
				.removeAll(Filters.and(Filters.eq("eventId", eventId), Filters.lt("number", changelog.oldestKept())))));
	}

	Mono<Void> ensureIndexes() {
		return this.steps.ensureEventIndex();
	}

}
