package dev.plenum.exhibitor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.plenum.programme.Programmes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Tells what attendees see change at booths: each booth at once, and then at most once a
 * second. What is left out in between is never the last.
 */
@Component
class BoothNews {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/** Changes of one booth that may wait for their group to take them. */
	private static final int PREFETCH = 8;

	private final Programmes programmes;

	private final ShowFloors floors;

	BoothNews(Programmes programmes, ShowFloors floors) {
		this.programmes = programmes;
		this.floors = floors;
	}

	/**
	 * The exhibitors that change from now on.
	 * @param eventId an event that exists
	 * @return the exhibitors as they are then, without end; none that are taken away
	 */
	Flux<Exhibitor> of(String eventId) {
		return atMostOnceASecond(changes(this.floors.of(eventId).follow()))
			.concatMap((stand) -> Mono.zip(this.programmes.live(eventId).get(), this.floors.of(eventId).get(),
					(programme, floor) -> new Exhibitor(programme, floor, stand)), 1);
	}

	/**
	 * What differs from one snapshot to the next.
	 */
	static Flux<Stand> changes(Flux<ShowFloor> snapshots) {
		AtomicReference<@Nullable ShowFloor> seen = new AtomicReference<>();
		return snapshots.concatMapIterable((floor) -> {
			ShowFloor before = seen.getAndSet(floor);
			return (before != null) ? floor.changedSince(before) : List.of();
		}, 1);
	}

	/**
	 * Leaves out the changes of a booth that are followed by another one within a second.
	 */
	static Flux<Stand> atMostOnceASecond(Flux<Stand> changes) {
		Mono<Stand> pause = Mono.delay(PAUSE).then(Mono.empty());
		return changes.groupBy(Stand::id, PREFETCH)
			.flatMap((booth) -> booth.onBackpressureLatest()
				.concatMap((stand) -> Flux.concat(Mono.just(stand), pause), 0), Integer.MAX_VALUE, 1);
	}

}
