package dev.plenum.organiser;

import java.util.Set;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Everything that belongs to an event, in all collections, also in those of newer
 * servers. The audit trail is kept, because it states who deleted the event, and so are
 * the generations of codes, because a deleted code must never be valid again, and the
 * changelog, because its versions continue if the event is created again, and
 * certificates, because they belong to the people who earned them.
 */
@Component
class EventContent {

	private static final Set<String> KEPT = Set.of("events", "audit", "auditIntents", "agendaGenerations", "steps",
			"stepBases", "certificates");

	private static final String OF_THE_DATABASE = "system.";

	private final MongoDatabase database;

	EventContent(MongoDatabase database) {
		this.database = database;
	}

	/**
	 * Removes everything that belongs to an event, except the event itself.
	 * @param eventId the event
	 * @return completes afterwards
	 */
	Mono<Void> remove(String eventId) {
		return Flux.from(this.database.listCollectionNames())
			.filter((name) -> !KEPT.contains(name) && !name.startsWith(OF_THE_DATABASE))
			.collectList()
			.flatMapIterable((names) -> names)
			.concatMap((name) -> this.database.getCollection(name)
				.deleteMany(Filters.or(Filters.eq("_id", eventId), Filters.eq("eventId", eventId))))
			.then();
	}

}
