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
	 * Changes an event, or makes it where there is none.
	 * @param id its id
	 * @param fields what to change
	 * @return the event as it is then
	 */
	public Mono<EventDocument> put(String id, Fields fields) {
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
