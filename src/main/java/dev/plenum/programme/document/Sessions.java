package dev.plenum.programme.document;

import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.GuardedWrite;
import org.bson.BsonDateTime;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the sessions, without their slots.
 */
@Component
public class Sessions {

	/** The collection's name. */
	public static final String COLLECTION = "sessions";

	private final Documents<SessionDocument> documents;

	Sessions(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, SessionDocument.class);
	}

	/**
	 * Reads the sessions of an event.
	 * @param eventId the event
	 * @return the sessions in no particular order
	 */
	public Flux<SessionDocument> ofEvent(String eventId) {
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
	 * Changes or creates a session.
	 * @param id its id
	 * @param expectedVersion the version that it must have; 0 if it must not exist; null
	 * for any
	 * @param fields what to change
	 * @return the session after the write; empty if it does not have the version and is
	 * not as {@code fields} say
	 */
	public Mono<SessionDocument> put(String id, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.putExpected(id, expectedVersion, fields.now("updatedAt"));
	}

	/**
	 * Removes a track from all sessions of an event that have it.
	 * @param eventId the event
	 * @param trackId the track, which does not exist
	 * @return completes afterwards
	 */
	public Mono<Void> withoutTrack(String eventId, String trackId) {
		Bson has = Filters.eq("trackId", trackId);
		return Flux.from(this.documents.find(Filters.and(Filters.eq("eventId", eventId), has)))
			.concatMap((session) -> this.documents.change(session.id(), has,
					new Fields().set("trackId", null).now("updatedAt")))
			.then();
	}

	/**
	 * Reads a session as it is now, after a write was refused.
	 * @param id its id
	 * @return the session; empty if there is none
	 */
	public Mono<SessionDocument> newest(String id) {
		return this.documents.newest(id);
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
