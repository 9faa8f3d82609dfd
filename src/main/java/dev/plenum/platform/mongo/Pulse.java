package dev.plenum.platform.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import com.mongodb.WriteConcern;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A document that the feed of one server writes every few seconds and receives again. It
 * shows that the stream works and how late it is, and it keeps the resume token of a
 * quiet stream fresh. A pulse is acknowledged when the majority has it.
 */
final class Pulse {

	static final String COLLECTION = "pulses";

	/** Time between pulses until the stream is known to work. */
	private static final Duration HURRIED = Duration.ofMillis(20);

	private static final Duration WRITE_PATIENCE = Duration.ofSeconds(5);

	private static final int MOST_LATE = 3;

	private static final Duration FORGOTTEN = Duration.ofHours(1);

	private final String self = UUID.randomUUID().toString();

	private final MongoCollection<Document> pulses;

	private final FeedSettings settings;

	private final AtomicLong beats = new AtomicLong();

	/** Callers that wait until a pulse is received, by its number. */
	private final NavigableMap<Long, Sinks.Empty<Void>> awaited = new ConcurrentSkipListMap<>();

	/** Of {@link System#nanoTime()}. */
	private volatile long acknowledgedAt = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

	private volatile Duration lag = Duration.ZERO;

	/** Consecutive late pulses, not counting those at {@link #HURRIED} intervals. */
	private volatile int late;

	private volatile long receivedAt = System.nanoTime();

	Pulse(MongoDatabase database, FeedSettings settings) {
		this.pulses = database.getCollection(COLLECTION)
			.withWriteConcern(WriteConcern.MAJORITY.withWTimeout(WRITE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
		this.settings = settings;
	}

	/** Selects the changes of this pulse. */
	Bson filter() {
		return Filters.eq("documentKey._id", this.self);
	}

	/**
	 * Writes pulses until it is cancelled.
	 * @param hurry whether pulses are written quickly, since the stream is not known to
	 * work
	 */
	Mono<Void> beat(BooleanSupplier hurry) {
		long rest = Math.max(1, this.settings.pulse().dividedBy(HURRIED));
		return forget().thenMany(Flux.interval(Duration.ZERO, HURRIED))
			.onBackpressureDrop()
			.filter((tick) -> hurry.getAsBoolean() || tick % rest == 0)
			.concatMap((tick) -> write(this.beats.incrementAndGet()).onErrorComplete(), 1)
			.then();
	}

	private Mono<Void> forget() {
		return Mono.defer(() -> Mono.from(this.pulses.deleteMany(Filters.lt("at", Instant.now().minus(FORGOTTEN)))))
			.timeout(WRITE_PATIENCE)
			.then()
			.onErrorComplete();
	}

	private Mono<Void> write(long beat) {
		return Mono
			.from(this.pulses.updateOne(Filters.eq(this.self),
					Updates.combine(Updates.set("beat", beat), Updates.set("at", Instant.now())),
					new UpdateOptions().upsert(true)))
			.timeout(WRITE_PATIENCE)
			.doOnSuccess((done) -> this.acknowledgedAt = System.nanoTime())
			.then();
	}

	/**
	 * Writes a pulse and waits until the feed receives it.
	 * @return completes then; fails if that takes longer than {@code plenum.feed.silence}
	 */
	Mono<Void> echo() {
		return Mono.defer(() -> {
			long beat = this.beats.incrementAndGet();
			Sinks.Empty<Void> received = Sinks.empty();
			this.awaited.put(beat, received);
			return Mono.when(received.asMono(), write(beat))
				.timeout(this.settings.silence())
				.doFinally((signal) -> this.awaited.remove(beat));
		});
	}

	/**
	 * Receives a change of this pulse. The document that comes with an update may be
	 * newer than the update, so its number may be ahead of the stream.
	 */
	void receive(ChangeStreamDocument<RawBsonDocument> change) {
		BsonDocument updated = ChangeFeed.updated(change);
		BsonDocument written = (updated != null) ? updated : change.getFullDocument();
		if (written != null && written.isInt64("beat")) {
			this.awaited.headMap(written.getInt64("beat").getValue(), true).values().forEach(Pulse::complete);
		}
		if (written != null && written.isDateTime("at")) {
			this.lag = Duration.between(Instant.ofEpochMilli(written.getDateTime("at").getValue()), Instant.now());
			if (System.nanoTime() - this.receivedAt > this.settings.pulse().dividedBy(2).toNanos()) {
				this.late = (this.lag.compareTo(ShardClocks.MOST_DELAY) > 0) ? this.late + 1 : 0;
			}
			this.receivedAt = System.nanoTime();
		}
	}

	/** Whether each of the last few pulses was received late. */
	boolean isLate() {
		return this.late >= MOST_LATE;
	}

	private static void complete(Sinks.@Nullable Empty<Void> received) {
		if (received != null) {
			received.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
		}
	}

	/** Time from the write of the last received pulse until it was received. */
	Duration lag() {
		return this.lag;
	}

	/**
	 * When the majority last acknowledged a pulse, by {@link System#nanoTime()}.
	 */
	long acknowledgedAt() {
		return this.acknowledgedAt;
	}

	/** The id of this server's document. */
	String self() {
		return this.self;
	}

	/**
	 * Reads how many pulses some servers have written.
	 * @param servers their ids
	 * @return the number of each server that has not stopped
	 */
	Mono<Map<String, Long>> of(Collection<String> servers) {
		return Flux.from(this.pulses.find(Filters.in("_id", servers)))
			.timeout(WRITE_PATIENCE)
			.collectMap((pulse) -> pulse.getString("_id"), (pulse) -> pulse.get("beat", Number.class).longValue());
	}

	/** Removes the document from the database. */
	Mono<Void> stop() {
		return Mono.from(this.pulses.deleteOne(Filters.eq(this.self))).timeout(WRITE_PATIENCE).then().onErrorComplete();
	}

}
