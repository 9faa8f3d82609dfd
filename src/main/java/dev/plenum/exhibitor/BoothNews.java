package dev.plenum.exhibitor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import graphql.GraphQLContext;
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
	 * The exhibitors that change from now on, to be shared with others who listen to
	 * them.
	 * @param eventId an event that exists
	 * @param caller who listens
	 * @param context the context of the subscription's execution
	 * @return the exhibitors as they are then, without end; fails if the listener may not
	 * see the event any more
	 */
	Flux<Exhibitor> broadcast(String eventId, Caller caller, GraphQLContext context) {
		return Broadcast.of(context, this.floors.of(eventId),
				boards(this.programmes.live(eventId), this.floors.of(eventId)), new BoothListener(caller));
	}

	private static Flux<BoothBoard> boards(Live<Programme> programme, Live<ShowFloor> floor) {
		Flux<UnaryOperator<BoothBoard>> ofTheEvent = programme.follow().map((next) -> (board) -> board.in(next));
		Flux<UnaryOperator<BoothBoard>> ofBooths = atMostOnceASecond(changes(floor.follow()))
			.concatMap((change) -> floor.get().map((newest) -> (board) -> board.with(change, newest)), 1);
		return Mono.zip(programme.get(), floor.get(), BoothBoard::new)
			.flatMapMany((first) -> Flux.merge(ofTheEvent, ofBooths).scan(first, (board, next) -> next.apply(board)));
	}

	/**
	 * What differs from one snapshot to the next.
	 */
	static Flux<BoothChange> changes(Flux<ShowFloor> snapshots) {
		AtomicReference<@Nullable ShowFloor> seen = new AtomicReference<>();
		return snapshots.concatMapIterable((floor) -> {
			ShowFloor before = seen.getAndSet(floor);
			return (before != null) ? floor.changedSince(before) : List.of();
		}, 1);
	}

	/**
	 * Leaves out the changes of a booth that are followed by another one within a second.
	 */
	static Flux<BoothChange> atMostOnceASecond(Flux<BoothChange> changes) {
		Mono<BoothChange> pause = Mono.delay(PAUSE).then(Mono.empty());
		return changes.groupBy(BoothChange::id, PREFETCH)
			.flatMap((booth) -> booth.onBackpressureLatest()
				.concatMap((change) -> Flux.concat(Mono.just(change), pause), 0), Integer.MAX_VALUE, 1);
	}

}
