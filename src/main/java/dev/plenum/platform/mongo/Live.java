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
import reactor.util.context.ContextView;

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

	private final NewestVersion version = new NewestVersion();

	private @Nullable Mono<Shown<T>> reading;

	/** Begins when the one under way has ended. */
	private @Nullable Mono<Shown<T>> nextReading;

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
		return Mono.defer(this::newReading).map(Shown::snapshot);
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
		Shown<T> loaded = this.current;
		if (loaded != null) {
			become(change.apply(loaded.snapshot()));
		}
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
		return (this.reading != null) ? this.reading : newReading();
	}

	private synchronized Mono<Shown<T>> newReading() {
		Mono<Shown<T>> underWay = this.reading;
		if (underWay == null) {
			Mono<Shown<T>> first = reading(Mono.empty());
			this.reading = first;
			return first;
		}
		Mono<Shown<T>> next = this.nextReading;
		if (next == null) {
			next = reading(underWay.then().onErrorComplete());
			this.nextReading = next;
		}
		return next;
	}

	private Mono<Shown<T>> reading(Mono<Void> before) {
		return before.then(this.read)
			.singleOptional()
			.map(this::ended)
			.doOnError((ex) -> ended())
			.flatMap(Mono::justOrEmpty)
			.cache();
	}

	private synchronized Optional<Shown<T>> ended(Optional<T> fresh) {
		Optional<Shown<T>> shown = fresh.map(this::withHeardMeanwhile).map(this::become);
		ended();
		return shown;
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

	private Shown<T> become(T next) {
		Shown<T> known = this.current;
		if (known != null && known.snapshot() == next) {
			return known;
		}
		Shown<T> shown = new Shown<>(next, this.version.next());
		this.current = shown;
		this.ticks.tryEmitNext(this);
		return shown;
	}

}
