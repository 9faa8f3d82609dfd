package dev.plenum.programme;

import java.util.List;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.GuardedWrite;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of what the sessions are.
 */
@Component
public class Sessions {

	/** The collection's name. */
	public static final String COLLECTION = "sessions";

	private final Documents<SessionDocument> documents;

	Sessions(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, SessionDocument.class);
	}

	Flux<SessionDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex();
	}

	/**
	 * Changes a session, or makes it where there is none.
	 * @param id its id
	 * @param fields what to change
	 * @return the session as it is then
	 */
	public Mono<SessionDocument> put(String id, Fields fields) {
		return this.documents.put(id, fields);
	}

	/**
	 * Makes many changes at once, each where its document is as the change expects it.
	 * @param writes the changes
	 * @return whether all were made
	 */
	public Mono<Boolean> write(List<GuardedWrite> writes) {
		return this.documents.write(writes);
	}

}
