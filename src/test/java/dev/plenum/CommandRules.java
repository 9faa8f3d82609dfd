package dev.plenum;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoServerException;
import com.mongodb.ReadConcern;
import com.mongodb.RequestContext;
import com.mongodb.WriteConcern;
import com.mongodb.event.CommandEvent;
import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.ReactiveContextProvider;
import dev.plenum.platform.Grounds;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.reactivestreams.Subscriber;
import reactor.core.CoreSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks every command that the server sends against the rules of MongoDB and of sharded
 * clusters, which the embedded database does not have. A test during which a command
 * breaks one fails, whatever it is about.
 */
public class CommandRules implements CommandListener, ReactiveContextProvider {

	/** What is in events: sharded by {@code eventId}. */
	public static final Set<String> IN_EVENTS = Set.of("sessions", "speakers", "seatings", "agendas",
			"agendaGenerations", "exhibitors", "exhibitorCategories", "offers", "meetings", "hostCalendars", "leads",
			"contactCards", "needs", "certificates", "removals", "ratings", "announcements", "bulletins", "audit",
			"auditIntents", "steps", "webhooks", "mails", "screens", "participants", "followers", "deviceClaims",
			"pushSlices", "signIns");

	/** One document for each event, which has the event's id: sharded by {@code _id}. */
	public static final Set<String> ONE_PER_EVENT = Set.of("events", "schedules", "imports", "origins",
			"exhibitorFiles", "stepBases", "crews", "registrationSources");

	/** What belongs to no event: not sharded. */
	public static final Set<String> OF_NO_EVENT = Set.of("keys", "leases", "pulses", "agendaDeletions", "pushKeys",
			"notificationSettings", "signingKeys");

	private static final Set<String> STABLE = Set.of("aggregate", "createIndexes", "delete", "endSessions", "find",
			"findAndModify", "getMore", "hello", "insert", "killCursors", "listCollections", "ping", "update");

	/** The driver's own, before it knows what the server understands. */
	private static final Set<String> HANDSHAKE = Set.of("isMaster", "ismaster", "saslStart", "saslContinue");

	/** The operators that bring documents in. */
	private static final Set<String> VALUES = Set.of("$set", "$setOnInsert", "$push", "$addToSet");

	private static final Set<String> UPDATES = Set.of("$set", "$unset", "$setOnInsert", "$inc", "$push", "$pull",
			"$pullAll", "$addToSet", "$max", "$min", "$currentDate");

	private static final Set<String> CONDITIONS = Set.of("$and", "$or", "$nor", "$not", "$eq", "$ne", "$in", "$nin",
			"$gt", "$gte", "$lt", "$lte", "$exists", "$elemMatch", "$size", "$all", "$regex", "$options");

	private static final Set<String> STAGES = Set.of("$match", "$group", "$changeStream");

	private static final Set<String> NEWER_OPTIONS = Set.of("let", "hint", "allowDiskUse");

	/**
	 * Conditions that no index serves: the collection is small, or a server asks so once
	 * at its start or when an event is deleted.
	 */
	private static final Set<String> WHOLE = Set.of("pulses.at", "exhibitorFiles.at", "pushSlices.ended",
			"meetings.meetings", "auditIntents.$or");

	/** The first field of each index, by the collection. */
	private static final Map<String, Set<String>> INDEXES = new ConcurrentHashMap<>();

	private static final BsonString NONE = new BsonString("");

	private static final int MOST_BYTES = 8 << 20;

	private static final Queue<String> BROKEN = new ConcurrentLinkedQueue<>();

	/** Conditions without an index so far. */
	private static final Queue<Slow> SLOW = new ConcurrentLinkedQueue<>();

	/**
	 * How long a condition may have no index. Background work of a new server begins
	 * before all indexes are created, also while tests of other servers end.
	 */
	private static final Duration STARTING = Duration.ofMinutes(1);

	/**
	 * What each operation was refused and has not read since. What a linearizable read
	 * has seen every later read sees too.
	 */
	private final Map<Grounds, Set<String>> refused = Collections.synchronizedMap(new WeakHashMap<>());

	/** What each write under way may be refused. */
	private final Map<Integer, Set<String>> running = new ConcurrentHashMap<>();

	/**
	 * A collection that a test reads and writes by hand, as another program or another
	 * version might: the rules do not hold for that.
	 * @param collection the collection
	 * @param <T> the type of its documents
	 * @return the collection, whose commands carry a write concern and a read concern
	 * that the server never has
	 */
	public static <T> MongoCollection<T> byHand(MongoCollection<T> collection) {
		return collection.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)).withReadConcern(ReadConcern.LOCAL);
	}

	@Override
	public RequestContext getContext(Subscriber<?> subscriber) {
		Grounds operation = (subscriber instanceof CoreSubscriber<?> core)
				? core.currentContext().getOrDefault(Grounds.CONTEXT_KEY, null) : null;
		return new Operation(operation);
	}

	@Override
	public void commandStarted(CommandStartedEvent event) {
		String name = event.getCommandName();
		BsonDocument command = event.getCommand().clone();
		if (HANDSHAKE.contains(name) || name.equals("explain") || isByHand(command)) {
			return;
		}
		check(STABLE.contains(name), "is not in the Stable API, version 1", command);
		check(!command.containsKey("startTransaction") && !command.containsKey("autocommit"), "is in a transaction",
				command);
		String collection = command.isString(name) ? command.getString(name).getValue() : "";
		switch (name) {
			case "insert" -> {
				known(collection, command);
				documents(command, "documents").forEach((document) -> inserted(collection, document));
			}
			case "update" -> {
				known(collection, command);
				documents(command, "updates").forEach((update) -> updated(collection, update.getDocument("q"),
						update.get("u"), isTrue(update, "upsert"), isTrue(update, "multi")));
			}
			case "delete" -> {
				known(collection, command);
				documents(command, "deletes").forEach((delete) -> {
					if (delete.getNumber("limit").intValue() == 1) {
						addressed(collection, delete.getDocument("q"));
					}
					selected(collection, delete.getDocument("q"));
				});
			}
			case "findAndModify" -> {
				known(collection, command);
				check(Collections.disjoint(command.keySet(), NEWER_OPTIONS), "has an option newer than MongoDB 4.2",
						command);
				updated(collection, command.getDocument("query"), command.get("update"), isTrue(command, "upsert"),
						false);
			}
			case "find" -> {
				known(collection, command);
				check(Collections.disjoint(command.keySet(), NEWER_OPTIONS), "has an option newer than MongoDB 4.2",
						command);
				check(plain(command.getDocument("projection", new BsonDocument())),
						"has a projection newer than MongoDB 4.2", command);
				selected(collection, command.getDocument("filter", new BsonDocument()));
				found(collection, command, operation(event.getRequestContext()));
			}
			case "createIndexes" -> {
				known(collection, command);
				documents(command, "indexes").forEach((index) -> indexed(collection, index));
			}
			case "aggregate" -> {
				if (!collection.isEmpty()) {
					known(collection, command);
					aggregated(collection, command);
				}
			}
			default -> {
			}
		}
		if (operation(event.getRequestContext()) != null) {
			Set<String> keys = Stream
				.of(documents(command, "documents"),
						documents(command, "updates").map((update) -> update.getDocument("q")),
						Stream.of(command.getDocument("query", new BsonDocument())))
				.flatMap((all) -> all)
				.filter((document) -> document.isString("_id"))
				.map((document) -> key(collection, document))
				.collect(Collectors.toSet());
			this.running.put(event.getRequestId(), keys);
		}
	}

	@Override
	public void commandSucceeded(CommandSucceededEvent event) {
		ended(event, isRefused(event.getResponse()));
	}

	@Override
	public void commandFailed(CommandFailedEvent event) {
		ended(event, event.getThrowable() instanceof MongoServerException fault
				&& ErrorCategory.fromErrorCode(fault.getCode()) == ErrorCategory.DUPLICATE_KEY);
	}

	private void ended(CommandEvent event, boolean isRefused) {
		Set<String> keys = this.running.remove(event.getRequestId());
		Grounds operation = operation(event.getRequestContext());
		if (keys != null && operation != null && isRefused) {
			this.refused.computeIfAbsent(operation, (_) -> ConcurrentHashMap.newKeySet()).addAll(keys);
		}
	}

	/**
	 * What was broken since this was asked the last time.
	 */
	static List<String> broken() {
		return brokenSince(Instant.now().minus(STARTING));
	}

	/**
	 * What was broken since this was asked the last time.
	 * @param moment when the conditions were used that must have an index now
	 */
	static List<String> brokenSince(Instant moment) {
		Stream.generate(SLOW::poll)
			.takeWhile(Objects::nonNull)
			.filter((slow) -> !isIndexed(slow.collection(), slow.filter()))
			.toList()
			.forEach((slow) -> {
				if (slow.at().isAfter(moment)) {
					SLOW.add(slow);
				}
				else {
					check(false, "has a condition without an index of " + slow.collection(), slow.filter());
				}
			});
		return Stream.generate(BROKEN::poll).takeWhile(Objects::nonNull).toList();
	}

	private static boolean isByHand(BsonDocument command) {
		return command.getDocument("writeConcern", new BsonDocument()).containsKey("j")
				|| command.getDocument("readConcern", new BsonDocument())
					.getString("level", NONE)
					.getValue()
					.equals("local");
	}

	private static boolean isRefused(BsonDocument reply) {
		return reply.containsKey("writeErrors") || reply.containsKey("n") && reply.getNumber("n").intValue() == 0
				|| reply.containsKey("value") && reply.isNull("value");
	}

	private void found(String collection, BsonDocument command, @Nullable Grounds operation) {
		BsonDocument filter = command.getDocument("filter", new BsonDocument());
		String level = command.getDocument("readConcern", new BsonDocument()).getString("level", NONE).getValue();
		if (level.equals("linearizable")) {
			Optional.ofNullable(operation)
				.map(this.refused::get)
				.ifPresent((ids) -> ids.remove(key(collection, filter)));
			addressed(collection, filter);
			check(command.containsKey("maxTimeMS"), "is a linearizable read without a time limit", command);
			check(!command.containsKey("$readPreference")
					|| command.getDocument("$readPreference").getString("mode").getValue().equals("primary"),
					"is a linearizable read of another member than the primary", command);
		}
		else if (operation != null && filter.isString("_id")) {
			check(!this.refused.getOrDefault(operation, Set.of()).contains(key(collection, filter)),
					"may not see what a write before it was refused for: use Documents.newest", command);
		}
	}

	private static String key(String collection, BsonDocument filter) {
		return collection + ' ' + filter.getString("_id", NONE).getValue();
	}

	private static void known(String collection, BsonDocument command) {
		check(IN_EVENTS.contains(collection) || ONE_PER_EVENT.contains(collection) || OF_NO_EVENT.contains(collection),
				"is of a collection that neither CommandRules nor k8s/README.md names", command);
	}

	private static void inserted(String collection, BsonDocument document) {
		check(document.isString("_id"), "inserts a document without an id", document);
		check(!IN_EVENTS.contains(collection) || document.isString("eventId"),
				"inserts a document without its event's id", document);
		written(document);
	}

	private static void updated(String collection, BsonDocument filter, @Nullable BsonValue update, boolean upsert,
			boolean multi) {
		if (!multi) {
			addressed(collection, filter);
		}
		selected(collection, filter);
		check(!upsert || !multi, "is an upsert of many documents", filter);
		if (upsert) {
			check(filter.isString("_id") && names(filter).filter("_id"::equals).count() == 1,
					"is an upsert that says more than one id", filter);
		}
		check(!(update instanceof BsonArray), "is an update by a pipeline", filter);
		if (update instanceof BsonDocument document) {
			check(!document.isEmpty(), "sets nothing", filter);
			if (document.getFirstKey().startsWith("$")) {
				changed(document);
				boolean onlyCounts = document.keySet().equals(Set.of("$inc"))
						&& document.getDocument("$inc").keySet().equals(Set.of("version"));
				check(!upsert || !onlyCounts, "is an upsert that sets nothing", filter);
				VALUES.stream()
					.flatMap((operator) -> document.getDocument(operator, new BsonDocument()).values().stream())
					.flatMap(CommandRules::children)
					.flatMap((value) -> value.containsKey("$each") ? children(value.get("$each")) : Stream.of(value))
					.forEach(CommandRules::written);
			}
			else {
				written(document);
			}
		}
	}

	/**
	 * A write of one document must reach its shard: mongos refuses it otherwise, or asks
	 * all.
	 */
	private static void addressed(String collection, BsonDocument filter) {
		check(filter.isString("_id") || OF_NO_EVENT.contains(collection), "does not say which document by a plain id",
				filter);
		check(!IN_EVENTS.contains(collection) || filter.isString("eventId"),
				"does not say the shard key of " + collection, filter);
	}

	/**
	 * MongoDB refuses an update with an empty operator and one that changes a field
	 * twice, also as a part of another one; and mongos one that changes the shard key.
	 */
	private static void changed(BsonDocument update) {
		check(UPDATES.containsAll(update.keySet()), "updates by an operator that MongoDB 4.2 may not have", update);
		List<String> paths = update.values()
			.stream()
			.filter(BsonValue::isDocument)
			.flatMap((operator) -> operator.asDocument().keySet().stream())
			.toList();
		Map<String, Long> timesByPath = paths.stream()
			.flatMap(CommandRules::withParents)
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
		check(update.values().stream().noneMatch((operator) -> operator.asDocument().isEmpty()),
				"has an operator without a field", update);
		check(paths.stream().noneMatch((path) -> path.isEmpty() || path.endsWith(".") || path.contains("..")),
				"has an empty field name", update);
		check(update.entrySet()
			.stream()
			.filter((operator) -> !operator.getKey().equals("$setOnInsert"))
			.noneMatch((operator) -> operator.getValue().asDocument().containsKey("_id")
					|| operator.getValue().asDocument().containsKey("eventId")),
				"changes the id or the shard key", update);
		for (String path : paths) {
			check(timesByPath.getOrDefault(path, 1L) == 1, "changes the field twice: " + path, update);
		}
	}

	private static Stream<String> withParents(String path) {
		return Stream.iterate(path, (one) -> !one.isEmpty(),
				(one) -> one.substring(0, Math.max(0, one.lastIndexOf('.'))));
	}

	private static void indexed(String collection, BsonDocument index) {
		check(Set.of("key", "name").containsAll(index.keySet()),
				"creates an index with an option that a sharded collection or MongoDB 4.2 may not have", index);
		INDEXES.computeIfAbsent(collection, (_) -> ConcurrentHashMap.newKeySet())
			.add(index.getDocument("key").getFirstKey());
	}

	private static void aggregated(String collection, BsonDocument command) {
		documents(command, "pipeline").forEach((stage) -> {
			check(STAGES.contains(stage.getFirstKey()), "has a stage that MongoDB 4.2 or a shard may not have",
					command);
			if (stage.containsKey("$match")) {
				selected(collection, stage.getDocument("$match"));
			}
		});
	}

	/** A condition that no index serves makes MongoDB read the whole collection. */
	private static void selected(String collection, BsonDocument filter) {
		names(filter).filter((name) -> name.startsWith("$"))
			.forEach((operator) -> check(CONDITIONS.contains(operator),
					"has a condition that MongoDB 4.2 may not have: " + operator, filter));
		if (!filter.isEmpty() && !isIndexed(collection, filter) && !isOfAnEvent(filter)
				&& !WHOLE.contains(collection + '.' + filter.getFirstKey())) {
			SLOW.add(new Slow(collection, filter, Instant.now()));
		}
	}

	/** With an event, its documents of every collection are removed. */
	private static boolean isOfAnEvent(BsonDocument filter) {
		return filter.keySet().equals(Set.of("$or")) && children(filter.get("$or")).map(BsonDocument::keySet)
			.toList()
			.equals(List.of(Set.of("_id"), Set.of("eventId")));
	}

	private static boolean isIndexed(String collection, BsonDocument filter) {
		Set<String> indexes = INDEXES.getOrDefault(collection, Set.of());
		return filter.entrySet().stream().anyMatch((condition) -> switch (condition.getKey()) {
			case "_id" -> true;
			case "$and" -> children(condition.getValue()).anyMatch((part) -> isIndexed(collection, part));
			case "$or" -> children(condition.getValue()).allMatch((part) -> isIndexed(collection, part));
			default -> indexes.contains(condition.getKey());
		});
	}

	private static boolean plain(BsonDocument projection) {
		return projection.values().stream().allMatch(BsonValue::isNumber);
	}

	private static void written(BsonDocument document) {
		names(document).forEach((name) -> check(!name.startsWith("$") && !name.contains(".") && name.indexOf(0) < 0,
				"has a field that MongoDB does not take: " + name, document));
		check(bytes(document) < MOST_BYTES, "writes a document of more than 8 MB", new BsonDocument());
	}

	private static Stream<BsonDocument> children(BsonValue value) {
		return switch (value) {
			case BsonDocument document -> Stream.of(document);
			case BsonArray array -> array.stream().flatMap(CommandRules::children);
			default -> Stream.empty();
		};
	}

	private static Stream<String> names(BsonDocument document) {
		return Stream.concat(document.keySet().stream(),
				document.values().stream().flatMap(CommandRules::children).flatMap(CommandRules::names));
	}

	private static int bytes(BsonDocument document) {
		return new RawBsonDocument(document, new BsonDocumentCodec()).getByteBuffer().remaining();
	}

	private static Stream<BsonDocument> documents(BsonDocument command, String name) {
		return command.getArray(name, new BsonArray()).stream().map(BsonValue::asDocument);
	}

	private static boolean isTrue(BsonDocument command, String name) {
		return command.containsKey(name) && command.getBoolean(name).getValue();
	}

	private static void check(boolean holds, String complaint, BsonDocument command) {
		if (!holds) {
			String text = command.toJson();
			BROKEN.add("A command %s: %s".formatted(complaint, text.substring(0, Math.min(text.length(), 500))));
		}
	}

	private static @Nullable Grounds operation(@Nullable RequestContext context) {
		return (context instanceof Operation operation) ? operation.grounds : null;
	}

	/** A condition that no index served at a moment. */
	private record Slow(String collection, BsonDocument filter, Instant at) {
	}

	/**
	 * Fails the test in which a rule was broken.
	 */
	public static class Verdict implements AfterEachCallback {

		@Override
		public void afterEach(ExtensionContext context) {
			assertThat(broken()).isEmpty();
		}

	}

	/**
	 * Whose command it is.
	 */
	private static final class Operation implements RequestContext {

		private final @Nullable Grounds grounds;

		private final Map<Object, Object> values = new ConcurrentHashMap<>();

		Operation(@Nullable Grounds grounds) {
			this.grounds = grounds;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> T get(Object key) {
			return (T) Optional.ofNullable(this.values.get(key)).orElseThrow();
		}

		@Override
		public boolean hasKey(Object key) {
			return this.values.containsKey(key);
		}

		@Override
		public boolean isEmpty() {
			return this.values.isEmpty();
		}

		@Override
		public void put(Object key, Object value) {
			this.values.put(key, value);
		}

		@Override
		public void delete(Object key) {
			this.values.remove(key);
		}

		@Override
		public int size() {
			return this.values.size();
		}

		@Override
		public Stream<Map.Entry<Object, Object>> stream() {
			return this.values.entrySet().stream();
		}

	}

}
