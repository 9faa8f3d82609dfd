package dev.plenum.platform.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.reactivestreams.client.ChangeStreamPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.BsonDocument;
import org.bson.Document;
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
 * The only news there is: one change stream over the whole database for this process. It
 * tells every write to the watched collections, whichever process made it, in the order
 * of the database, once. It is resumed after every failure, for ever; where it cannot be
 * (history lost, stream invalidated) it tells a {@link News.Gap} once it is open again.
 *
 * <p>
 * That it is open, and how far behind, it knows by its pulse: a document of its own that
 * it writes every few seconds and hears again. The pulse also keeps the resume token of a
 * quiet stream fresh.
 */
public final class ChangeFeed {

	private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);

	private static final String PULSES = "pulses";

	private static final Duration OPENING_PULSE = Duration.ofMillis(20);

	private static final Duration PULSE = Duration.ofSeconds(5);

	private static final Duration FORGOTTEN_PULSE = Duration.ofHours(1);

	private final String self = UUID.randomUUID().toString();

	private final MongoDatabase database;

	private final MongoCollection<Document> pulses;

	private final List<Bson> filter;

	private final Sinks.Many<News> news = Sinks.many().multicast().directBestEffort();

	private final Sinks.Empty<Void> opened = Sinks.empty();

	private final Disposable.Composite running = Disposables.composite();

	private final AtomicLong beats = new AtomicLong();

	private final Sinks.Many<Long> heardBeats = Sinks.many().multicast().directBestEffort();

	private volatile @Nullable BsonDocument resumeToken;

	private volatile boolean open;

	private volatile Instant heardAt = Instant.EPOCH;

	private volatile Duration lag = Duration.ZERO;

	/**
	 * Prepares a feed; nothing is asked of the database yet.
	 * @param database the database
	 * @param collections the collections to watch
	 */
	public ChangeFeed(MongoDatabase database, List<WatchedCollection> collections) {
		this.database = database;
		this.pulses = database.getCollection(PULSES);
		List<String> names = new ArrayList<>(collections.stream().map(WatchedCollection::name).toList());
		this.filter = List
			.of(Aggregates.match(Filters.or(Filters.in("ns.coll", names), Filters.eq("documentKey._id", this.self))));
	}

	/**
	 * Tells everything that happens from now on, beginning with a gap whenever the feed
	 * opens. It is told on the feed's own thread: take it at once, and hand on what takes
	 * time. News that cannot be taken, as of a document that cannot be read, are logged
	 * and left out; the next are told all the same.
	 * @param listener who is told
	 */
	public void listen(Consumer<News> listener) {
		this.news.asFlux().subscribe((item) -> {
			try {
				listener.accept(item);
			}
			catch (RuntimeException ex) {
				log.error("What was heard cannot be taken, and what it is about is left as it was: {}", about(item),
						ex);
			}
		});
	}

	private static String about(News item) {
		return switch (item) {
			case News.Changed changed -> changed.id() + " in " + changed.collection();
			case News.Gap _ -> "a gap";
		};
	}

	/**
	 * When the feed last heard anything, its own pulse included.
	 * @return the moment; the epoch if it never did
	 */
	public Instant heardAt() {
		return this.heardAt;
	}

	/**
	 * How long the last pulse took from the write to its being heard.
	 * @return the time; zero if none was heard yet
	 */
	public Duration lag() {
		return this.lag;
	}

	/**
	 * Whether the feed hears every write at this moment, as far as it knows.
	 * @return false while it is being opened or reopened
	 */
	public boolean isOpen() {
		return this.open;
	}

	/**
	 * Waits until everything was told that had been written, by whatever process, before
	 * this is subscribed to: what is in memory is then as new as the database was.
	 * @return completes then; not as long as the feed is interrupted
	 */
	public Mono<Void> caughtUp() {
		return Mono.defer(() -> {
			long beat = this.beats.incrementAndGet();
			return Mono.when(this.heardBeats.asFlux().filter((heard) -> heard >= beat).next(), write(beat));
		});
	}

	/**
	 * Opens the feed and keeps it open until {@link #close()}.
	 * @return completes once it is open the first time
	 */
	public Mono<Void> open() {
		this.running.add(Flux.defer(this::watch)
			.doOnNext(this::hear)
			.doOnError(this::lost)
			.doOnComplete(() -> lost(null))
			.repeat()
			.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
				.maxBackoff(Duration.ofSeconds(3))
				.transientErrors(true))
			.subscribe());
		this.running.add(beat().subscribe());
		return this.opened.asMono();
	}

	/**
	 * Closes the feed; it tells nothing more.
	 * @return completes when its traces are gone from the database
	 */
	public Mono<Void> close() {
		this.running.dispose();
		return Mono.from(this.pulses.deleteOne(Filters.eq(this.self))).then().onErrorComplete();
	}

	private Flux<ChangeStreamDocument<RawBsonDocument>> watch() {
		ChangeStreamPublisher<RawBsonDocument> stream = this.database.watch(this.filter, RawBsonDocument.class)
			.fullDocument(FullDocument.UPDATE_LOOKUP)
			.maxAwaitTime(1, TimeUnit.SECONDS);
		BsonDocument token = this.resumeToken;
		return Flux.from((token != null) ? stream.startAfter(token) : stream);
	}

	private Mono<Void> beat() {
		Mono<Void> one = Mono.defer(() -> write(this.beats.incrementAndGet())).onErrorComplete();
		Mono<Void> forget = Mono
			.defer(() -> Mono.from(this.pulses.deleteMany(Filters.lt("at", Instant.now().minus(FORGOTTEN_PULSE)))))
			.then()
			.onErrorComplete();
		return forget.thenMany(Flux.interval(Duration.ZERO, OPENING_PULSE))
			.onBackpressureDrop()
			.filter((tick) -> !this.open || tick % PULSE.dividedBy(OPENING_PULSE) == 0)
			.concatMap((tick) -> one, 1)
			.then();
	}

	private Mono<Void> write(long beat) {
		return Mono.from(this.pulses.updateOne(Filters.eq(this.self),
				Updates.combine(Updates.set("beat", beat), Updates.set("at", Instant.now())),
				new UpdateOptions().upsert(true)))
			.then();
	}

	private void hear(ChangeStreamDocument<RawBsonDocument> change) {
		this.heardAt = Instant.now();
		this.resumeToken = change.getResumeToken();
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
		if (PULSES.equals(collection)) {
			hearPulse(change.getFullDocument());
			hearBeat(change);
		}
		else {
			tell(new News.Changed(collection, key.getString("_id").getValue(), change.getFullDocument(),
					updated(change)));
		}
	}

	private void hearPulse(@Nullable RawBsonDocument pulse) {
		if (pulse != null && pulse.isDateTime("at")) {
			this.lag = Duration.between(Instant.ofEpochMilli(pulse.getDateTime("at").getValue()), this.heardAt);
		}
	}

	/**
	 * The document that comes with an update may be newer than the update, and its beat
	 * further than the stream.
	 */
	private void hearBeat(ChangeStreamDocument<RawBsonDocument> change) {
		BsonDocument updated = updated(change);
		BsonDocument written = (updated != null) ? updated : change.getFullDocument();
		if (written != null && written.isInt64("beat")) {
			this.heardBeats.tryEmitNext(written.getInt64("beat").getValue());
		}
	}

	private static @Nullable BsonDocument updated(ChangeStreamDocument<RawBsonDocument> change) {
		return (change.getUpdateDescription() != null) ? change.getUpdateDescription().getUpdatedFields() : null;
	}

	private void tell(News item) {
		this.news.tryEmitNext(item);
	}

	private void lost(@Nullable Throwable cause) {
		if (cause != null && FeedFault.isUnsupported(cause)) {
			this.opened.tryEmitError(cause);
		}
		if (cause == null || FeedFault.losesHistory(cause)) {
			this.resumeToken = null;
			this.open = false;
			log.warn("The change feed has lost its place; everything is read anew");
		}
		else {
			log.warn("The change feed is interrupted and will be resumed: {}", cause.getMessage());
		}
	}

}
