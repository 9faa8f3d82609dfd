package dev.plenum.programme;

import java.util.List;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.GuardedWrite;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the events.
 */
@Component
public class Events {

	static final String COLLECTION = "events";

	private final Documents<EventDocument> documents;

	Events(MongoDatabase database) {
		this.documents = Documents.onePerEvent(database, COLLECTION, EventDocument.class);
	}

	Mono<EventDocument> byId(String id) {
		return this.documents.byId(id);
	}

	Flux<EventDocument> all() {
		return this.documents.all();
	}

	/**
	 * Changes or creates an event.
	 * @param id its id
	 * @param expectedVersion the version that it must have; 0 if it must not exist; null
	 * for any
	 * @param fields what to change
	 * @return the event after the write; empty if it does not have the version and is not
	 * as {@code fields} say
	 */
	public Mono<EventDocument> put(String id, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.putExpected(id, expectedVersion, fields.raise("countedWrites", 1));
	}

	/**
	 * Reads an event as it is now, after a write was refused.
	 * @param id its id
	 * @return the event; empty if there is none
	 */
	public Mono<EventDocument> newest(String id) {
		return this.documents.newest(id);
	}

	/**
	 * Removes an organiser from an event.
	 * @param id the id of the event
	 * @param subject the subject of the organiser's tokens
	 * @return the event after the write; empty if it does not list the organiser
	 */
	public Mono<EventDocument> withoutOrganiser(String id, String subject) {
		Fields fields = new Fields().exclude("organiserSubjects", subject);
		return this.documents.change(id, fields.differ(), fields.raise("countedWrites", 1));
	}

	/**
	 * Changes or creates a room or a track of an event.
	 * @param known the event as it is known
	 * @param path the path of the room or track
	 * @param expectedVersion the version that it must have; 0 if it must not exist; null
	 * for any
	 * @param fields what to change
	 * @return the event after the write; empty if the room or track does not have the
	 * version and is not as {@code fields} say
	 */
	public Mono<EventDocument> putPart(EventDocument known, String path, @Nullable Integer expectedVersion,
			Fields fields) {
		return this.documents.putExpected(known.id(), path, known.storedVersion(expectedVersion),
				fields.raise("countedWrites", 1));
	}

	/**
	 * Makes several changes at once, each one only if its document is as the change
	 * expects.
	 * @param writes the changes
	 * @return whether all of them were made
	 */
	public Mono<Boolean> write(List<GuardedWrite> writes) {
		return this.documents.write(writes);
	}

}
