package dev.plenum.platform.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Snapshots of one kind, such as the programmes of all events in use. Each is read when
 * it is asked for first. From then on the change feed keeps it up to date, by the
 * collections that {@link #kept} declares. After a gap in the feed all are read again.
 * {@link Memory} creates and evicts snapshots.
 *
 * @param <T> the type of the snapshots, immutable
 */
public final class Snapshots<T> {

	/** The key of a single snapshot. */
	static final String ONLY = "";

	/** How many snapshots are read at the same time. */
	private static final int AT_A_TIME = 4;

	private final Map<String, Live<T>> byKey = new ConcurrentHashMap<>();

	private final ChangeFeed feed;

	private final CodecRegistry codecs;

	private final Function<String, Optional<String>> keyOf;

	private final Function<String, Mono<T>> read;

	private @Nullable Function<String, Companion<T>> companions;

	private volatile Mono<Void> recovery = Mono.empty();

	/**
	 * Creates snapshots, none of which is in use yet.
	 * @param feed reports changes; not open yet
	 * @param codecs decode documents
	 * @param keyOf the key of the snapshot that shows a document, by the document's id
	 * @param read reads one snapshot from the database, by its key
	 */
	Snapshots(ChangeFeed feed, CodecRegistry codecs, Function<String, Optional<String>> keyOf,
			Function<String, Mono<T>> read) {
		this.feed = feed;
		this.codecs = codecs;
		this.keyOf = keyOf;
		this.read = read;
		feed.listen(Set.of(), (gap) -> miss().subscribe());
	}

	/**
	 * Declares a collection whose documents the snapshots show.
	 * @param collection the collection's name
	 * @param type the type of its documents
	 * @param with makes the next snapshot from a snapshot and a document that was created
	 * or changed
	 * @param without makes the next snapshot from a snapshot and the id of a document
	 * that was deleted
	 * @param <D> the type of the documents
	 * @return this
	 */
	public <D> Snapshots<T> kept(String collection, Class<D> type, BiFunction<T, D, T> with,
			BiFunction<T, String, T> without) {
		return keptByNews(collection, type, (news, document) -> (snapshot) -> with.apply(snapshot, document), without);
	}

	/**
	 * Declares a collection whose documents the snapshots show, if the next snapshot
	 * depends on more than the document.
	 * @param collection the collection's name
	 * @param type the type of its documents
	 * @param change makes the change of a snapshot from the news and its document, which
	 * was created or changed
	 * @param without makes the next snapshot from a snapshot and the id of a document
	 * that was deleted
	 * @param <D> the type of the documents
	 * @return this
	 */
	public <D> Snapshots<T> keptByNews(String collection, Class<D> type,
			BiFunction<News.Changed, D, UnaryOperator<T>> change, BiFunction<T, String, T> without) {
		Codec<D> codec = this.codecs.get(type);
		this.feed.listen(Set.of(collection), (news) -> {
			if (news instanceof News.Changed changed) {
				this.keyOf.apply(changed.id())
					.map(this.byKey::get)
					.ifPresent((live) -> live.apply(changed.name(),
							(changed.document() != null) ? change.apply(changed, changed.document().decode(codec))
									: (snapshot) -> without.apply(snapshot, changed.id())));
			}
		});
		return this;
	}

	/**
	 * Declares the collection with the document without which a snapshot has nothing to
	 * show. When the document is deleted, its snapshot is dropped, so that a new document
	 * with the same id begins a new snapshot.
	 * @param collection the collection's name
	 * @return this
	 */
	public Snapshots<T> endedBy(String collection) {
		this.feed.listen(Set.of(collection), (news) -> {
			if (news instanceof News.Changed changed && changed.document() == null) {
				this.byKey.computeIfPresent(changed.id(), (key, live) -> {
					live.retire();
					return null;
				});
			}
		});
		return this;
	}

	/**
	 * Gives each snapshot in use a companion.
	 * @param companions creates the companion of one snapshot, by its key
	 * @return this
	 */
	public Snapshots<T> accompanied(Function<String, Companion<T>> companions) {
		this.companions = companions;
		return this;
	}

	/**
	 * One of the snapshots. It counts as used now.
	 * @param key its key: the id of its event or document, which exists
	 * @return the snapshot and those that follow it
	 */
	public Live<T> of(String key) {
		return Objects.requireNonNull(this.byKey.compute(key, (id, live) -> {
			Live<T> used = (live != null) ? live : begin(id);
			used.touch();
			return used;
		}));
	}

	private Live<T> begin(String key) {
		return new Live<>(this.read.apply(key), (this.companions != null) ? this.companions.apply(key) : null);
	}

	/**
	 * The snapshot of {@link Memory#single}.
	 * @return the snapshot and those that follow it
	 */
	public Live<T> only() {
		return of(ONLY);
	}

	/**
	 * Waits until the snapshots in use have been read again after a gap in the feed.
	 * @return completes then, however long the database is unavailable; at once if
	 * nothing was missed
	 */
	public Mono<Void> recovered() {
		return Mono.defer(() -> this.recovery);
	}

	/**
	 * Number of snapshots in memory.
	 * @return the number
	 */
	public int size() {
		return this.byKey.size();
	}

	/**
	 * Notes that changes may have been missed. From now on every snapshot in use shows
	 * nothing new until it has been read again.
	 * @return reads them and completes when all are read; one that cannot be read does
	 * not delay the others
	 */
	Mono<Void> miss() {
		this.byKey.values().forEach(Live::miss);
		Mono<Void> all = Flux.defer(() -> Flux.fromIterable(this.byKey.values()))
			.flatMapDelayError(Live::recover, AT_A_TIME, 1)
			.then()
			.retryWhen(Live.untilRead())
			.cache();
		this.recovery = all;
		return all;
	}

	void evictUnused(Duration idle) {
		Instant moment = Instant.now().minus(idle);
		this.byKey.keySet().forEach((key) -> this.byKey.computeIfPresent(key, (same, live) -> {
			if (!live.isUnusedSince(moment)) {
				return live;
			}
			live.retire();
			return null;
		}));
	}

}
