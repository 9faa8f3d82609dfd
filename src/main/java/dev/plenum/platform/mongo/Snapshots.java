package dev.plenum.platform.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.plenum.platform.Ids;
import org.bson.codecs.Codec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One kind of snapshot for all events in use. Each is read when it is asked for first,
 * and dropped when nobody has asked for or followed it for a while.
 *
 * @param <T> the type of the snapshots, immutable
 */
public final class Snapshots<T> {

	/** How many snapshots are read at the same time. */
	private static final int AT_A_TIME = 4;

	private final Map<String, Live<T>> byEvent = new ConcurrentHashMap<>();

	private final Function<String, Mono<T>> read;

	/**
	 * Begins without any snapshot.
	 * @param read reads an event's snapshot from the database
	 */
	public Snapshots(Function<String, Mono<T>> read) {
		this.read = read;
	}

	/**
	 * Keeps them new by what is heard of a collection whose documents tell their event by
	 * their id; after a gap they are read anew.
	 * @param <D> the type of the documents
	 * @param feed tells what happens
	 * @param collection the name of the collection
	 * @param codec reads its documents
	 * @param with makes the next snapshot of one and a document that is new or another
	 * @param without makes the next snapshot of one and the id of a document that is gone
	 */
	public <D> void keepNew(ChangeFeed feed, String collection, Codec<D> codec, BiFunction<T, D, T> with,
			BiFunction<T, String, T> without) {
		feed.listen((news) -> {
			switch (news) {
				case News.Gap _ -> miss().subscribe();
				case News.Changed changed when changed.collection().equals(collection) -> {
					UnaryOperator<T> change = change(changed, codec, with, without);
					Ids.eventOf(changed.id()).ifPresent((eventId) -> hear(eventId, changed, change));
				}
				default -> {
				}
			}
		});
	}

	private static <T, D> UnaryOperator<T> change(News.Changed changed, Codec<D> codec, BiFunction<T, D, T> with,
			BiFunction<T, String, T> without) {
		if (changed.document() == null) {
			return (snapshot) -> without.apply(snapshot, changed.id());
		}
		D document = changed.document().decode(codec);
		return (snapshot) -> with.apply(snapshot, document);
	}

	/**
	 * The snapshots of one event.
	 * @param eventId the event, which exists
	 * @return its snapshots
	 */
	public Live<T> of(String eventId) {
		return Objects.requireNonNull(this.byEvent.compute(eventId, (id, live) -> {
			Live<T> used = (live != null) ? live : new Live<>(this.read.apply(id));
			used.touch();
			return used;
		}));
	}

	/**
	 * Applies what was heard of one event, if its snapshot is in use.
	 * @param eventId the event
	 * @param changed what was heard
	 * @param change makes the next snapshot
	 */
	public void hear(String eventId, News.Changed changed, UnaryOperator<T> change) {
		Live<T> live = this.byEvent.get(eventId);
		if (live != null) {
			live.hear(changed.name(), change);
		}
	}

	/**
	 * Notes that changes may have been missed. From now on every snapshot in use shows
	 * nothing new until it has been read again.
	 * @return reads them, and completes when all are read, however long the database is
	 * away; one that cannot be read holds up no other
	 */
	public Mono<Void> miss() {
		this.byEvent.values().forEach(Live::miss);
		return Flux.defer(() -> Flux.fromIterable(this.byEvent.values()))
			.flatMapDelayError(Live::recover, AT_A_TIME, 1)
			.then()
			.retryWhen(Live.untilRead());
	}

	/**
	 * How many snapshots there are.
	 * @return how many events have one
	 */
	public int size() {
		return this.byEvent.size();
	}

	/**
	 * Drops the snapshots that nobody uses.
	 * @param idle how long nobody must have used them
	 */
	public void dropUnused(Duration idle) {
		Instant moment = Instant.now().minus(idle);
		this.byEvent.keySet().forEach((eventId) -> this.byEvent.computeIfPresent(eventId, (id, live) -> {
			if (!live.isUnusedSince(moment)) {
				return live;
			}
			live.retire();
			return null;
		}));
	}

}
