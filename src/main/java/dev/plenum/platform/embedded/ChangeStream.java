package dev.plenum.platform.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The cursor of one {@code $changeStream}: reads the {@link ChangeLog} from its position
 * and waits for changes.
 */
final class ChangeStream {

	private static final int MAX_BATCH_BYTES = 8 << 20;

	private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);

	private final ChangeLog log;

	private final Scope scope;

	private final Aggregation pipeline;

	private final @Nullable BiFunction<Change, Document, @Nullable Document> lookup;

	private long position;

	private volatile boolean invalidated;

	private volatile boolean closed;

	private volatile long usedAt = System.nanoTime();

	/**
	 * Opens a stream.
	 * @param log the log to read
	 * @param scope which changes of the log to read
	 * @param pipeline the stages that each event passes
	 * @param lookup finds the current state of the document that an update changed, by
	 * its key; null to omit it
	 * @param position the stream starts with the change after this position
	 * @throws HistoryLostException if that change is no longer in the log
	 */
	ChangeStream(ChangeLog log, Scope scope, Aggregation pipeline,
			@Nullable BiFunction<Change, Document, @Nullable Document> lookup, long position) {
		log.checkKept(position);
		this.log = log;
		this.scope = scope;
		this.pipeline = pipeline;
		this.lookup = lookup;
		this.position = position;
	}

	/**
	 * The position at which a stream starts.
	 * @param log the log that the stream will read
	 * @param options the options of the {@code $changeStream} stage
	 * @return the position
	 * @throws HistoryLostException if a resume token does not belong to the log
	 */
	static long startingPosition(ChangeLog log, Document options) {
		if (options.get("startAfter") instanceof Document token) {
			return log.positionOf(token);
		}
		if (options.get("resumeAfter") instanceof Document token) {
			return log.positionOf(token);
		}
		if (options.get("startAtOperationTime") instanceof BsonTimestamp time) {
			return time.getValue() - 1;
		}
		return log.position();
	}

	/**
	 * The next events. Waits for the first one only.
	 * @param limit the maximum number; 0 for as many as fit in a reply
	 * @param patience how long to wait
	 * @return the events; none if the time is over
	 * @throws HistoryLostException if the stream fell too far behind
	 */
	synchronized List<Document> next(int limit, Duration patience) throws InterruptedException {
		List<Document> batch = read(limit);
		long nanos = patience.toNanos();
		while (batch.isEmpty() && !this.closed && !this.invalidated && nanos > 0) {
			nanos = this.log.awaitAfter(this.position, nanos);
			batch = read(limit);
		}
		this.usedAt = System.nanoTime();
		return batch;
	}

	private List<Document> read(int limit) {
		long start = this.position;
		List<Document> batch = new ArrayList<>();
		List<Document> unmeasured = List.of();
		int bytes = 0;
		for (Change change : this.log.after(start)) {
			bytes += unmeasured.stream().mapToInt((event) -> BsonFormat.encode(event).length).sum();
			unmeasured = List.of();
			if (this.invalidated || (limit > 0 && batch.size() >= limit) || bytes > MAX_BATCH_BYTES) {
				break;
			}
			if (this.scope.covers(change)) {
				unmeasured = this.pipeline.runStages(eventsOf(change).stream());
				batch.addAll(unmeasured);
			}
			this.position = change.time();
		}
		this.log.checkKept(start);
		return batch;
	}

	private List<Document> eventsOf(Change change) {
		Document token = this.log.tokenAt(change.time());
		Document event = change.toEvent(token);
		if (this.lookup != null && change.operationType().equals("update")
				&& event.get("documentKey") instanceof Document key) {
			event.put("fullDocument", this.lookup.apply(change, key));
		}
		if (!this.scope.endsWith(change)) {
			return List.of(event);
		}
		this.invalidated = true;
		Document invalidation = new Document("_id", token).append("operationType", "invalidate")
			.append("clusterTime", event.get("clusterTime"));
		return List.of(event, invalidation);
	}

	/**
	 * The token that resumes the stream after everything that it has read.
	 */
	synchronized Document token() {
		return this.log.tokenAt(this.position);
	}

	/**
	 * Ends the stream, and the wait of another thread for its next events.
	 */
	void close() {
		this.closed = true;
		this.log.wakeAll();
	}

	/**
	 * Whether the watched collection or database was dropped and the stream has reported
	 * it.
	 */
	boolean isInvalidated() {
		return this.invalidated;
	}

	boolean isAbandoned() {
		return System.nanoTime() - this.usedAt > ABANDONED_AFTER.toNanos();
	}

	/**
	 * The part of the database server that a stream watches.
	 *
	 * @param database the database; null for all
	 * @param collection the collection; null for all
	 */
	record Scope(@Nullable String database, @Nullable String collection) {

		boolean covers(Change change) {
			return (this.database == null || this.database.equals(change.database()))
					&& (this.collection == null || this.collection.equals(change.collection()));
		}

		boolean endsWith(Change change) {
			return switch (change.operationType()) {
				case "drop" -> this.collection != null;
				case "dropDatabase" -> this.database != null;
				default -> false;
			};
		}

	}

}
