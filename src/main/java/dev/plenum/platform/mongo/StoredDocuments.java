package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadConcern;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.graphql.OperationDeadline;
import dev.plenum.platform.mongo.Key.ShardKey;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.conversions.Bson;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One collection: the reads, and the writes that are refused if their condition is not
 * met. {@link Documents} adds the writes that are repeated until they can be answered.
 *
 * @param <T> the type of a document, a record
 */
abstract sealed class StoredDocuments<T> permits Documents {

	private static final Logger log = LoggerFactory.getLogger(StoredDocuments.class);

	/** How long the database may take to make sure that it reads the newest state. */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	/** How long a write may take that belongs to no mutation. */
	private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

	/** How long the writes of many documents may take that belong to no mutation. */
	private static final Duration LONGEST_WRITES = Duration.ofMinutes(1);

	/** A mutation needs so long to answer that its write was not made. */
	private static final Duration ANSWER = Duration.ofMillis(200);

	final MongoCollection<T> collection;

	final ShardKey shardKey;

	private final MongoCollection<T> newest;

	private final Codec<T> codec;

	StoredDocuments(MongoDatabase database, String name, Class<T> type, ShardKey shardKey) {
		this.shardKey = shardKey;
		this.collection = database.getCollection(name, type);
		this.newest = this.collection.withReadConcern(ReadConcern.LINEARIZABLE);
		this.codec = database.getCodecRegistry().get(type);
	}

	/**
	 * Finds one document as the majority has it.
	 * @param id the document's id
	 * @return the document; empty if there is none
	 */
	public Mono<T> byId(String id) {
		return Mono.from(this.collection.find(this.shardKey.of(id)).first());
	}

	/**
	 * Finds one document on which a write will be decided.
	 * @param id the document's id
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
	 * Finds one document as it is now, even if the majority does not have it yet. Use it
	 * after a write that was refused.
	 * @param id the document's id
	 * @return the document; empty if there is none; the error UNAVAILABLE if the database
	 * does not answer within 3 s
	 */
	public Mono<T> newest(String id) {
		return newest(id, Filters.empty());
	}

	/**
	 * Finds one document as it is now, if it meets a condition.
	 * @param id the document's id
	 * @param condition what must be true of it
	 * @return the document; empty if there is none or it does not meet the condition; the
	 * error UNAVAILABLE if the database does not answer within 3 s
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
	 * Finds the documents of one event. One that cannot be decoded is logged and left
	 * out.
	 * @param eventId the event's id
	 * @return the documents, in no order
	 */
	public Flux<T> ofEvent(String eventId) {
		return readable(Filters.eq("eventId", eventId));
	}

	/**
	 * Finds all documents. One that cannot be decoded is logged and left out.
	 * @return the documents, in no order
	 */
	public Flux<T> all() {
		return readable(Filters.empty());
	}

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
	 * Inserts a new document.
	 * @param document the document, with its id and its event's id
	 * @return whether it was inserted; false if its id is taken
	 */
	public Mono<Boolean> add(T document) {
		return limited((collection) -> collection.insertOne(document)).thenReturn(true)
			.onErrorResume(DuplicateKey::isIn, (ex) -> Mono.just(false));
	}

	/**
	 * Changes one document if it exists and meets a condition.
	 * @param id the document's id
	 * @param condition what must be true of it
	 * @param fields what to change
	 * @return the document after the write; empty if nothing was changed
	 */
	public Mono<T> change(String id, Bson condition, Fields fields) {
		return fields.isEmpty() ? Mono.empty() : change(id, condition, fields.update());
	}

	/**
	 * Changes one document if it exists and meets a condition.
	 * @param id the document's id
	 * @param condition what must be true of it
	 * @param update what to change
	 * @return the document after the write; empty if nothing was changed
	 */
	public Mono<T> change(String id, Bson condition, Bson update) {
		return written(id, limited((collection) -> collection.findOneAndUpdate(this.shardKey.of(id, condition), update,
				returning(false))));
	}

	/**
	 * Changes one document if it exists and meets a condition, without returning it. For
	 * documents that may be large.
	 * @param id the document's id
	 * @param condition what must be true of it
	 * @param update what to change
	 * @return whether it was changed
	 */
	public Mono<Boolean> update(String id, Bson condition, Bson update) {
		return written(id, limited((collection) -> collection.updateOne(this.shardKey.of(id, condition), update)))
			.map((result) -> result.getMatchedCount() == 1);
	}

	/**
	 * Writes many documents at once, each if it has the version that its write expects.
	 * They are written in the order of their ids: neighbouring documents share pages of
	 * the embedded database, which then stores fewer bytes.
	 * @param writes the writes, each of another document
	 * @return whether all were made; false if one was not, while others may have been
	 */
	public Mono<Boolean> write(List<GuardedWrite> writes) {
		if (writes.isEmpty()) {
			return Mono.just(true);
		}
		List<GuardedWrite> sorted = writes.stream().sorted(Comparator.comparing(GuardedWrite::id)).toList();
		return PriorStates
			.before(this.collection, sorted.stream().map(GuardedWrite::id).toList(),
					limited(LONGEST_WRITES,
							(collection) -> collection.withDocumentClass(BsonDocument.class)
								.bulkWrite(sorted.stream().map((write) -> write.model(this.shardKey)).toList(),
										new BulkWriteOptions().ordered(false))))
			.map((result) -> result.getInsertedCount() + result.getMatchedCount() == writes.size())
			.onErrorResume(DuplicateKey::isIn, (ex) -> Mono.just(false));
	}

	/**
	 * Removes a document.
	 * @param id the document's id
	 * @return whether it was removed; false if there was none
	 */
	public Mono<Boolean> remove(String id) {
		return remove(id, Filters.empty());
	}

	/**
	 * Removes a document if it meets a condition.
	 * @param id the document's id
	 * @param condition what must be true of it
	 * @return whether it was removed
	 */
	public Mono<Boolean> remove(String id, Bson condition) {
		return written(id, limited((collection) -> collection.deleteOne(this.shardKey.of(id, condition))))
			.map((result) -> result.getDeletedCount() == 1);
	}

	/**
	 * Removes a document if it meets a condition, and returns it.
	 * @param id the document's id
	 * @param condition what must be true of it
	 * @return the document before the removal; empty if nothing was removed
	 */
	public Mono<T> take(String id, Bson condition) {
		return written(id, limited((collection) -> collection.findOneAndDelete(this.shardKey.of(id, condition))));
	}

	/**
	 * Creates the index that {@link #ofEvent(String)} needs.
	 * @return completes when it exists
	 */
	public Mono<Void> ensureEventIndex() {
		return ensureIndex("eventId");
	}

	/**
	 * Carries out a write of one document. Within an audited change, the document is read
	 * before its first write.
	 */
	<R> Mono<R> written(String id, Mono<R> write) {
		return PriorStates.before(this.collection, List.of(id), write);
	}

	/**
	 * Carries out a write in the time that its mutation has left. The driver would
	 * otherwise wait for a connection, or repeat the write after a broken one, when the
	 * client has long been answered and may have made a newer change.
	 */
	<R> Mono<R> limited(Function<MongoCollection<T>, Publisher<R>> write) {
		return limited(LONGEST_WRITE, write);
	}

	private <R> Mono<R> limited(Duration longest, Function<MongoCollection<T>, Publisher<R>> write) {
		return Mono.deferContextual((context) -> {
			long left = OperationDeadline.left(context, longest).minus(ANSWER).toMillis();
			return (left > 0) ? Mono.from(write.apply(this.collection.withTimeout(left, TimeUnit.MILLISECONDS)))
					: Mono.error(new MongoTimeoutException("The time of the operation is over"));
		});
	}

	static FindOneAndUpdateOptions returning(boolean upsert) {
		return new FindOneAndUpdateOptions().upsert(upsert).returnDocument(ReturnDocument.AFTER);
	}

	/**
	 * Finds documents.
	 * @param condition what must be true of a document
	 * @return the query, which can be sorted and limited
	 */
	public FindPublisher<T> find(Bson condition) {
		return this.collection.find(condition);
	}

	/**
	 * Counts documents.
	 * @param condition what must be true of a document
	 * @return the number of documents
	 */
	public Mono<Integer> count(Bson condition) {
		return Mono.from(this.collection.countDocuments(condition)).map(Math::toIntExact);
	}

	/**
	 * Removes documents.
	 * @param condition what must be true of a document
	 * @return completes afterwards
	 */
	public Mono<Void> removeAll(Bson condition) {
		return limited(LONGEST_WRITES, (collection) -> collection.deleteMany(condition)).then();
	}

	/**
	 * Creates an index if it does not exist.
	 * @param fields the fields, in ascending order
	 * @return completes afterwards
	 */
	public Mono<Void> ensureIndex(String... fields) {
		return Mono.from(this.collection.createIndex(Indexes.ascending(fields))).then();
	}

}
