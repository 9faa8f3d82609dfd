package dev.plenum.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.AuditedCollection;
import dev.plenum.platform.mongo.PriorStates;
import dev.plenum.platform.mongo.PriorStates.Place;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reads documents before and after a change, and compares them.
 */
@Component
class States {

	private static final int MOST_CHANGES = 200;

	/** The last changes in a schedule, up to 1000, which the audit trail has already. */
	private static final String HISTORY = "changes";

	private static final Comparator<Place> ORDER = Comparator.comparing(Place::collection).thenComparing(Place::id);

	private static final Set<String> BOOKKEEPING = Set.of("_id", "version", "countedWrites", HISTORY, "revision",
			"updatedAt", "changed", "lastChanges");

	private final MongoDatabase database;

	private final List<AuditedCollection> collections;

	private final Set<String> names;

	States(MongoDatabase database, List<AuditedCollection> collections) {
		this.database = database;
		this.collections = collections;
		this.names = collections.stream().map(AuditedCollection::name).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Reads documents before a change, which may write others too.
	 * @param ids the ids that the input of the change names
	 */
	Mono<PriorStates> before(Set<String> ids) {
		return of(ids).map((known) -> new PriorStates(this.names, HISTORY, known));
	}

	/**
	 * Compares the documents that a change may have written with their present state.
	 * @param prior the documents before the change
	 * @param ids the ids that the input of the change names
	 * @return the changed values
	 */
	Mono<Difference> since(PriorStates prior, Set<String> ids) {
		Map<Place, RawBsonDocument> before = new HashMap<>();
		Set<String> all = new HashSet<>(ids);
		prior.states().forEach((place, state) -> {
			all.add(place.id());
			state.ifPresent((document) -> before.put(place, document));
		});
		return of(all).map((after) -> difference(before, after, prior.isComplete()));
	}

	private Mono<Map<Place, RawBsonDocument>> of(Collection<String> ids) {
		return Flux.fromIterable(this.collections)
			.flatMap((collection) -> Flux
				.from(this.database.getCollection(collection.name(), RawBsonDocument.class)
					.find(Filters.in("_id", ids))
					.projection(Projections.exclude(HISTORY)))
				.map((document) -> Map.entry(new Place(collection.name(), document.getString("_id").getValue()),
						document)))
			.collectMap(Map.Entry::getKey, Map.Entry::getValue);
	}

	private static Difference difference(Map<Place, RawBsonDocument> before, Map<Place, RawBsonDocument> after,
			boolean complete) {
		List<Document> changes = Stream.concat(before.keySet().stream(), after.keySet().stream())
			.distinct()
			.sorted(ORDER)
			.flatMap((place) -> changes(place.id(), before.get(place), after.get(place)))
			.limit(MOST_CHANGES + 1L)
			.toList();
		return (changes.size() > MOST_CHANGES) ? new Difference(changes.subList(0, MOST_CHANGES), false)
				: new Difference(changes, complete);
	}

	private static Stream<Document> changes(String id, @Nullable RawBsonDocument before,
			@Nullable RawBsonDocument after) {
		if (before != null && after != null && before.getByteBuffer().equals(after.getByteBuffer())) {
			return Stream.empty();
		}
		BsonDocument one = document(before);
		BsonDocument other = document(after);
		return names(one, other).filter((name) -> !BOOKKEEPING.contains(name))
			.flatMap((name) -> changes(id, name, one.get(name), other.get(name)));
	}

	/** Does not look into equal values: most of a large document is equal. */
	private static Stream<Document> changes(String id, String path, @Nullable BsonValue before,
			@Nullable BsonValue after) {
		if (Objects.equals(before, after)) {
			return Stream.empty();
		}
		BsonDocument one = (before instanceof BsonDocument document) ? document : new BsonDocument();
		BsonDocument other = (after instanceof BsonDocument document) ? document : new BsonDocument();
		Stream<Document> within = names(one, other).filter((name) -> !BOOKKEEPING.contains(name))
			.flatMap((name) -> changes(id, path + '.' + name, one.get(name), other.get(name)));
		Object was = (before == one) ? null : shown(path, before);
		Object is = (after == other) ? null : shown(path, after);
		boolean itself = before != null && before != one || after != null && after != other;
		return itself ? Stream.concat(
				Stream.of(new Document("id", id).append("path", path).append("before", was).append("after", is)),
				within) : within;
	}

	private static BsonDocument document(@Nullable RawBsonDocument raw) {
		return (raw != null) ? raw.decode(new BsonDocumentCodec()) : new BsonDocument();
	}

	private static Stream<String> names(Map<String, ?> one, Map<String, ?> other) {
		return Stream.concat(one.keySet().stream(), other.keySet().stream()).distinct().sorted();
	}

	private static @Nullable Object shown(String path, @Nullable BsonValue value) {
		boolean leftOut = value != null && Stream.of(path.split("\\.")).anyMatch(Redaction.USUAL::leavesOut);
		return leftOut ? Redaction.LEFT_OUT : plain(value);
	}

	private static @Nullable Object plain(@Nullable BsonValue value) {
		return (value == null) ? null : switch (value.getBsonType()) {
			case NULL -> null;
			case STRING -> Redaction.shortened(value.asString().getValue());
			case BOOLEAN -> value.asBoolean().getValue();
			case INT32 -> value.asInt32().getValue();
			case INT64 -> value.asInt64().getValue();
			case DOUBLE -> value.asDouble().getValue();
			case DATE_TIME -> Instant.ofEpochMilli(value.asDateTime().getValue()).toString();
			case ARRAY -> value.asArray().stream().map(States::plain).toList();
			case DOCUMENT -> {
				Document plain = new Document();
				value.asDocument().forEach((name, part) -> plain.append(name, shown(name, part)));
				yield plain;
			}
			default -> value.toString();
		};
	}

	/**
	 * The changed values.
	 *
	 * @param changes each with {@code id}, {@code path}, {@code before}, {@code after}
	 * @param complete whether {@code changes} contains all changed values
	 */
	record Difference(List<Document> changes, boolean complete) {

		/** The changed values are not known. */
		static final Difference UNKNOWN = new Difference(List.of(), false);

	}

}
