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
import dev.plenum.programme.Programmes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The newest index of each event in which somebody searches. An index is made when it is
 * needed first, and again after every change, beside the requests; until the next one is
 * ready, the last one answers.
 */
@Component
class SearchIndexes {

	private static final Logger log = LoggerFactory.getLogger(SearchIndexes.class);

	private static final Duration KEPT_UNUSED = Duration.ofMinutes(30);

	/** How long after an index the next one is begun at the earliest. */
	private static final Duration REST = Duration.ofMillis(200);

	/**
	 * How long a search waits for an event's first index; less than an operation may
	 * take, so that the rest of it is answered.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(4);

	private final Map<String, Flux<SearchIndex>> byEvent = new ConcurrentHashMap<>();

	private final Programmes programmes;

	private final ShowFloors floors;

	private final Duration keptUnused;

	@Autowired
	SearchIndexes(Programmes programmes, ShowFloors floors) {
		this(programmes, floors, KEPT_UNUSED);
	}

	SearchIndexes(Programmes programmes, ShowFloors floors, Duration keptUnused) {
		this.programmes = programmes;
		this.floors = floors;
		this.keptUnused = keptUnused;
	}

	/**
	 * The newest index of an event that is ready.
	 * @param eventId an event that exists
	 * @return the index; UNAVAILABLE if the first one takes too long
	 */
	Mono<SearchIndex> of(String eventId) {
		return first(this.byEvent.computeIfAbsent(eventId, this::follow), PATIENCE);
	}

	/**
	 * How many events have an index.
	 */
	int size() {
		return this.byEvent.size();
	}

	static Mono<SearchIndex> first(Flux<SearchIndex> indexes, Duration patience) {
		return indexes.next()
			.timeout(patience, Mono
				.error(() -> Problem.of(ErrorCode.UNAVAILABLE, "This event is still being read; search again soon.")));
	}

	private Flux<SearchIndex> follow(String eventId) {
		Flux<SearchCatalogue> catalogues = Flux.combineLatest(
				Flux.defer(() -> this.programmes.live(eventId).get().thenMany(this.programmes.live(eventId).follow())),
				this.floors.follow(eventId), SearchCatalogue::new);
		return newest(catalogues.map((catalogue) -> catalogue::entries), SearchIndex::of, REST)
			.doFinally((_) -> this.byEvent.remove(eventId))
			.replay(1)
			.refCount(1, this.keptUnused);
	}

	/**
	 * Makes one index after another, each from the newest of what there was to find when
	 * it was begun. Where that is the same as before the last one is kept.
	 * @param snapshots what there is to find
	 * @param make makes an index
	 * @param rest how long after one the next is begun at the earliest
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
					.doOnError((ex) -> log.error("An index could not be made; the last one goes on answering", ex))
					.onErrorComplete()
					.concatWith(Mono.delay(rest).then(Mono.empty())), 0);
		});
	}

	private static SearchIndex next(@Nullable SearchIndex last, List<SearchEntry> entries,
			Function<List<SearchEntry>, SearchIndex> make) {
		return (last != null && last.entries().equals(entries)) ? last : make.apply(entries);
	}

}
