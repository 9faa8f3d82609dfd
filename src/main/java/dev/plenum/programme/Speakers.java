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
 * The collection of the speakers.
 */
@Component
public class Speakers {

	static final String COLLECTION = "speakers";

	private final Documents<SpeakerDocument> documents;

	Speakers(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, SpeakerDocument.class);
	}

	Flux<SpeakerDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex();
	}

	/**
	 * Changes a speaker, or makes it where there is none.
	 * @param id its id
	 * @param fields what to change
	 * @return the speaker as it is then
	 */
	public Mono<SpeakerDocument> put(String id, Fields fields) {
		return this.documents.put(id, fields);
	}

	/**
	 * Takes a speaker away.
	 * @param id the speaker's id
	 * @return when it is gone
	 */
	public Mono<Void> remove(String id) {
		return this.documents.remove(id).then();
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
