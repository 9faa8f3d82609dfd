package dev.plenum.platform.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.plenum.platform.Grounds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;
import reactor.util.retry.Retry;

/**
 * The newest snapshot of something in the database, and the line of those that follow it.
 * It is read once and then kept new by what is heard. What is heard while it is being
 * read is applied afterwards, so that nothing that happens in between is lost; changes
 * must therefore leave a snapshot alone that is newer than they are.
 *
 * <p>
 * After a gap in the news the snapshot is no longer a base for changes. From the gap on,
 * changes are recorded only, and the old snapshot keeps answering until one has been read
 * that is newer than the gap.
 *
 * @param <T> the type of the snapshots, immutable
 */
public final class Live<T> {

	private static final Logger log = LoggerFactory.getLogger(Live.class);

	/** How long a writer waits to see its own write before it reads the database. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** How long reading a snapshot may take. */
	static final Duration READ_PATIENCE = Duration.ofSeconds(15);

	/** How many documents may change while a snapshot is read. */
	static final int MOST_RECORDED = 10_000;

	private final Mono<T> read;

	private final Sinks.Many<Live<T>> ticks = Sinks.many().multicast().directBestEffort();

	/** The changes since the reading began, the newest of each document. */
	private final Map<Object, UnaryOperator<T>> recorded = new LinkedHashMap<>();

	private final NewestVersion version = new NewestVersion();

	/** Ends with the snapshot to be answered with, or with the reading that has it. */
	private @Nullable Mono<Mono<Shown<T>>> reading;

	/** Whether {@link #reading} has asked the database. */
	private boolean begun;

	/** Begins when the one under way has ended. */
	private @Nullable Mono<Mono<Shown<T>>> nextReading;

	/** How many gaps there were. A reading that began before the last one is outdated. */
	private long gaps;

	/** Whether nothing was read since the last gap. */
	private boolean behind;

	private volatile @Nullable Shown<T> current;

	/**
	 * A snapshot as it is shown.
	 *
	 * @param snapshot the snapshot
	 * @param version its version
	 */
	private record Shown<T>(T snapshot, long version) {
	}

	/**
	 * Prepares a snapshot; nothing is read yet.
	 * @param read reads the snapshot from the database; empty if there is nothing to read
	 */
	public Live(Mono<T> read) {
		this.read = read;
	}

	/**
	 * The newest snapshot, from memory if there is one.
	 * @return the snapshot; empty if there is nothing to read
	 */
	public Mono<T> get() {
		return Mono.deferContextual((context) -> {
			touch();
			Shown<T> loaded = this.current;
			return ((loaded != null) ? Mono.just(loaded) : readingUnderWay())
				.doOnSuccess((shown) -> note(context, shown))
				.map(Shown::snapshot);
		});
	}

	private void note(ContextView context, @Nullable Shown<T> shown) {
		if (shown != null) {
			Grounds.note(context, this.version, shown.version());
		}
		else {
			Grounds.noteNothing(context);
		}
	}

	/**
	 * The newest snapshot and those that follow, without end. Who is slow misses some in
	 * between, never the last. Told on threads for computing, not on the feed's.
	 * @return the snapshots, in order, some perhaps twice
	 */
	public Flux<T> follow() {
		return this.ticks.asFlux()
			.mergeWith(Mono.just(this))
			.onBackpressureLatest()
			.publishOn(Schedulers.parallel(), 1)
			.concatMap((tick) -> Mono.justOrEmpty(this.current).map(Shown::snapshot), 1);
	}

	/**
	 * The first snapshot from now on that meets a condition. A writer uses it to see its
	 * own write; if the feed is late, the database is asked.
	 * @param condition what the snapshot must show
	 * @return the snapshot; after some seconds the newest there is, even if it does not
	 * meet the condition
	 */
	public Mono<T> when(Predicate<T> condition) {
		return get().thenMany(follow()).filter(condition).next().timeout(PATIENCE, reload());
	}

	/**
	 * Reads the snapshot from the database as it is from now on: a reading that has begun
	 * already is waited for and does not serve. Meanwhile the old snapshot goes on
	 * answering.
	 * @return the snapshot read; empty if there is nothing to read
	 */
	public Mono<T> reload() {
		return Mono.defer(() -> newReading().flatMap(Function.identity())).map(Shown::snapshot);
	}

	/**
	 * Applies a change of a document, now or once a snapshot has been read that is newer
	 * than the last gap.
	 * @param document identifies the document; a later change of the same document
	 * contains this one
	 * @param change makes the next snapshot, or returns the same one if it is newer than
	 * the change
	 */
	public synchronized void hear(Object document, UnaryOperator<T> change) {
		if (this.reading != null) {
			record(document, change);
		}
		Shown<T> loaded = this.current;
		if (loaded != null && !this.behind) {
			become(change.apply(loaded.snapshot()));
		}
	}

	/**
	 * Applies a change that no later one contains.
	 * @param change makes the next snapshot, or returns the same one if it is newer than
	 * the change
	 */
	public void hear(UnaryOperator<T> change) {
		hear(new Object(), change);
	}

	/**
	 * Notes that changes may have been missed, and registers a new reading. Nothing new
	 * is shown until {@link #recovered()} completes.
	 */
	public synchronized void miss() {
		this.gaps++;
		this.behind = true;
		this.recorded.clear();
		newReading();
	}

	/**
	 * Reads what may have been missed. A reading that fails is repeated until one
	 * succeeds.
	 * @return completes when the snapshot is newer than the last gap, at once if it is
	 */
	public Mono<Void> recovered() {
		return Mono.defer(this::recover).retryWhen(untilRead()).then();
	}

	/**
	 * Repeats a reading, with pauses of up to three seconds, until it succeeds.
	 */
	static Retry untilRead() {
		return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
			.maxBackoff(Duration.ofSeconds(3))
			.doBeforeRetry((failed) -> log.warn("Snapshots could not be read after a gap in the news, trying again: {}",
					failed.failure().toString()));
	}

	/**
	 * Reads what may have been missed, once.
	 * @return the new snapshot; empty if nothing was missed
	 */
	synchronized Mono<T> recover() {
		if (!this.behind) {
			return Mono.empty();
		}
		Mono<Mono<Shown<T>>> newest = (this.nextReading != null) ? this.nextReading : this.reading;
		return ((newest != null) ? newest : newReading()).flatMap(Function.identity()).map(Shown::snapshot);
	}

	void touch() {
		this.version.use();
	}

	boolean isUnusedSince(Instant moment) {
		return this.version.isUnusedSince(moment) && this.ticks.currentSubscriberCount() == 0;
	}

	/**
	 * Notes that this hears of nothing any more.
	 */
	void retire() {
		this.version.retire();
	}

	private synchronized Mono<Shown<T>> readingUnderWay() {
		return ((this.reading != null) ? this.reading : newReading()).flatMap(Function.identity());
	}

	private synchronized Mono<Mono<Shown<T>>> newReading() {
		Mono<Mono<Shown<T>>> underWay = this.reading;
		if (underWay == null) {
			Mono<Mono<Shown<T>>> first = reading(Mono.empty());
			this.reading = first;
			return first;
		}
		if (!this.begun) {
			return underWay;
		}
		Mono<Mono<Shown<T>>> next = this.nextReading;
		if (next == null) {
			next = reading(underWay.then().onErrorComplete());
			this.nextReading = next;
		}
		return next;
	}

	private Mono<Mono<Shown<T>>> reading(Mono<Void> before) {
		return before.then(Mono.defer(() -> {
			long gapsBefore = begin();
			return this.read.timeout(READ_PATIENCE)
				.singleOptional()
				.doOnError((ex) -> ended())
				.map((fresh) -> ended(fresh, gapsBefore));
		})).cache();
	}

	private synchronized long begin() {
		this.begun = true;
		this.recorded.clear();
		return this.gaps;
	}

	private synchronized Mono<Shown<T>> ended(Optional<T> fresh, long gapsBefore) {
		if (this.gaps != gapsBefore) {
			ended();
			return readingUnderWay();
		}
		this.behind = false;
		Optional<Shown<T>> shown = fresh.map(this::withRecorded).map(this::become);
		ended();
		return Mono.justOrEmpty(shown);
	}

	private synchronized void ended() {
		this.reading = this.nextReading;
		this.nextReading = null;
		this.begun = false;
		this.recorded.clear();
	}

	private void record(Object document, UnaryOperator<T> change) {
		this.recorded.remove(document);
		this.recorded.put(document, change);
		if (this.recorded.size() > MOST_RECORDED) {
			miss();
		}
	}

	private T withRecorded(T fresh) {
		T merged = fresh;
		for (Map.Entry<Object, UnaryOperator<T>> change : this.recorded.entrySet()) {
			try {
				merged = change.getValue().apply(merged);
			}
			catch (RuntimeException ex) {
				log.error("A change of {} cannot be applied and is left out", change.getKey(), ex);
			}
		}
		return merged;
	}

	private Shown<T> become(T next) {
		Shown<T> known = this.current;
		if (known != null && known.snapshot() == next) {
			return known;
		}
		Shown<T> shown = new Shown<>(next, this.version.next());
		this.current = shown;
		this.ticks.emitNext(this, Sinks.EmitFailureHandler.FAIL_FAST);
		return shown;
	}

}
