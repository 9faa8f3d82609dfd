package dev.plenum.programme.document;

import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.GuardedWrite;
import org.bson.BsonDateTime;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the speakers.
 */
@Component
public class Speakers {

	/** The name of the collection. */
	public static final String COLLECTION = "speakers";

	private final Documents<SpeakerDocument> documents;

	Speakers(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, SpeakerDocument.class);
	}

	/**
	 * Reads the speakers of an event.
	 * @param eventId the event
	 * @return the speakers in no particular order
	 */
	public Flux<SpeakerDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	/**
	 * Creates the indexes of the collection if they do not exist.
	 * @return completes when they exist
	 */
	public Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex();
	}

	/**
	 * Changes or creates a speaker.
	 * @param id its id
	 * @param expectedVersion the version that it must have; 0 if it must not exist; null
	 * for any
	 * @param fields what to change
	 * @return the speaker after the write; empty if it does not have the version and is
	 * not as {@code fields} say
	 */
	public Mono<SpeakerDocument> put(String id, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.putExpected(id, expectedVersion, fields.now("updatedAt"));
	}

	/**
	 * Reads a speaker as it is now, after a write was refused.
	 * @param id its id
	 * @return the speaker; empty if there is none
	 */
	public Mono<SpeakerDocument> newest(String id) {
		return this.documents.newest(id);
	}

	/**
	 * Removes a speaker.
	 * @param id the speaker's id
	 * @return completes when the speaker is removed
	 */
	public Mono<Void> remove(String id) {
		return this.documents.remove(id).then();
	}

	/**
	 * Removes a speaker if nobody has changed it meanwhile.
	 * @param read the speaker as it was read
	 * @return whether it was removed
	 */
	public Mono<Boolean> remove(SpeakerDocument read) {
		return this.documents.remove(read.id(), Filters.eq("version", read.version()));
	}

	/**
	 * Makes several changes at once, each one only if its document is as the change
	 * expects.
	 * @param writes the changes
	 * @return whether all of them were made
	 */
	public Mono<Boolean> write(List<GuardedWrite> writes) {
		BsonDateTime now = GuardedWrite.present();
		return this.documents.write(writes.stream().map((write) -> write.with("updatedAt", now)).toList());
	}

}
