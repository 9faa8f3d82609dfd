package dev.plenum.platform.mongo;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The documents that a change writes, as they were before the change. While an instance
 * is in Reactor's context, {@link Documents} reads each document of certain collections
 * before the first write of it, no matter how the change found the document.
 */
public final class PriorStates {

	/** The documents after this number are written without being read. */
	private static final int MOST = 500;

	private final Set<String> collections;

	private final Bson projection;

	private final Map<Place, Optional<RawBsonDocument>> states = new HashMap<>();

	private boolean complete = true;

	/**
	 * Creates a record.
	 * @param collections the names of the collections whose documents are read
	 * @param withoutField a field that is not read
	 * @param known documents that were read already and are not read again
	 */
	public PriorStates(Set<String> collections, String withoutField, Map<Place, RawBsonDocument> known) {
		this.collections = collections;
		known.forEach((place, document) -> this.states.put(place, Optional.of(document)));
		this.projection = Projections.exclude(withoutField);
	}

	/**
	 * Reads the documents that a change writes.
	 * @param change carries out the change
	 * @param <R> the type of its result
	 * @return the same change, with this instance in its context
	 */
	public <R> Mono<R> of(Mono<R> change) {
		return change.contextWrite((context) -> context.put(PriorStates.class, this));
	}

	/**
	 * Returns the known and the written documents, as they were before the change.
	 * @return each document by its place; an empty value for a new document
	 */
	public synchronized Map<Place, Optional<RawBsonDocument>> states() {
		return Map.copyOf(this.states);
	}

	/**
	 * Returns whether all written documents were read.
	 * @return false if there were more than 500
	 */
	public synchronized boolean isComplete() {
		return this.complete;
	}

	/**
	 * Reads documents before a write, if there is an instance in Reactor's context.
	 * @param collection the collection of the documents
	 * @param ids their ids
	 * @param write the write
	 * @param <R> the type of its result
	 * @return the write, preceded by the read
	 */
	static <R> Mono<R> before(MongoCollection<?> collection, Collection<String> ids, Mono<R> write) {
		return Mono.deferContextual((context) -> {
			PriorStates prior = context.getOrDefault(PriorStates.class, null);
			return (prior != null) ? prior.read(collection, ids).then(write) : write;
		});
	}

	private Mono<Void> read(MongoCollection<?> collection, Collection<String> ids) {
		String name = collection.getNamespace().getCollectionName();
		List<String> unread = unread(name, ids);
		return unread.isEmpty() ? Mono.empty()
				: Flux
					.from(collection.withDocumentClass(RawBsonDocument.class)
						.find(Filters.in("_id", unread))
						.projection(this.projection))
					.collectMap((document) -> document.getString("_id").getValue())
					.doOnNext((found) -> note(name, unread, found))
					.then();
	}

	private synchronized List<String> unread(String collection, Collection<String> ids) {
		if (!this.collections.contains(collection)) {
			return List.of();
		}
		List<String> unread = ids.stream()
			.filter((id) -> !this.states.containsKey(new Place(collection, id)))
			.distinct()
			.toList();
		int most = Math.max(0, MOST - this.states.size());
		this.complete &= unread.size() <= most;
		return unread.subList(0, Math.min(most, unread.size()));
	}

	private synchronized void note(String collection, List<String> ids, Map<String, RawBsonDocument> found) {
		ids.forEach((id) -> this.states.putIfAbsent(new Place(collection, id), Optional.ofNullable(found.get(id))));
	}

	/**
	 * The place of a document.
	 *
	 * @param collection the name of its collection
	 * @param id its id
	 */
	public record Place(String collection, String id) {
	}

}
