package dev.plenum.search;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.MemorySettings;
import dev.plenum.programme.Programmes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/**
 * The newest index of each event that is searched. An index is created on first use, and
 * again after each change, in the background; until the next one is ready, searches use
 * the previous one.
 */
@Component
class SearchIndexes {

	private static final Logger log = LoggerFactory.getLogger(SearchIndexes.class);

	/** The minimum time between two indexes of an event. */
	private static final Duration REST = Duration.ofMillis(200);

	/**
	 * How long a search waits for an event's first index. It is less than the time limit
	 * of an operation, so that the other fields of the operation are answered.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(4);

	private final Map<String, Flux<SearchIndex>> byEvent = new ConcurrentHashMap<>();

	private final Programmes programmes;

	private final ShowFloors floors;

	private final MemorySettings memory;

	SearchIndexes(Programmes programmes, ShowFloors floors, MemorySettings memory) {
		this.programmes = programmes;
		this.floors = floors;
		this.memory = memory;
	}

	/**
	 * Returns the newest index of an event.
	 * @param eventId the id of an existing event
	 * @return the index; the error UNAVAILABLE if the first index takes longer than 4 s
	 */
	Mono<SearchIndex> of(String eventId) {
		return first(this.byEvent.computeIfAbsent(eventId, this::follow), PATIENCE);
	}

	/**
	 * Returns the number of events that have an index.
	 */
	int size() {
		return this.byEvent.size();
	}

	static Mono<SearchIndex> first(Flux<SearchIndex> indexes, Duration patience) {
		return indexes.next()
			.timeout(patience, Mono.error(() -> Problem.of(ErrorCode.UNAVAILABLE,
					"The search index of this event is being created. Retry in a few seconds.")));
	}

	private Flux<SearchIndex> follow(String eventId) {
		Flux<SearchCatalogue> catalogues = Flux.combineLatest(
				Flux.defer(() -> this.programmes.live(eventId).readAndFollow()), this.floors.follow(eventId),
				SearchCatalogue::new);
		return newest(catalogues.map((catalogue) -> catalogue::entries), SearchIndex::of, REST)
			.doFinally((_) -> this.byEvent.remove(eventId))
			.replay(1)
			.refCount(1, this.memory.keepUnused());
	}

	/**
	 * Creates one index after another, each from the newest entries. If the entries did
	 * not change, the previous index is returned again.
	 * @param snapshots the entries
	 * @param make creates an index
	 * @param rest the minimum time between two indexes
	 * @return the indexes
	 */
	static Flux<SearchIndex> newest(Flux<Supplier<List<SearchEntry>>> snapshots,
			Function<List<SearchEntry>, SearchIndex> make, Duration rest) {
		return Flux.defer(() -> {
			AtomicReference<@Nullable SearchIndex> last = new AtomicReference<>();
			return snapshots.onBackpressureLatest()
				.concatMap((snapshot) -> Mono.fromSupplier(() -> next(last.get(), snapshot.get(), make))
					.subscribeOn(Schedulers.boundedElastic())
					.doOnNext(last::set)
					.doOnError((ex) -> log.error("Creating a search index failed; searches use the previous one", ex))
					.onErrorComplete()
					.concatWith(Mono.delay(rest).then(Mono.empty())), 0);
		});
	}

	private static SearchIndex next(@Nullable SearchIndex last, List<SearchEntry> entries,
			Function<List<SearchEntry>, SearchIndex> make) {
		return (last != null && last.entries().equals(entries)) ? last : make.apply(entries);
	}

}
