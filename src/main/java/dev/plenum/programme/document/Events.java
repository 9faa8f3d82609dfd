package dev.plenum.programme.document;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.GuardedWrite;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the events.
 */
@Component
public class Events {

	/** The name of the collection. */
	public static final String COLLECTION = "events";

	private static final Bson KEPT = Filters.exists("deletedAt", false);

	private static final Bson DRAFT = Filters.and(KEPT, Filters.eq("state", EventState.DRAFT.name()));

	private static final Bson DELETED = Filters.and(Filters.exists("deletedAt"),
			Filters.eq("state", EventState.DRAFT.name()));

	private final Documents<EventDocument> documents;

	Events(MongoDatabase database) {
		this.documents = Documents.onePerEvent(database, COLLECTION, EventDocument.class);
	}

	/**
	 * Finds an event, also one that is being deleted.
	 * @param id any id
	 * @return the event; empty if there is no such event
	 */
	public Mono<EventDocument> byId(String id) {
		return this.documents.byId(id);
	}

	/**
	 * Reads all events, drafts included.
	 * @return the events in no particular order
	 */
	public Flux<EventDocument> all() {
		return this.documents.all();
	}

	/**
	 * Creates an event, or changes it if it exists.
	 * @param id its id
	 * @param expectedVersion 0 if it must not exist; null if it may
	 * @param fields all its values
	 * @return the event after the write; empty if it exists and is not as {@code fields}
	 * say
	 */
	public Mono<EventDocument> create(String id, @Nullable Integer expectedVersion, Fields fields) {
		return this.documents.putExpected(id, expectedVersion,
				fields.raise("countedWrites", 1).now(changed(EventDocument.FACTS)));
	}

	/**
	 * Changes an event that exists.
	 * @param id its id
	 * @param expectedVersion the version that it must have; null for any
	 * @param fields what to change
	 * @return the event after the write; empty if it was deleted meanwhile, or if it does
	 * not have the version and is not as {@code fields} say
	 */
	public Mono<EventDocument> put(String id, @Nullable Integer expectedVersion, Fields fields) {
		return change(id, expectedVersion, Filters.empty(), fields);
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
	 * Changes the state of an event that is not being deleted. A time for its publication
	 * is forgotten.
	 * @param id its id
	 * @param expectedVersion the version that it must have; null for any
	 * @param state the new state
	 * @return the event after the write; empty if it does not have the version and is not
	 * in the state
	 */
	public Mono<EventDocument> setState(String id, @Nullable Integer expectedVersion, EventState state) {
		return change(id, expectedVersion, KEPT, new Fields().set("state", state).set("publishAt", null));
	}

	/**
	 * Stores when a draft is published by itself.
	 * @param id its id
	 * @param expectedVersion the version that it must have; null for any
	 * @param at the time
	 * @return the event after the write; empty if it does not have the version, or is not
	 * a draft
	 */
	public Mono<EventDocument> publishLater(String id, @Nullable Integer expectedVersion, Instant at) {
		return change(id, expectedVersion, DRAFT, new Fields().set("publishAt", at));
	}

	/**
	 * Publishes a draft whose time has come, unless its time has changed or another
	 * server has published it.
	 * @param id its id
	 * @param at the time
	 * @return the event after the write; empty if nothing was written
	 */
	public Mono<EventDocument> publishDue(String id, Instant at) {
		return this.documents.change(id, Filters.and(DRAFT, Filters.eq("publishAt", at)),
				new Fields().set("state", EventState.PUBLISHED)
					.set("publishAt", null)
					.raise("countedWrites", 1)
					.now(changed(EventDocument.FACTS)));
	}

	/**
	 * Begins the deletion of a draft. From then on it cannot be published.
	 * @param id its id
	 * @param expectedVersion the version that it must have; null for any
	 * @param at the current time
	 * @return the event after the write; empty if it does not have the version, or is not
	 * a draft
	 */
	public Mono<EventDocument> beginDeletion(String id, @Nullable Integer expectedVersion, Instant at) {
		return change(id, expectedVersion, DRAFT, new Fields().set("deletedAt", at))
			.switchIfEmpty(this.documents.newest(id, DELETED));
	}

	/**
	 * Removes a draft whose deletion has begun.
	 * @param id its id
	 * @return whether it was removed
	 */
	public Mono<Boolean> endDeletion(String id) {
		return this.documents.remove(id, DELETED);
	}

	private Mono<EventDocument> change(String id, @Nullable Integer expectedVersion, Bson condition, Fields fields) {
		Bson expected = (expectedVersion != null)
				? Filters.and(condition, Filters.eq("version", expectedVersion.longValue())) : condition;
		return this.documents
			.change(id, Filters.and(expected, fields.differ()),
					fields.raise("countedWrites", 1).now(changed(EventDocument.FACTS)))
			.switchIfEmpty(Mono.defer(() -> this.documents.newest(id, Filters.and(condition, fields.same()))));
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
				fields.raise("countedWrites", 1).now(changed(path.substring(path.indexOf('.') + 1))));
	}

	/**
	 * Makes several changes at once, each one only if its document is as the change
	 * expects.
	 * @param writes the changes
	 * @return whether all of them were made
	 */
	public Mono<Boolean> write(List<GuardedWrite> writes) {
		return this.documents.write(writes.stream().map(Events::dated).toList());
	}

	/** Adds the time to each room and track that a write changes, or to the rest. */
	private static GuardedWrite dated(GuardedWrite write) {
		BsonDateTime now = GuardedWrite.present();
		if (write.version() == 0) {
			return write.with("changed", new BsonDocument(EventDocument.FACTS, now));
		}
		GuardedWrite dated = write;
		for (String path : Stream.concat(write.set().keySet().stream(), write.unset().stream()).toList()) {
			String[] names = path.split("\\.", 3);
			boolean part = names.length > 1 && (names[0].equals("rooms") || names[0].equals("tracks"));
			dated = dated.with(changed(part ? names[1] : EventDocument.FACTS), now);
		}
		return dated;
	}

	private static String changed(String part) {
		return "changed." + part;
	}

}
