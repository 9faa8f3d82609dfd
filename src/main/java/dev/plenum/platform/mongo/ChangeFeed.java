package dev.plenum.platform.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
 * The only source of news: one change stream over the whole database for this process. It
 * reports every write to the watched collections, whichever process made it, in the order
 * of the database, once. It is resumed after every failure, without end. Where it cannot
 * be resumed (history lost, stream invalidated, the same failure again and again at one
 * resume token) it reports a {@link News.Gap} once it is open again.
 *
 * <p>
 * The feed knows by its {@link Pulse} whether the stream works. A stream on which nothing
 * is heard for several pulses is cancelled and resumed on another connection.
 */
public final class ChangeFeed {

	private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);

	private static final Duration QUIET_ANSWER = Duration.ofSeconds(1);

	/** After so many failures at one resume token the feed goes on without it. */
	private static final int MOST_FAILURES = 3;

	private final MongoDatabase database;

	private final FeedSettings settings;

	private final Pulse pulse;

	private final ShardClocks clocks;

	private final List<Bson> filter;

	private final List<Consumer<News>> listeners = new CopyOnWriteArrayList<>();

	private final AtomicBoolean begun = new AtomicBoolean();

	private final Sinks.Empty<Void> opened = Sinks.empty();

	private final Disposable.Composite running = Disposables.composite();

	private volatile @Nullable BsonDocument resumeToken;

	/** How often the stream failed since it was heard the last time. */
	private volatile int failures;

	private volatile long failedAt = System.nanoTime();

	/** Whether every write is heard since the last gap. */
	private volatile boolean open;

	/** Whether the stream was heard since it was begun. */
	private volatile boolean hearing;

	/** Of {@link System#nanoTime()}. */
	private volatile long heardAt = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

	/**
	 * Prepares a feed; nothing is asked of the database yet.
	 * @param database the database
	 * @param collections the collections to watch
	 */
	public ChangeFeed(MongoDatabase database, List<WatchedCollection> collections) {
		this(database, collections, FeedSettings.DEFAULTS);
	}

	/**
	 * Prepares a feed; nothing is asked of the database yet.
	 * @param database the database
	 * @param collections the collections to watch
	 * @param settings how it watches over itself
	 */
	public ChangeFeed(MongoDatabase database, List<WatchedCollection> collections, FeedSettings settings) {
		this.database = database;
		this.settings = settings;
		this.pulse = new Pulse(database, settings);
		this.clocks = new ShardClocks(database, settings.shardClock());
		List<String> names = collections.stream().map(WatchedCollection::name).toList();
		this.filter = List.of(Aggregates.match(Filters.or(Filters.in("ns.coll", names), this.pulse.filter())));
	}

	/**
	 * Reports everything that happens from now on, beginning with a gap whenever the feed
	 * opens. The listener is called on the feed's own thread: take the news at once, and
	 * hand on what takes time. News that the listener fails to take, as of a document
	 * that cannot be read, are logged and left out; the next are reported all the same.
	 * @param listener who is told
	 */
	public void listen(Consumer<News> listener) {
		this.listeners.add(listener);
	}

	/**
	 * When the feed last heard anything, its own pulse included.
	 * @return the moment; long ago if it never did
	 */
	public Instant heardAt() {
		return Instant.now().minus(silence());
	}

	/**
	 * How long the feed has heard nothing, its own pulse included.
	 * @return the time; a day and more if it never heard anything
	 */
	public Duration silence() {
		return Duration.ofNanos(System.nanoTime() - this.heardAt);
	}

	/**
	 * How long the last pulse took from the write to its being heard.
	 * @return the time; zero if none was heard yet
	 */
	public Duration lag() {
		return this.pulse.lag();
	}

	/**
	 * Whether the feed hears every write at this moment, as far as it knows.
	 * @return false while it is being opened or reopened
	 */
	public boolean isOpen() {
		return this.open;
	}

	/**
	 * Whether changes reach this server late again and again, as they do on a sharded
	 * cluster whose shards' clocks are not kept going.
	 * @return whether each of the last pulses took longer than half a second
	 */
	boolean isLate() {
		return this.pulse.isLate();
	}

	/**
	 * Whether this server shows an old state although the database works: nothing was
	 * heard for longer than allowed, and the majority acknowledged pulses meanwhile.
	 * While no pulse is acknowledged the fault is the database's, and other servers are
	 * no better.
	 * @return whether other servers are to be asked instead
	 */
	boolean isBehind() {
		long now = System.nanoTime();
		long allowed = this.settings.behind().toNanos();
		long acknowledgedAt = this.pulse.acknowledgedAt();
		return now - this.heardAt > allowed && now - acknowledgedAt < allowed
				&& acknowledgedAt - this.heardAt > 2 * this.settings.pulse().toNanos();
	}

	/**
	 * Waits until everything was reported that had been written, by whatever process,
	 * before this is subscribed to: what is in memory is then as new as the database was.
	 * @return completes then; fails if the feed is interrupted for too long
	 */
	public Mono<Void> caughtUp() {
		return this.pulse.echo();
	}

	/**
	 * Opens the feed, and keeps it open until {@link #close()}. Has no effect if it was
	 * opened before.
	 * @return completes once it is open the first time
	 */
	public Mono<Void> open() {
		if (this.begun.compareAndSet(false, true)) {
			this.running.add(Flux.defer(this::watch)
				.doOnNext(this::take)
				.concatWith(Mono.error(StreamEnded::new))
				.doOnError(this::lost)
				.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
					.maxBackoff(Duration.ofSeconds(3))
					.transientErrors(true))
				.subscribe());
			this.running.add(this.pulse.beat(() -> !this.hearing).subscribe());
			this.running.add(this.clocks.keep(this.pulse.echo()).subscribe());
		}
		return this.opened.asMono();
	}

	/**
	 * Closes the feed; it reports nothing more.
	 * @return completes when its traces are gone from the database
	 */
	public Mono<Void> close() {
		this.running.dispose();
		return Mono.when(this.pulse.stop(), this.clocks.stop());
	}

	private Flux<ChangeStreamDocument<RawBsonDocument>> watch() {
		return this.clocks.sharded()
			.flatMapMany((sharded) -> watch(sharded ? this.settings.shardClock() : QUIET_ANSWER));
	}

	/**
	 * Watches the database.
	 * @param patience after how long the database answers that there are no news; the
	 * router of a sharded cluster learns the clock of a quiet shard from such answers
	 */
	private Flux<ChangeStreamDocument<RawBsonDocument>> watch(Duration patience) {
		ChangeStreamPublisher<RawBsonDocument> stream = this.database.watch(this.filter, RawBsonDocument.class)
			.fullDocument(FullDocument.UPDATE_LOOKUP)
			.maxAwaitTime(patience.toMillis(), TimeUnit.MILLISECONDS);
		BsonDocument token = this.resumeToken;
		return Flux.from((token != null) ? stream.startAfter(token) : stream)
			.timeout(this.settings.silence(), Mono.error(() -> new TimeoutException(
					"nothing was heard for %s, not even the feed's own pulse".formatted(this.settings.silence()))));
	}

	/**
	 * Takes one change. The stream must not end without a signal, whatever happens here.
	 */
	private void take(ChangeStreamDocument<RawBsonDocument> change) {
		try {
			hear(change);
		}
		catch (Throwable ex) {
			throw new IllegalStateException("A change could not be taken", ex);
		}
	}

	private void hear(ChangeStreamDocument<RawBsonDocument> change) {
		this.heardAt = System.nanoTime();
		this.resumeToken = change.getResumeToken();
		this.failures = 0;
		this.hearing = true;
		if (!this.open) {
			this.open = true;
			log.debug("The change feed is open");
			tell(new News.Gap());
			this.opened.tryEmitEmpty();
		}
		BsonDocument key = change.getDocumentKey();
		if (key == null || change.getNamespace() == null || !key.isString("_id")) {
			return;
		}
		String collection = change.getNamespace().getCollectionName();
		if (Pulse.COLLECTION.equals(collection)) {
			this.pulse.hear(change);
		}
		else {
			tell(new News.Changed(collection, key.getString("_id").getValue(), change.getFullDocument(),
					updated(change)));
		}
	}

	private static @Nullable BsonDocument updated(ChangeStreamDocument<RawBsonDocument> change) {
		return (change.getUpdateDescription() != null) ? change.getUpdateDescription().getUpdatedFields() : null;
	}

	/**
	 * One stream at a time calls this, so no news overtake others.
	 */
	private void tell(News item) {
		for (Consumer<News> listener : this.listeners) {
			try {
				listener.accept(item);
			}
			catch (Throwable ex) {
				log.error("What was heard cannot be taken, and what it is about is left as it was: {}", about(item),
						ex);
			}
		}
	}

	private static String about(News item) {
		return switch (item) {
			case News.Changed changed -> changed.id() + " in " + changed.collection();
			case News.Gap _ -> "a gap";
		};
	}

	private void lost(Throwable cause) {
		if (FeedFault.isUnsupported(cause)) {
			this.opened.tryEmitError(cause);
		}
		this.hearing = false;
		if (!FeedFault.isUnreachable(cause) || this.pulse.acknowledgedAt() - this.failedAt > 0) {
			this.failures++;
		}
		this.failedAt = System.nanoTime();
		if (FeedFault.isResumable(cause) && this.failures < MOST_FAILURES) {
			log.warn("The change feed is interrupted and will be resumed: {}", cause.getMessage());
			return;
		}
		this.resumeToken = null;
		this.failures = 0;
		this.open = false;
		log.warn("The change feed has lost its place; everything is read anew: {}", cause.getMessage());
	}

	/** The database closed the stream, as it does when what is watched was dropped. */
	private static final class StreamEnded extends RuntimeException {

		StreamEnded() {
			super("the stream was ended by the database", null, false, false);
		}

	}

}
