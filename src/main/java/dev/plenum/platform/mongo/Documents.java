package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Key.ShardKey;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One collection: the only place that writes it, and that answers what stands there after
 * a write was refused. Each document has an id that tells its event, the event's id, and
 * a version that every write of {@link Fields} raises. Every write of one document names
 * its id and its event's id, so that a sharded cluster can carry it out.
 *
 * <p>
 * A write is refused where its condition is not met, or where its id is taken. The reason
 * may be a write that the majority does not have yet, so that a read of what the majority
 * has finds the state before it. Only {@link #newest(String)} may follow a refused write.
 *
 * @param <T> the record that a document is
 */
public final class Documents<T> {

	private static final Logger log = LoggerFactory.getLogger(Documents.class);

	/** How long the database may take to make sure that what it reads is the newest. */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	/** How often something may be removed again before it can be read. */
	private static final int MOST_TRIES = 5;

	private final MongoCollection<T> collection;

	private final MongoCollection<T> newest;

	private final Codec<T> codec;

	private final ShardKey shardKey;

	/**
	 * Opens a collection of what is in events: the id of each document tells its event,
	 * and so does its field {@code eventId}.
	 * @param database the database
	 * @param name the collection's name
	 * @param type the record that a document is
	 */
	public Documents(MongoDatabase database, String name, Class<T> type) {
		this(database, name, type, ShardKey.EVENT_ID);
	}

	private Documents(MongoDatabase database, String name, Class<T> type, ShardKey shardKey) {
		this.shardKey = shardKey;
		this.collection = database.getCollection(name, type);
		this.newest = this.collection.withReadConcern(ReadConcern.LINEARIZABLE)
			.withReadPreference(ReadPreference.primary());
		this.codec = database.getCodecRegistry().get(type);
	}

	/**
	 * Opens a collection of one document for each event, which has the event's id.
	 * @param database the database
	 * @param name the collection's name
	 * @param type the record that a document is
	 * @param <T> the record that a document is
	 * @return the collection
	 */
	public static <T> Documents<T> onePerEvent(MongoDatabase database, String name, Class<T> type) {
		return new Documents<>(database, name, type, ShardKey.ID);
	}

	/**
	 * Finds one document as the majority has it.
	 * @param id its id
	 * @return the document; empty if there is none
	 */
	public Mono<T> byId(String id) {
		return Mono.from(this.collection.find(this.shardKey.of(id)).first());
	}

	/**
	 * Finds one document to decide a write upon it.
	 * @param id its id
	 * @param reading how it is read
	 * @return the document; empty if there is none
	 */
	public Mono<T> byId(String id, Reading reading) {
		return switch (reading) {
			case COMMITTED -> byId(id);
			case NEWEST -> newest(id);
		};
	}

	/**
	 * Finds what stands under an id now, also if the majority does not have it yet. This
	 * is the read for after a write that was refused.
	 * @param id the id
	 * @return the document; empty if there is none; the error UNAVAILABLE if the database
	 * cannot tell within 3 s
	 */
	public Mono<T> newest(String id) {
		return newest(id, Filters.empty());
	}

	/**
	 * Finds what stands under an id now, if it meets a condition.
	 * @param id the id
	 * @param condition what must hold of it
	 * @return the document; empty if there is none, or it does not meet the condition;
	 * the error UNAVAILABLE if the database cannot tell within 3 s
	 */
	public Mono<T> newest(String id, Bson condition) {
		return Mono
			.from(this.newest.find(this.shardKey.of(id, condition))
				.maxTime(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
				.first())
			.timeout(PATIENCE.plusSeconds(1),
					Mono.error(() -> new MongoTimeoutException("A linearizable read was not answered")));
	}

	/**
	 * Finds the documents of one event.
	 * @param eventId the event
	 * @return the documents, in no order, but for those that cannot be read
	 */
	public Flux<T> ofEvent(String eventId) {
		return readable(Filters.eq("eventId", eventId));
	}

	/**
	 * Finds all documents.
	 * @return the documents, in no order, but for those that cannot be read
	 */
	public Flux<T> all() {
		return readable(Filters.empty());
	}

	/**
	 * One document that cannot be read must not take all others along.
	 */
	private Flux<T> readable(Bson filter) {
		return Flux.from(this.collection.withDocumentClass(RawBsonDocument.class).find(filter))
			.flatMapIterable((document) -> {
				try {
					return List.of(document.decode(this.codec));
				}
				catch (RuntimeException ex) {
					log.error("The document {} in {} cannot be read and is left out",
							document.isString("_id") ? document.getString("_id").getValue() : document.get("_id"),
							this.collection.getNamespace().getCollectionName(), ex);
					return List.of();
				}
			});
	}

	/**
	 * Changes one document, or makes it where there is none. Nothing to set is no reason
	 * to write.
	 * @param id its id
	 * @param fields what to change
	 * @return the document as it is then
	 */
	public Mono<T> put(String id, Fields fields) {
		return putIf(id, Filters.empty(), fields);
	}

	/**
	 * Changes one document, or makes it where there is none.
	 * @param id its id
	 * @param update what to change, at least one field
	 * @return the document as it is then
	 */
	public Mono<T> put(String id, Bson update) {
		return settled(() -> Mono.from(this.collection.findOneAndUpdate(this.shardKey.of(id), update, returning(true)))
			.onErrorMap(Documents::isDuplicate, (ex) -> new MovedOn()));
	}

	/**
	 * Changes one document, or makes it where there is none. Where it says all that
	 * already, nothing is written.
	 * @param id its id
	 * @param fields what to change
	 * @return the document as it is then
	 */
	public Mono<T> putDifferent(String id, Fields fields) {
		return putIf(id, fields.differ(), fields);
	}

	/**
	 * Changes one document if it meets a condition, or makes it where there is none.
	 * @param id its id
	 * @param condition what must hold of one that is there; it names no field by equality
	 * @param fields what to change
	 * @return the document as it is then; the error UNAVAILABLE if it is removed again
	 * all the time, or if there is none and nothing to set
	 */
	public Mono<T> putIf(String id, Bson condition, Fields fields) {
		return settled(() -> fields.isEmpty() ? newest(id) : Mono
			.from(this.collection.findOneAndUpdate(this.shardKey.of(id, condition), fields.update(), returning(true)))
			.onErrorResume(Documents::isDuplicate, (ex) -> change(id, condition, fields).switchIfEmpty(newest(id))));
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
		Mono<T> unchanged = Mono.defer(() -> newest(id, fields.same()));
		if (expectedVersion != 0) {
			return change(id, Filters.and(Filters.eq("version", expectedVersion.longValue()), fields.differ()), fields)
				.switchIfEmpty(unchanged);
		}
		return fields.isEmpty() ? unchanged
				: Mono
					.from(this.collection.findOneAndUpdate(this.shardKey.of(id, Filters.exists("version", false)),
							fields.update(), returning(true)))
					.onErrorResume(Documents::isDuplicate, (ex) -> unchanged);
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
	 * Makes one document where there is none, and then many changes of it, one after the
	 * other, each if the document meets its condition then.
	 * @param id its id
	 * @param first what a new document says
	 * @param changes the changes
	 * @return the document as it is then
	 */
	public Mono<T> putEach(String id, Fields first, List<GuardedChange> changes) {
		List<WriteModel<T>> writes = new ArrayList<>();
		writes.add(new UpdateOneModel<>(this.shardKey.of(id), first.firstUpdate(), new UpdateOptions().upsert(true)));
		changes.forEach((change) -> writes
			.add(new UpdateOneModel<>(this.shardKey.of(id, change.condition()), change.fields().update())));
		return settled(() -> Mono.from(this.collection.bulkWrite(writes))
			.flatMap((result) -> (result.getMatchedCount() + result.getUpserts().size() == writes.size()) ? byId(id)
					: newest(id))
			.onErrorMap(Documents::isDuplicate, (ex) -> new MovedOn()));
	}

	/**
	 * Makes one document where there is none; where there is one nothing happens.
	 * @param id its id
	 * @param first what a new document says
	 * @return the document that has the id then
	 */
	public Mono<T> begin(String id, Fields first) {
		return settled(() -> Mono
			.from(this.collection.findOneAndUpdate(this.shardKey.of(id), first.firstUpdate(), returning(true)))
			.onErrorResume(Documents::isDuplicate, (ex) -> newest(id)));
	}

	/**
	 * Keeps a new document; where its id is taken nothing happens.
	 * @param id its id
	 * @param document the document
	 * @return the document that has the id, this one or the one before it
	 */
	public Mono<T> begin(String id, T document) {
		return settled(() -> add(document).flatMap((added) -> added ? Mono.just(document) : newest(id)));
	}

	/**
	 * Keeps a new document.
	 * @param document the document, with its id and its event's id
	 * @return whether it was kept; false if its id is taken
	 */
	public Mono<Boolean> add(T document) {
		return Mono.from(this.collection.insertOne(document))
			.thenReturn(true)
			.onErrorResume(Documents::isDuplicate, (ex) -> Mono.just(false));
	}

	/**
	 * Changes one document if it is there and meets a condition.
	 * @param id its id
	 * @param condition what must hold of it
	 * @param fields what to change
	 * @return the document as it is then; empty if nothing was changed
	 */
	public Mono<T> change(String id, Bson condition, Fields fields) {
		return fields.isEmpty() ? Mono.empty() : change(id, condition, fields.update());
	}

	/**
	 * Changes one document if it is there and meets a condition.
	 * @param id its id
	 * @param condition what must hold of it
	 * @param update what to change
	 * @return the document as it is then; empty if nothing was changed
	 */
	public Mono<T> change(String id, Bson condition, Bson update) {
		return Mono.from(this.collection.findOneAndUpdate(this.shardKey.of(id, condition), update, returning(false)));
	}

	/**
	 * Changes one document, which may be large, if it is there and meets a condition.
	 * @param id its id
	 * @param condition what must hold of it
	 * @param update what to change
	 * @return whether it was changed
	 */
	public Mono<Boolean> update(String id, Bson condition, Bson update) {
		return Mono.from(this.collection.updateOne(this.shardKey.of(id, condition), update))
			.map((result) -> result.getMatchedCount() == 1);
	}

	/**
	 * Makes many changes at once, each where its document is as the change expects it.
	 * @param writes the changes, each of another document
	 * @return whether all were made; false if a document was not as expected, while the
	 * others may have been changed
	 */
	public Mono<Boolean> write(List<GuardedWrite> writes) {
		if (writes.isEmpty()) {
			return Mono.just(true);
		}
		return Mono
			.from(this.collection.withDocumentClass(BsonDocument.class)
				.bulkWrite(writes.stream().map((write) -> write.model(this.shardKey)).toList(),
						new BulkWriteOptions().ordered(false)))
			.map((result) -> result.getInsertedCount() + result.getMatchedCount() == writes.size())
			.onErrorResume(Documents::isDuplicate, (ex) -> Mono.just(false));
	}

	/**
	 * Takes a document away.
	 * @param id its id
	 * @return whether there was one
	 */
	public Mono<Boolean> remove(String id) {
		return remove(id, Filters.empty());
	}

	/**
	 * Takes a document away if it meets a condition.
	 * @param id its id
	 * @param condition what must hold of it
	 * @return whether it was taken away
	 */
	public Mono<Boolean> remove(String id, Bson condition) {
		return Mono.from(this.collection.deleteOne(this.shardKey.of(id, condition)))
			.map((result) -> result.getDeletedCount() == 1);
	}

	/**
	 * Takes a document away if it meets a condition.
	 * @param id its id
	 * @param condition what must hold of it
	 * @return the document as it was; empty if nothing was taken away
	 */
	public Mono<T> take(String id, Bson condition) {
		return Mono.from(this.collection.findOneAndDelete(this.shardKey.of(id, condition)));
	}

	/**
	 * Creates the index that {@link #ofEvent(String)} needs.
	 * @return when it is there
	 */
	public Mono<Void> ensureEventIndex() {
		return Mono.from(this.collection.createIndex(Indexes.ascending("eventId"))).then();
	}

	/**
	 * Writes until something stands there that can be answered.
	 */
	private static <R> Mono<R> settled(Supplier<Mono<R>> attempt) {
		return MovedOn.retried(MOST_TRIES, Reading.NEWEST, (reading) -> attempt.get())
			.onErrorMap(MovedOn.class, (ex) -> Problem.of(ErrorCode.UNAVAILABLE,
					"Others are removing this at the same moment. Try again in a few seconds."));
	}

	private static FindOneAndUpdateOptions returning(boolean upsert) {
		return new FindOneAndUpdateOptions().upsert(upsert).returnDocument(ReturnDocument.AFTER);
	}

	/**
	 * Whether a write was refused only because an id was taken.
	 */
	private static boolean isDuplicate(Throwable ex) {
		return switch (ex) {
			case MongoBulkWriteException faults -> faults.getWriteConcernError() == null && faults.getWriteErrors()
				.stream()
				.allMatch((fault) -> fault.getCategory() == ErrorCategory.DUPLICATE_KEY);
			case MongoServerException fault ->
				ErrorCategory.fromErrorCode(fault.getCode()) == ErrorCategory.DUPLICATE_KEY;
			default -> false;
		};
	}

}
