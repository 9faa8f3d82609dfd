package dev.plenum.needs;

import java.time.Instant;
import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code needs}: one document for each attendee and event.
 */
@Component
class Needs {

	private static final String COLLECTION = "needs";

	private static final String ID_PREFIX = "nee";

	private final Documents<NeedsDocument> documents;

	Needs(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, NeedsDocument.class);
	}

	/**
	 * Finds what an attendee states.
	 * @return the statement; empty if there is none
	 */
	Mono<NeedsDocument> of(String eventId, String subject) {
		return this.documents.byId(id(eventId, subject)).filter(NeedsDocument::isStated);
	}

	Flux<NeedsDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId).filter(NeedsDocument::isStated);
	}

	/**
	 * Finds the documents of an attendee, also those that state nothing any more.
	 */
	Flux<NeedsDocument> ofSubject(String subject) {
		return Flux.from(this.documents.find(Filters.eq("subject", subject)));
	}

	/**
	 * Finds those of some events that have statements.
	 * @return each event once
	 */
	Flux<String> stillIn(List<String> eventIds) {
		return eventIds.isEmpty() ? Flux.empty()
				: Flux.from(this.documents.find(Filters.in("eventId", eventIds)))
					.map(NeedsDocument::eventId)
					.distinct()
					.collectList()
					.flatMapIterable((found) -> found);
	}

	/**
	 * Replaces what an attendee has stated, if something differs and the request is new.
	 * @param request the key of the request; null for none
	 */
	Mono<NeedsDocument> put(String eventId, String subject, Fields statement, @Nullable String request, Instant at) {
		return this.documents.putOnce(id(eventId, subject), request,
				statement.along("at", at).first("subject", subject));
	}

	/**
	 * Removes what an attendee has stated. If requests are remembered, their keys stay,
	 * so that a late repetition of one does not state it again.
	 * @param nothing sets everything that can be stated to nothing
	 */
	Mono<?> clear(String eventId, String subject, Fields nothing, Instant at) {
		String id = id(eventId, subject);
		return this.documents.remove(id, Filters.exists(Documents.REQUESTS, false))
			.filter((removed) -> !removed)
			.flatMap((_) -> this.documents.change(id, nothing.differ(), nothing.along("at", at)));
	}

	/**
	 * Moves a statement to another attendee. Of two statements the newer one stays.
	 */
	Mono<Void> move(NeedsDocument needs, String subject) {
		NeedsDocument moved = needs.of(id(needs.eventId(), subject), subject);
		return this.documents.begin(moved.id(), moved)
			.filter((stored) -> stored.at().isBefore(needs.at()))
			.flatMap((stored) -> this.documents.change(stored.id(), Filters.lt("at", needs.at()),
					new Fields().set("diets", needs.diets())
						.set("accessNeeds", needs.accessNeeds())
						.set("otherNeeds", needs.otherNeeds())
						.set("at", needs.at())))
			.then(Mono.defer(() -> this.documents.remove(needs.id(), Filters.eq("version", needs.version()))))
			.then();
	}

	/**
	 * Removes what an attendee has stated.
	 * @return whether there was something
	 */
	Mono<Boolean> remove(String eventId, String subject) {
		return this.documents.remove(id(eventId, subject));
	}

	Mono<Void> removeAll(String eventId) {
		return this.documents.removeAll(Filters.eq("eventId", eventId));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex().then(this.documents.ensureIndex("subject"));
	}

	private static String id(String eventId, String subject) {
		return Ids.in(ID_PREFIX, eventId, subject);
	}

}
