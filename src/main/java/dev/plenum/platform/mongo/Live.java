package dev.plenum.platform.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.plenum.platform.Grounds;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The newest snapshot of something in the database, and the line of those that follow it.
 * It is read once and then kept new by what is heard. What is heard while it is being
 * read is applied afterwards, so that nothing that happens in between is lost; changes
 * must therefore leave a snapshot alone that is newer than they are.
 *
 * @param <T> the type of the snapshots, immutable
 */
public final class Live<T> implements Grounds.Source {

	/** How long a writer waits to see its own write before it reads the database. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** Who uses it all the time need not write it down each time. */
	private static final long EXACT_ENOUGH = 100;

	private final Mono<T> read;

	private final Sinks.Many<Live<T>> ticks = Sinks.many().multicast().directBestEffort();

	private final List<UnaryOperator<T>> heardMeanwhile = new ArrayList<>();

	private @Nullable Mono<T> reading;

	/** Begins when the one under way has ended. */
	private @Nullable Mono<T> nextReading;

	private volatile @Nullable T current;

	/** In milliseconds of the epoch. */
	private volatile long usedAt;

	private volatile boolean retired;

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
			T loaded = this.current;
			return ((loaded != null) ? Mono.just(loaded) : readingUnderWay())
				.doOnSuccess((snapshot) -> Grounds.note(context, this, snapshot));
		});
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
			.concatMap((tick) -> Mono.justOrEmpty(this.current), 1);
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
		return Mono.defer(this::newReading);
	}

	/**
	 * Applies what was heard.
	 * @param change makes the next snapshot, or gives back the same where it knows
	 * nothing new
	 */
	public synchronized void hear(UnaryOperator<T> change) {
		if (this.reading != null) {
			this.heardMeanwhile.add(change);
		}
		T loaded = this.current;
		if (loaded != null) {
			become(change.apply(loaded));
		}
	}

	/**
	 * Whether a snapshot is still the newest. Whoever looks uses it.
	 */
	@Override
	public boolean shows(Object snapshot) {
		touch();
		return snapshot == this.current && !this.retired;
	}

	void touch() {
		long now = System.currentTimeMillis();
		if (now - this.usedAt > EXACT_ENOUGH) {
			this.usedAt = now;
		}
	}

	boolean isUnusedSince(Instant moment) {
		return this.usedAt < moment.toEpochMilli() && this.ticks.currentSubscriberCount() == 0;
	}

	/**
	 * Notes that this hears of nothing any more.
	 */
	void retire() {
		this.retired = true;
	}

	private synchronized Mono<T> readingUnderWay() {
		return (this.reading != null) ? this.reading : newReading();
	}

	private synchronized Mono<T> newReading() {
		Mono<T> underWay = this.reading;
		if (underWay == null) {
			Mono<T> first = reading(Mono.empty());
			this.reading = first;
			return first;
		}
		Mono<T> next = this.nextReading;
		if (next == null) {
			next = reading(underWay.then().onErrorComplete());
			this.nextReading = next;
		}
		return next;
	}

	private Mono<T> reading(Mono<Void> before) {
		return before.then(this.read)
			.singleOptional()
			.map(this::ended)
			.doOnError((ex) -> ended())
			.flatMap(Mono::justOrEmpty)
			.cache();
	}

	private synchronized Optional<T> ended(Optional<T> fresh) {
		Optional<T> merged = fresh.map(this::withHeardMeanwhile);
		merged.ifPresent(this::become);
		ended();
		return merged;
	}

	private synchronized void ended() {
		this.reading = this.nextReading;
		this.nextReading = null;
		this.heardMeanwhile.clear();
	}

	private T withHeardMeanwhile(T fresh) {
		T merged = fresh;
		for (UnaryOperator<T> change : this.heardMeanwhile) {
			merged = change.apply(merged);
		}
		return merged;
	}

	private void become(T next) {
		if (next != this.current) {
			this.current = next;
			this.ticks.tryEmitNext(this);
		}
	}

}
