package dev.plenum.platform.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CursorNotFoundException;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import org.jspecify.annotations.Nullable;

/**
 * The open change streams, and the commands that concern them.
 */
final class ChangeStreams {

	private static final long DEFAULT_PATIENCE_MILLIS = 1000;

	private final ChangeLog log;

	private final DatabaseResolver databases;

	private final LongSupplier ids;

	private final Map<Long, ChangeStream> streams = new ConcurrentHashMap<>();

	/**
	 * Creates an empty set.
	 * @param log the log that the streams read
	 * @param databases finds the documents that updates changed
	 * @param ids creates cursor ids
	 */
	ChangeStreams(ChangeLog log, DatabaseResolver databases, LongSupplier ids) {
		this.log = log;
		this.databases = databases;
		this.ids = ids;
	}

	/**
	 * The options of the {@code $changeStream} stage of a command.
	 * @param command any {@code aggregate} command
	 * @return the options; null if the command does not open a change stream
	 */
	static @Nullable Document optionsOf(Document command) {
		return (command.get("pipeline") instanceof List<?> stages && !stages.isEmpty()
				&& stages.getFirst() instanceof Document stage
				&& stage.get("$changeStream") instanceof Document options) ? options : null;
	}

	/**
	 * Opens a stream. The first batch is empty: the client asks for more at once.
	 * @param database the database that the command names
	 * @param command the {@code aggregate} command
	 * @param options of its {@code $changeStream} stage
	 * @return the reply
	 * @throws HistoryLostException if the changes to resume from are no longer in the log
	 */
	Document open(String database, Document command, Document options) {
		this.streams.values().removeIf(ChangeStream::isAbandoned);
		List<Document> stages = Aggregation.parse(command.get("pipeline"));
		boolean everything = Boolean.TRUE.equals(options.get("allChangesForCluster"));
		String collection = (command.get("aggregate") instanceof String name) ? name : null;
		Aggregation pipeline = Aggregation.fromPipeline(stages.subList(1, stages.size()), this.databases,
				this.databases.resolve(database), null, NoopOplog.get());
		ChangeStream stream = new ChangeStream(this.log,
				new ChangeStream.Scope(everything ? null : database, collection), pipeline,
				"updateLookup".equals(options.get("fullDocument")) ? this::lookUp : null,
				ChangeStream.startingPosition(this.log, options));
		long id = this.ids.getAsLong();
		this.streams.put(id, stream);
		return reply(stream, id, database + "." + command.get("aggregate"), "firstBatch", List.of());
	}

	private @Nullable Document lookUp(Change change, Document key) {
		MongoCollection<?> collection = this.databases.resolve(change.database())
			.resolveCollection(String.valueOf(change.collection()), false);
		return (collection != null) ? EmbeddedCollection
			.readingCommitted(() -> collection.handleQueryAsStream(key).findFirst().orElse(null)) : null;
	}

	/**
	 * Answers a {@code getMore}. If there are no changes, it waits for up to the
	 * command's {@code maxTimeMS}, by default 1 s.
	 * @param database the database that the command names
	 * @param command the {@code getMore} command
	 * @return the reply; null if the cursor is not a change stream
	 * @throws HistoryLostException if the stream fell too far behind
	 * @throws CursorNotFoundException if it is closed during the wait
	 */
	@Nullable Document more(String database, Document command) {
		long id = number(command, "getMore", 0);
		ChangeStream stream = this.streams.get(id);
		if (stream == null) {
			return null;
		}
		int limit = (int) number(command, "batchSize", 0);
		Duration patience = Duration.ofMillis(number(command, "maxTimeMS", DEFAULT_PATIENCE_MILLIS));
		try {
			List<Document> events = stream.next(limit, patience);
			if (stream.isInvalidated()) {
				this.streams.remove(id);
				id = 0;
			}
			else if (!this.streams.containsKey(id)) {
				throw new CursorNotFoundException(id);
			}
			return reply(stream, id, database + "." + command.get("collection"), "nextBatch", events);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CursorNotFoundException(id);
		}
	}

	private static long number(Document command, String name, long otherwise) {
		return (command.get(name) instanceof Number number) ? number.longValue() : otherwise;
	}

	private static Document reply(ChangeStream stream, long id, String namespace, String name, List<Document> batch) {
		Document cursor = new Document("id", id).append("ns", namespace)
			.append(name, batch)
			.append("postBatchResumeToken", stream.token());
		return new Document("cursor", cursor).append("ok", 1.0);
	}

	/**
	 * Closes the cursors that are change streams.
	 * @param cursors ids of cursors of any kind
	 */
	void kill(List<?> cursors) {
		for (Object id : cursors) {
			ChangeStream stream = this.streams.remove(id);
			if (stream != null) {
				stream.close();
			}
		}
	}

	/**
	 * Closes all streams, so that no command keeps waiting.
	 */
	void closeAll() {
		kill(List.copyOf(this.streams.keySet()));
	}

}
