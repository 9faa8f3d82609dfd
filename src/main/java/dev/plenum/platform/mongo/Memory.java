package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.plenum.platform.Ids;
import org.bson.codecs.configuration.CodecRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The snapshots that this process keeps in memory. Each kind of snapshot declares from
 * which collections it is made; after that the change feed keeps it up to date. Once a
 * minute, everything is evicted that nobody has read or followed for
 * {@code plenum.memory.keep-unused}.
 */
public final class Memory {

	private static final Logger log = LoggerFactory.getLogger(Memory.class);

	private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

	private final ChangeFeed feed;

	private final CodecRegistry codecs;

	private final MemorySettings settings;

	private final List<Consumer<Duration>> evictions = new CopyOnWriteArrayList<>();

	private final Disposable sweeper;

	Memory(ChangeFeed feed, CodecRegistry codecs, MemorySettings settings) {
		this.feed = feed;
		this.codecs = codecs;
		this.settings = settings;
		this.sweeper = Flux.interval(BETWEEN_SWEEPS)
			.onBackpressureDrop()
			.doOnNext((tick) -> sweep())
			.doOnError((ex) -> log.error("Unused snapshots could not be evicted", ex))
			.retry()
			.subscribe();
	}

	/**
	 * Creates snapshots of events, each read when it is asked for.
	 * @param read reads the snapshot of one event from the database, by the event's id
	 * @param <T> the type of the snapshots, immutable
	 * @return the snapshots, by the ids of their events
	 */
	public <T> Snapshots<T> perEvent(Function<String, Mono<T>> read) {
		return evicted(new Snapshots<>(this.feed, this.codecs, Ids::eventOf, read));
	}

	/**
	 * Creates snapshots of single documents, each read when it is asked for.
	 * @param read reads one snapshot from the database, by the document's id
	 * @param <T> the type of the snapshots, immutable
	 * @return the snapshots, by the ids of their documents
	 */
	public <T> Snapshots<T> perDocument(Function<String, Mono<T>> read) {
		return evicted(new Snapshots<>(this.feed, this.codecs, Optional::of, read));
	}

	/**
	 * Creates one snapshot of a whole collection. It is never evicted.
	 * @param read reads the snapshot from the database
	 * @param <T> the type of the snapshot, immutable
	 * @return the snapshots; {@link Snapshots#only()} is the only one
	 */
	public <T> Snapshots<T> single(Mono<T> read) {
		return new Snapshots<>(this.feed, this.codecs, (any) -> Optional.of(Snapshots.ONLY), (any) -> read);
	}

	/**
	 * Registers something else that is evicted when it is unused.
	 * @param eviction evicts what has been unused for the given time
	 */
	public void onSweep(Consumer<Duration> eviction) {
		this.evictions.add(eviction);
	}

	private <T> Snapshots<T> evicted(Snapshots<T> snapshots) {
		onSweep(snapshots::evictUnused);
		return snapshots;
	}

	private void sweep() {
		this.evictions.forEach((eviction) -> eviction.accept(this.settings.keepUnused()));
	}

	void close() {
		this.sweeper.dispose();
	}

}
