package dev.plenum.platform.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

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
public final class Live<T> {

	/** How long a writer waits to see its own write before it reads the database. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Mono<T> read;

	private final Sinks.Many<Live<T>> ticks = Sinks.many().multicast().directBestEffort();

	private final List<UnaryOperator<T>> heardMeanwhile = new ArrayList<>();

	private @Nullable Mono<T> reading;

	private volatile @Nullable T current;

	private volatile Instant usedAt = Instant.EPOCH;

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
		touch();
		T loaded = this.current;
		return (loaded != null) ? Mono.just(loaded) : reload();
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
	 * Reads the snapshot from the database. While that is under way, the old one goes on
	 * answering.
	 * @return the snapshot read; empty if there is nothing to read
	 */
	public Mono<T> reload() {
		return Mono.defer(() -> {
			synchronized (this) {
				Mono<T> underWay = this.reading;
				if (underWay == null) {
					underWay = this.read.map(this::loaded).doFinally((signal) -> done()).cache();
					this.reading = underWay;
				}
				return underWay;
			}
		});
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

	void touch() {
		this.usedAt = Instant.now();
	}

	boolean isUnusedSince(Instant moment) {
		return this.usedAt.isBefore(moment) && this.ticks.currentSubscriberCount() == 0;
	}

	private synchronized T loaded(T fresh) {
		T merged = fresh;
		for (UnaryOperator<T> change : this.heardMeanwhile) {
			merged = change.apply(merged);
		}
		become(merged);
		return merged;
	}

	private synchronized void done() {
		this.reading = null;
		this.heardMeanwhile.clear();
	}

	private void become(T next) {
		if (next != this.current) {
			this.current = next;
			this.ticks.tryEmitNext(this);
		}
	}

}
