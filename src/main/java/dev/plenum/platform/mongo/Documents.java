package dev.plenum.platform.mongo;

import java.util.List;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoServerException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What all collections of one document per thing have in common. Each document has an id,
 * the event's id, and a version that every write raises.
 *
 * @param <T> the record that a document is
 */
public final class Documents<T> {

	private static final Logger log = LoggerFactory.getLogger(Documents.class);

	private final MongoCollection<T> collection;

	private final Codec<T> codec;

	/**
	 * Opens a collection.
	 * @param database the database
	 * @param name the collection's name
	 * @param type the record that a document is
	 */
	public Documents(MongoDatabase database, String name, Class<T> type) {
		this.collection = database.getCollection(name, type);
		this.codec = database.getCodecRegistry().get(type);
	}

	/**
	 * Finds one document.
	 * @param id its id
	 * @return the document; empty if there is none
	 */
	public Mono<T> byId(String id) {
		return Mono.from(this.collection.find(Filters.eq(id)).first());
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
	 * Changes one document, or makes it where there is none.
	 * @param id its id
	 * @param fields what to change
	 * @return the document as it is then
	 */
	public Mono<T> put(String id, Fields fields) {
		return Mono.from(this.collection.findOneAndUpdate(Filters.eq(id), fields.update(),
				new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
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
	 * @return the document as it is then
	 */
	public Mono<T> putIf(String id, Bson condition, Fields fields) {
		return Mono
			.from(this.collection.findOneAndUpdate(Filters.and(Filters.eq(id), condition), fields.update(),
					new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)))
			.onErrorResume(Documents::isDuplicate, (ex) -> change(id, condition, fields).switchIfEmpty(byId(id)));
	}

	/**
	 * Whether one document is there and meets a condition.
	 * @param id its id
	 * @param condition what must hold of it
	 * @return whether it does
	 */
	public Mono<Boolean> meets(String id, Bson condition) {
		return Mono.from(this.collection.find(Filters.and(Filters.eq(id), condition)).first()).hasElement();
	}

	/**
	 * Changes one document if it is there and meets a condition.
	 * @param id its id
	 * @param condition what must hold of it
	 * @param fields what to change
	 * @return the document as it is then; empty if nothing was changed
	 */
	public Mono<T> change(String id, Bson condition, Fields fields) {
		return Mono.from(this.collection.findOneAndUpdate(Filters.and(Filters.eq(id), condition), fields.update(),
				new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
	}

	/**
	 * Keeps a new document; where its id is taken nothing happens.
	 * @param id its id
	 * @param document the document
	 * @return the document that has the id, this one or the one before it
	 */
	public Mono<T> begin(String id, T document) {
		return Mono.from(this.collection.insertOne(document))
			.thenReturn(document)
			.onErrorResume(Documents::isDuplicate, (ex) -> byId(id));
	}

	/**
	 * Keeps a document as it is given, in the place of whatever has its id.
	 * @param id its id
	 * @param document the document
	 * @return when it is kept
	 */
	public Mono<Void> keep(String id, T document) {
		return Mono.from(this.collection.replaceOne(Filters.eq(id), document, new ReplaceOptions().upsert(true)))
			.then();
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
				.bulkWrite(writes.stream().map(GuardedWrite::model).toList(), new BulkWriteOptions().ordered(false)))
			.map((result) -> result.getInsertedCount() + result.getMatchedCount() == writes.size())
			.onErrorResume(MongoBulkWriteException.class,
					(ex) -> ex.getWriteErrors()
						.stream()
						.allMatch((error) -> error.getCategory() == ErrorCategory.DUPLICATE_KEY) ? Mono.just(false)
								: Mono.error(ex));
	}

	private static boolean isDuplicate(Throwable ex) {
		return ex instanceof MongoServerException fault
				&& ErrorCategory.fromErrorCode(fault.getCode()) == ErrorCategory.DUPLICATE_KEY;
	}

	/**
	 * Takes a document away; where there is none nothing happens.
	 * @param id its id
	 * @return when it is gone
	 */
	public Mono<Void> remove(String id) {
		return Mono.from(this.collection.deleteOne(Filters.eq(id))).then();
	}

	/**
	 * Creates the index that {@link #ofEvent(String)} needs.
	 * @return when it is there
	 */
	public Mono<Void> ensureEventIndex() {
		return Mono.from(this.collection.createIndex(Indexes.ascending("eventId"))).then();
	}

}
