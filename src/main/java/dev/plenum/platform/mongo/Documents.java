package dev.plenum.platform.mongo;

import java.util.List;
import java.util.function.Supplier;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Key.ShardKey;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One collection. Only this class reads and writes its single documents. Each document
 * has an id that contains its event, the event's id, and a version that every write of
 * {@link Fields} raises. Every write names the document's id and its event's id, so that
 * a sharded cluster can execute it.
 *
 * <p>
 * A write is refused if its condition is not met or its id is taken. The reason may be a
 * write that the majority does not have yet, which a read of the majority's state does
 * not find. After a refused write, use {@link #newest(String)}.
 *
 * @param <T> the type of a document, a record
 */
public final class Documents<T> extends StoredDocuments<T> {

	/** The field with the keys of the requests that a document remembers. */
	public static final String REQUESTS = "requests";

	/**
	 * How many requests a document remembers: more than change it within an hour.
	 */
	private static final int MOST_REQUESTS = 50;

	/** How often a document may be removed again before it can be read. */
	private static final int MOST_TRIES = 5;

	/**
	 * Opens a collection of what belongs to events: the id of each document contains its
	 * event, and so does its field {@code eventId}.
	 * @param database the database
	 * @param name the collection's name
	 * @param type the type of a document
	 */
	public Documents(MongoDatabase database, String name, Class<T> type) {
		this(database, name, type, ShardKey.EVENT_ID);
	}

	private Documents(MongoDatabase database, String name, Class<T> type, ShardKey shardKey) {
		super(database, name, type, shardKey);
	}

	/**
	 * Opens a collection of one document for each event, whose id is the event's id.
	 * @param database the database
	 * @param name the collection's name
	 * @param type the type of a document
	 * @param <T> the type of a document, a record
	 * @return the collection
	 */
	public static <T> Documents<T> onePerEvent(MongoDatabase database, String name, Class<T> type) {
		return new Documents<>(database, name, type, ShardKey.ID);
	}

	/**
	 * Opens a collection of documents that belong to no event.
	 * @param database the database
	 * @param name the collection's name
	 * @param type the record that a document is
	 * @param <T> the record that a document is
	 * @return the collection
	 */
	public static <T> Documents<T> ofNoEvent(MongoDatabase database, String name, Class<T> type) {
		return new Documents<>(database, name, type, ShardKey.ID);
	}

	/**
	 * Changes or creates one document. If there is nothing to set, nothing is written.
	 * @param id the document's id
	 * @param fields what to change
	 * @return the document after the write
	 */
	public Mono<T> put(String id, Fields fields) {
		return putIf(id, Filters.empty(), fields);
	}

	/**
	 * Changes or creates one document.
	 * @param id the document's id
	 * @param update what to change, at least one field
	 * @return the document after the write
	 */
	public Mono<T> put(String id, Bson update) {
		return settled(
				() -> upsert(id, Filters.empty(), update).onErrorMap(DuplicateKey::isIn, (ex) -> new WriteConflict()));
	}

	/**
	 * Changes or creates one document. If it already has all the given values, nothing is
	 * written.
	 * @param id the document's id
	 * @param fields what to change
	 * @return the document after the write
	 */
	public Mono<T> putDifferent(String id, Fields fields) {
		return putIf(id, fields.differ(), fields);
	}

	/**
	 * Changes or creates one document, which remembers the request. If it remembers it
	 * already, nothing is written.
	 * @param id the document's id
	 * @param request the key of the request; null for one that is not remembered
	 * @param fields what to change
	 * @return the document, changed or not
	 */
	public Mono<T> putOnce(String id, @Nullable String request, Fields fields) {
		return (request == null) ? putDifferent(id, fields)
				: putIf(id, Filters.ne(REQUESTS, request), fields.append(REQUESTS, request, MOST_REQUESTS));
	}

	/**
	 * Changes one existing document, which remembers the request. If it remembers it
	 * already, nothing is written.
	 * @param id the document's id
	 * @param request the key of the request; null for one that is not remembered
	 * @param fields what to change
	 * @return the document, changed or not; empty if there is none
	 */
	public Mono<T> changeOnce(String id, @Nullable String request, Fields fields) {
		return changeOnce(id, (request == null) ? fields.differ() : Filters.empty(), request, fields)
			.switchIfEmpty(Mono.defer(() -> newest(id)));
	}

	/**
	 * Changes one document if it exists, meets a condition and does not remember the
	 * request.
	 * @param id the document's id
	 * @param condition what must be true of it
	 * @param request the key of the request; null for one that is not remembered
	 * @param fields what to change
	 * @return the document after the write; empty if nothing was changed
	 */
	public Mono<T> changeOnce(String id, Bson condition, @Nullable String request, Fields fields) {
		return (request == null) ? change(id, condition, fields) : changeOnce(id, condition, request, fields.update());
	}

	/**
	 * Changes one document if it exists, meets a condition and does not remember the
	 * request.
	 * @param id the document's id
	 * @param condition what must be true of it
	 * @param request the key of the request; null for one that is not remembered
	 * @param update what to change
	 * @return the document after the write; empty if nothing was changed
	 */
	public Mono<T> changeOnce(String id, Bson condition, @Nullable String request, Bson update) {
		return (request == null) ? change(id, condition, update)
				: change(id, Filters.and(condition, Filters.ne(REQUESTS, request)), Updates.combine(update,
						Updates.pushEach(REQUESTS, List.of(request), new PushOptions().slice(-MOST_REQUESTS))));
	}

	/**
	 * Finds one document that remembers a request.
	 * @param id the document's id
	 * @param request the key of the request; null for none
	 * @return the document as it is now; empty if there is none that remembers it
	 */
	public Mono<T> remembering(String id, @Nullable String request) {
		return (request == null) ? Mono.empty() : newest(id, Filters.eq(REQUESTS, request));
	}

	/**
	 * Changes one document if it meets a condition, or creates it if there is none.
	 * @param id the document's id
	 * @param condition what must be true of an existing document; it compares no field
	 * for equality
	 * @param fields what to change
	 * @return the document, changed or not; the error UNAVAILABLE if it keeps being
	 * removed, or if there is none and nothing to set
	 */
	public Mono<T> putIf(String id, Bson condition, Fields fields) {
		return settled(() -> fields.isEmpty() ? newest(id) : upsert(id, condition, fields.update())
			.onErrorResume(DuplicateKey::isIn, (ex) -> change(id, condition, fields).switchIfEmpty(newest(id))));
	}

	/**
	 * Changes or creates one document if it has the expected version. If the version
	 * differs but the document already has all the given values, nothing is written and
	 * the document is returned.
	 * @param id the document's id
	 * @param expectedVersion the version that the document must have; 0 if it must not
	 * exist yet; null for any
	 * @param fields what to change
	 * @return the document after the write; empty if its version differs, also if it does
	 * not exist
	 */
	public Mono<T> putExpected(String id, @Nullable Integer expectedVersion, Fields fields) {
		if (expectedVersion == null) {
			return putDifferent(id, fields);
		}
		if (expectedVersion != 0) {
			return changeExpected(id, expectedVersion, fields);
		}
		Mono<T> unchanged = Mono.defer(() -> newest(id, fields.same()));
		return fields.isEmpty() ? unchanged : upsert(id, Filters.exists("version", false), fields.update())
			.onErrorResume(DuplicateKey::isIn, (ex) -> unchanged);
	}

	/**
	 * Changes one existing document if it has the expected version. If the version
	 * differs but the document already has all the given values, nothing is written and
	 * the document is returned.
	 * @param id the document's id
	 * @param expectedVersion the version that the document must have; null for any
	 * @param fields what to change
	 * @return the document after the write; empty if its version differs, also if it does
	 * not exist
	 */
	public Mono<T> changeExpected(String id, @Nullable Integer expectedVersion, Fields fields) {
		Bson expected = (expectedVersion != null) ? Filters.eq("version", expectedVersion.longValue())
				: Filters.empty();
		return change(id, Filters.and(expected, fields.differ()), fields)
			.switchIfEmpty(Mono.defer(() -> newest(id, fields.same())));
	}

	/**
	 * Changes or creates a part of an existing document if the part has the expected
	 * version. The version is the field {@code version} of the part; this write raises
	 * it. A part that is stored without a version has version 1. If the version differs
	 * but the document already has all the given values, nothing is written and the
	 * document is returned.
	 * @param id the document's id
	 * @param part the path of the part, such as {@code rooms.roo_1}
	 * @param expectedVersion the version that the part must have; 0 if it must not exist
	 * yet; null for any
	 * @param fields what to change, without the version of the part
	 * @return the document after the write; empty if the version of the part differs,
	 * also if the part or the document does not exist
	 */
	public Mono<T> putExpected(String id, String part, @Nullable Integer expectedVersion, Fields fields) {
		Mono<T> written = Flux.fromIterable(new PartVersion(part).steps(expectedVersion))
			.concatMap((step) -> change(id, Filters.and(step.condition(), fields.differ()),
					Updates.combine(fields.update(), step.update())))
			.next();
		Mono<T> attempt = (fields.isEmpty() ? Mono.<T>empty() : written)
			.switchIfEmpty(Mono.defer(() -> newest(id, fields.same())));
		return (expectedVersion != null) ? attempt : settled(() -> attempt);
	}

	/**
	 * Creates one document if there is none; otherwise nothing is written.
	 * @param id the document's id
	 * @param first the values of a new document
	 * @return the document that has the id then
	 */
	public Mono<T> begin(String id, Fields first) {
		return settled(() -> upsert(id, Filters.empty(), first.firstUpdate()).onErrorResume(DuplicateKey::isIn,
				(ex) -> newest(id)));
	}

	/**
	 * Inserts a document if its id is free; otherwise nothing is written.
	 * @param id the document's id
	 * @param document the document
	 * @return the document that has the id then, this one or an earlier one
	 */
	public Mono<T> begin(String id, T document) {
		return settled(() -> written(id, add(document)).flatMap((added) -> added ? Mono.just(document) : newest(id)));
	}

	/**
	 * Changes one document if it meets a condition, or creates it. Fails with a
	 * {@linkplain DuplicateKey duplicate key} if there is one that does not meet it.
	 */
	private Mono<T> upsert(String id, Bson condition, Bson update) {
		return written(id, limited(
				(collection) -> collection.findOneAndUpdate(this.shardKey.of(id, condition), update, returning(true))));
	}

	/**
	 * Writes again until there is a document to return.
	 */
	private static <R> Mono<R> settled(Supplier<Mono<R>> attempt) {
		return WriteConflict.retried(MOST_TRIES, Reading.NEWEST, (reading) -> attempt.get());
	}

}
