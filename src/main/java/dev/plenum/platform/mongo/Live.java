package dev.plenum.platform.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
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
 * The newest snapshot of something in the database, and a stream of the snapshots that
 * follow it. The snapshot is read once and then kept up to date by changes. Changes that
 * arrive while it is read are recorded and applied afterwards, so that none is lost. A
 * change must therefore return the same snapshot if the snapshot is newer than the
 * change.
 *
 * <p>
 * After a gap in the change feed, changes can no longer be applied to the snapshot. They
 * are recorded only, and the old snapshot keeps answering until one has been read that is
 * newer than the gap.
 *
 * @param <T> the type of the snapshots, immutable
 */
public final class Live<T> {

	private static final Logger log = LoggerFactory.getLogger(Live.class);

	/** How long a writer waits to see its own write before it reads the database. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** How long reading a snapshot may take. */
	static final Duration READ_PATIENCE = Duration.ofSeconds(15);

	private final Mono<T> read;

	private final Sinks.Many<Live<T>> ticks = Sinks.many().multicast().directBestEffort();

	/** The changes since the current reading began. */
	private final RecordedChanges<T> recorded = new RecordedChanges<>();

	private final NewestVersion version = new NewestVersion();

	private final @Nullable Companion<T> companion;

	/** Emits the snapshot to answer with, or another reading that has it. */
	private @Nullable Mono<Mono<Shown<T>>> reading;

	/** Whether {@link #reading} has asked the database. */
	private boolean begun;

	/** Starts when the current reading has ended. */
	private @Nullable Mono<Mono<Shown<T>>> nextReading;

	/** Number of gaps so far. A reading that began before the last one is outdated. */
	private long gaps;

	/** Whether nothing has been read since the last gap. */
	private boolean behind;

	private volatile @Nullable Shown<T> current;

	/**
	 * A snapshot with its version.
	 *
	 * @param snapshot the snapshot
	 * @param version its version
	 */
	private record Shown<T>(T snapshot, long version) {
	}

	/**
	 * Prepares a snapshot without reading it.
	 * @param read reads the snapshot from the database; empty if there is nothing to read
	 */
	public Live(Mono<T> read) {
		this(read, null);
	}

	/**
	 * Prepares a snapshot without reading it.
	 * @param read reads the snapshot from the database; empty if there is nothing to read
	 * @param companion receives every snapshot; null for none
	 */
	Live(Mono<T> read, @Nullable Companion<T> companion) {
		this.read = read;
		this.companion = companion;
	}

	/**
	 * The newest snapshot, from memory if it has been read.
	 * @return the snapshot; empty if there is nothing to read
	 */
	public Mono<T> get() {
		return Mono.deferContextual((context) -> {
			touch();
			Shown<T> loaded = this.current;
			return ((loaded != null) ? Mono.just(loaded) : currentReading())
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
	 * The newest snapshot and those that follow, without end. A slow subscriber may skip
	 * snapshots in between but always receives the newest. Emits on threads for
	 * computation, not on the feed's thread.
	 * @return the snapshots, in order; one may be repeated
	 */
	public Flux<T> follow() {
		return this.ticks.asFlux()
			.mergeWith(Mono.just(this))
			.onBackpressureLatest()
			.publishOn(Schedulers.parallel(), 1)
			.concatMap((tick) -> Mono.justOrEmpty(this.current).map(Shown::snapshot), 1);
	}

	/**
	 * Reads the snapshot if it is not in memory, and follows it.
	 * @return the newest snapshot and those that follow, without end; see
	 * {@link #follow()}
	 */
	public Flux<T> readAndFollow() {
		return get().thenMany(follow());
	}

	/**
	 * What changes from now on.
	 * @param between finds the differences of a later snapshot to an earlier one
	 * @param <D> the type of the differences
	 * @return the differences, without end
	 */
	public <D> Flux<D> differences(BiFunction<T, T, ? extends Iterable<D>> between) {
		return get().flatMapMany((first) -> differences(first, between));
	}

	/**
	 * What has changed since a snapshot, and what changes from now on.
	 * @param first the snapshot
	 * @param between finds the differences of a later snapshot to an earlier one
	 * @param <D> the type of the differences
	 * @return the differences, without end
	 */
	public <D> Flux<D> differences(T first, BiFunction<T, T, ? extends Iterable<D>> between) {
		return Flux.defer(() -> {
			AtomicReference<T> seen = new AtomicReference<>(first);
			return follow().concatMapIterable((next) -> between.apply(next, seen.getAndSet(next)), 1);
		});
	}

	/**
	 * The first snapshot from now on that meets a condition. A writer uses it to see its
	 * own write. If the feed is late, the database is read.
	 * @param condition what must be true of the snapshot
	 * @return the snapshot; after 2 s one that was just read, even if it does not meet
	 * the condition
	 */
	public Mono<T> when(Predicate<T> condition) {
		return readAndFollow().filter(condition).next().timeout(PATIENCE, reload());
	}

	/**
	 * Reads the snapshot from the database as it is from now on. If a reading is under
	 * way, another one follows it. Meanwhile the old snapshot keeps answering.
	 * @return the snapshot that was read; empty if there is nothing to read
	 */
	public Mono<T> reload() {
		return Mono.defer(() -> newReading().flatMap(Function.identity())).map(Shown::snapshot);
	}

	/**
	 * Applies a change of a document, now or when a snapshot has been read that is newer
	 * than the last gap.
	 * @param document identifies the document; a later change of the same document
	 * includes this one
	 * @param change makes the next snapshot, or returns the same one if it is newer than
	 * the change
	 */
	public synchronized void apply(Object document, UnaryOperator<T> change) {
		if (this.reading != null && !this.recorded.add(document, change)) {
			miss();
		}
		Shown<T> loaded = this.current;
		if (loaded != null && !this.behind) {
			show(change.apply(loaded.snapshot()));
		}
	}

	/**
	 * Notes that changes may have been missed, and registers a new reading. Nothing new
	 * is shown until it has succeeded.
	 */
	synchronized void miss() {
		this.gaps++;
		this.behind = true;
		this.recorded.clear();
		newReading();
	}

	/**
	 * Repeats a reading until it succeeds, with pauses of up to 3 s.
	 */
	static Retry untilRead() {
		return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
			.maxBackoff(Duration.ofSeconds(3))
			.doBeforeRetry(
					(failed) -> log.warn("Snapshots could not be read after a gap in the change feed, trying again: {}",
							failed.failure().toString()));
	}

	/**
	 * Reads once what may have been missed.
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
	 * Notes that no more changes will be applied.
	 */
	void retire() {
		this.version.retire();
		if (this.companion != null) {
			this.companion.dispose();
		}
	}

	private synchronized Mono<Shown<T>> currentReading() {
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
				.doOnError((ex) -> end())
				.map((fresh) -> end(fresh, gapsBefore));
		})).cache();
	}

	private synchronized long begin() {
		this.begun = true;
		this.recorded.clear();
		return this.gaps;
	}

	private synchronized Mono<Shown<T>> end(Optional<T> fresh, long gapsBefore) {
		if (this.gaps != gapsBefore) {
			end();
			return currentReading();
		}
		this.behind = false;
		Optional<Shown<T>> shown = fresh.map(this.recorded::applyTo).map(this::show);
		end();
		return Mono.justOrEmpty(shown);
	}

	private synchronized void end() {
		this.reading = this.nextReading;
		this.nextReading = null;
		this.begun = false;
		this.recorded.clear();
	}

	private Shown<T> show(T next) {
		Shown<T> known = this.current;
		if (known != null && known.snapshot() == next) {
			return known;
		}
		Shown<T> shown = new Shown<>(next, this.version.next());
		this.current = shown;
		if (this.companion != null) {
			this.companion.receive(next);
		}
		this.ticks.emitNext(this, Sinks.EmitFailureHandler.FAIL_FAST);
		return shown;
	}

}
