package dev.plenum.platform.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.reactivestreams.client.ChangeStreamPublisher;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * The only source of changes in this process: one change stream over the whole database.
 * It reports every write to the collections that have listeners, from any process, in the
 * order of the database, exactly once. It resumes after every failure, without limit. If
 * it cannot be resumed (history lost, stream invalidated, repeated failures at the same
 * resume token), it starts again and reports a {@link News.Gap}.
 *
 * <p>
 * The feed checks with its {@link Pulse} whether the stream works. If a stream delivers
 * nothing for several pulses, it is cancelled and resumed on another connection.
 */
public final class ChangeFeed {

	private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);

	private static final Duration QUIET_ANSWER = Duration.ofSeconds(1);

	private final MongoDatabase database;

	private final FeedSettings settings;

	private final Pulse pulse;

	private final ShardClocks clocks;

	private final FeedListeners listeners = new FeedListeners();

	private final AtomicBoolean begun = new AtomicBoolean();

	private final Sinks.Empty<Void> opened = Sinks.empty();

	private final Disposable.Composite running = Disposables.composite();

	private final ResumePoint resumePoint = new ResumePoint();

	/** Whether every write since the last gap has been received. */
	private volatile boolean open;

	/** Whether the current stream has delivered something. */
	private volatile boolean delivering;

	/** Of {@link System#nanoTime()}. */
	private volatile long receivedAt = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

	/**
	 * Creates a feed without opening it.
	 * @param database the database to watch
	 * @param settings how the feed checks itself
	 */
	public ChangeFeed(MongoDatabase database, FeedSettings settings) {
		this.database = database;
		this.settings = settings;
		this.pulse = new Pulse(database, settings);
		this.clocks = new ShardClocks(database, settings.shardClock());
	}

	/**
	 * Registers a listener for the changes of some collections. Whenever the feed opens,
	 * the listener is notified of a gap first. It is called on the feed's own thread and
	 * must not block. If it fails on a change, for example on a document that cannot be
	 * decoded, the failure is logged and the next changes are reported as usual.
	 * @param collections the names of the collections; empty to be notified of gaps only
	 * @param listener is notified
	 * @throws IllegalStateException if the feed has been opened
	 */
	public void listen(Set<String> collections, Consumer<News> listener) {
		if (this.begun.get()) {
			throw new IllegalStateException("The change feed is open already; a listener is registered before that");
		}
		this.listeners.add(collections, listener);
	}

	/**
	 * The collections that have listeners.
	 * @return their names
	 */
	public Set<String> collections() {
		return this.listeners.collections();
	}

	/**
	 * When the feed last received anything, including its own pulse.
	 * @return the moment; at least a day ago if it has received nothing yet
	 */
	public Instant receivedAt() {
		return Instant.now().minus(silence());
	}

	/**
	 * Time since the feed last received anything, including its own pulse.
	 * @return the time; at least a day if it has received nothing yet
	 */
	public Duration silence() {
		return Duration.ofNanos(System.nanoTime() - this.receivedAt);
	}

	/**
	 * Time from the write of the last pulse until the feed received it.
	 * @return the time; zero before the first pulse
	 */
	public Duration lag() {
		return this.pulse.lag();
	}

	/**
	 * Whether the feed receives every write at present, as far as it knows.
	 * @return false while it is opened or reopened
	 */
	public boolean isOpen() {
		return this.open;
	}

	/**
	 * Whether changes keep reaching this server late, as happens on a sharded cluster
	 * whose shards' clocks are not kept going.
	 * @return whether each of the last pulses took longer than half a second
	 */
	boolean isLate() {
		return this.pulse.isLate();
	}

	/**
	 * Whether this server shows an old state although the database works: the feed has
	 * received nothing for longer than allowed, while the majority acknowledged pulses.
	 * If no pulse is acknowledged, the database is at fault and other servers are no
	 * better.
	 * @return whether requests should go to other servers
	 */
	boolean isBehind() {
		long now = System.nanoTime();
		long allowed = this.settings.behind().toNanos();
		long acknowledgedAt = this.pulse.acknowledgedAt();
		return now - this.receivedAt > allowed && now - acknowledgedAt < allowed
				&& acknowledgedAt - this.receivedAt > 2 * this.settings.pulse().toNanos();
	}

	/**
	 * Waits until everything has been reported that any process wrote before this is
	 * subscribed to. Then memory is as new as the database was.
	 * @return completes then; fails if the feed is interrupted for too long
	 */
	public Mono<Void> caughtUp() {
		return this.pulse.echo();
	}

	/**
	 * The id of this server: that of the document of its pulse.
	 * @return the id, another one after each start
	 */
	public String server() {
		return this.pulse.self();
	}

	/**
	 * Reads how many pulses some servers have written. A server whose number does not
	 * rise has ended or cannot write.
	 * @param servers their ids
	 * @return the number of each server; servers that have stopped are missing
	 */
	Mono<Map<String, Long>> pulses(Collection<String> servers) {
		return this.pulse.of(servers);
	}

	/**
	 * Opens the feed and keeps it open until {@link #close()}. Has no effect if it has
	 * been opened before.
	 * @return completes when the feed is open for the first time; fails if the database
	 * has no change streams or does not allow them
	 */
	public Mono<Void> open() {
		if (this.begun.compareAndSet(false, true)) {
			List<Bson> filter = List.of(Aggregates
				.match(Filters.or(Filters.in("ns.coll", this.listeners.collections()), this.pulse.filter())));
			this.running.add(Flux.defer(() -> watch(filter))
				.doOnNext(this::take)
				.concatWith(Mono.error(StreamEnded::new))
				.doOnError(this::lost)
				.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
					.maxBackoff(Duration.ofSeconds(3))
					.transientErrors(true))
				.subscribe());
			this.running.add(this.pulse.beat(() -> !this.delivering).subscribe());
			this.running.add(this.clocks.keep(this.pulse.echo()).subscribe());
		}
		return this.opened.asMono();
	}

	/**
	 * Closes the feed. It reports nothing more.
	 * @return completes when the feed's own documents are removed from the database
	 */
	public Mono<Void> close() {
		this.running.dispose();
		return Mono.when(this.pulse.stop(), this.clocks.stop());
	}

	private Flux<ChangeStreamDocument<RawBsonDocument>> watch(List<Bson> filter) {
		return this.clocks.sharded()
			.flatMapMany((sharded) -> watch(filter, sharded ? this.settings.shardClock() : QUIET_ANSWER));
	}

	/**
	 * Watches the database.
	 * @param filter selects the changes to report
	 * @param patience after how long the database answers that nothing has changed; from
	 * such answers the router of a sharded cluster learns the clock of a quiet shard
	 */
	private Flux<ChangeStreamDocument<RawBsonDocument>> watch(List<Bson> filter, Duration patience) {
		ChangeStreamPublisher<RawBsonDocument> stream = this.database.watch(filter, RawBsonDocument.class)
			.fullDocument(FullDocument.UPDATE_LOOKUP)
			.maxAwaitTime(patience.toMillis(), TimeUnit.MILLISECONDS);
		BsonDocument token = this.resumePoint.token();
		return Flux.from((token != null) ? stream.startAfter(token) : stream)
			.timeout(this.settings.silence(), Mono.error(() -> new TimeoutException(
					"nothing was received for %s, not even the feed's own pulse".formatted(this.settings.silence()))));
	}

	/**
	 * Takes one change. Whatever fails here, the stream must end with a signal.
	 */
	private void take(ChangeStreamDocument<RawBsonDocument> change) {
		try {
			receive(change);
		}
		catch (Throwable ex) {
			throw new IllegalStateException("A change could not be taken", ex);
		}
	}

	/**
	 * One stream at a time calls this, so changes keep their order.
	 */
	private void receive(ChangeStreamDocument<RawBsonDocument> change) {
		this.receivedAt = System.nanoTime();
		this.resumePoint.advance(change.getResumeToken());
		this.delivering = true;
		if (!this.open) {
			this.open = true;
			log.debug("The change feed is open");
			this.listeners.publish(new News.Gap());
			this.opened.tryEmitEmpty();
		}
		BsonDocument key = change.getDocumentKey();
		if (key == null || change.getNamespace() == null || !key.isString("_id")) {
			return;
		}
		String collection = change.getNamespace().getCollectionName();
		if (Pulse.COLLECTION.equals(collection)) {
			this.pulse.receive(change);
		}
		else {
			this.listeners.publish(new News.Changed(collection, key.getString("_id").getValue(),
					change.getFullDocument(), updated(change)));
		}
	}

	/** The values that an update set; null for any other change. */
	static @Nullable BsonDocument updated(ChangeStreamDocument<RawBsonDocument> change) {
		return (change.getUpdateDescription() != null) ? change.getUpdateDescription().getUpdatedFields() : null;
	}

	private void lost(Throwable cause) {
		if (FeedFault.isRefused(cause)) {
			this.opened.tryEmitError(cause);
		}
		this.delivering = false;
		if (this.resumePoint.survives(cause, this.pulse.acknowledgedAt())) {
			log.warn("The change feed is interrupted and will be resumed: {}", cause.getMessage());
		}
		else {
			this.open = false;
			log.warn("The change feed cannot be resumed; everything is read again: {}", cause.getMessage());
		}
	}

	/** The database ended the stream, for example because the database was dropped. */
	private static final class StreamEnded extends RuntimeException {

		StreamEnded() {
			super("the database ended the stream", null, false, false);
		}

	}

}
