package dev.plenum.exhibitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.MemorySettings;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reports the changes of booths that attendees see. The first change of a booth is
 * reported immediately, further changes at most once a second. The latest state is always
 * reported.
 */
@Component
class BoothNews {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/** How many changes wait for the group of their booth. */
	private static final int PREFETCH = 8;

	private final Programmes programmes;

	private final ShowFloors floors;

	private final MemorySettings memory;

	private final Map<String, Flux<BoothReports>> byEvent = new ConcurrentHashMap<>();

	BoothNews(Programmes programmes, ShowFloors floors, MemorySettings memory) {
		this.programmes = programmes;
		this.floors = floors;
		this.memory = memory;
	}

	/**
	 * The exhibitors that change from now on, or since the subscriber was connected
	 * before, shared with other subscribers.
	 * @param eventId an event that exists
	 * @param caller the subscriber
	 * @param context the context of the subscription's execution
	 * @return the changed exhibitors, without end; the error NOT_FOUND when the
	 * subscriber may no longer see the event, or RESYNC_REQUIRED if this server does not
	 * know all changes since then
	 */
	Flux<Exhibitor> broadcast(String eventId, Caller caller, GraphQLContext context) {
		return Broadcast.of(context, this.floors.of(eventId), this.byEvent.computeIfAbsent(eventId, this::reports),
				new BoothListener(caller, Resume.position(context)));
	}

	/**
	 * The reports of an event. They continue for some time without subscribers, so that
	 * those who connect again miss nothing.
	 */
	private Flux<BoothReports> reports(String eventId) {
		return reports(this.programmes.live(eventId), this.floors.of(eventId))
			.doFinally((_) -> this.byEvent.remove(eventId))
			.replay(1)
			.refCount(1, this.memory.keepUnused());
	}

	private static Flux<BoothReports> reports(Live<Programme> programme, Live<ShowFloor> floor) {
		Flux<UnaryOperator<BoothReports>> ofTheEvent = programme.follow().map((next) -> (reports) -> reports.in(next));
		Flux<UnaryOperator<BoothReports>> ofBooths = atMostOnceASecond(changes(floor.follow()))
			.concatMap((change) -> floor.get().map((newest) -> (reports) -> reports.with(change, newest)), 1);
		return Mono.zip(programme.get(), floor.get(), BoothReports::new)
			.flatMapMany(
					(first) -> Flux.merge(ofTheEvent, ofBooths).scan(first, (reports, next) -> next.apply(reports)));
	}

	/**
	 * The differences between successive snapshots.
	 */
	static Flux<BoothChange> changes(Flux<ShowFloor> snapshots) {
		AtomicReference<@Nullable ShowFloor> seen = new AtomicReference<>();
		return snapshots.concatMapIterable((floor) -> {
			ShowFloor before = seen.getAndSet(floor);
			return (before != null) ? floor.changedSince(before) : List.of();
		}, 1);
	}

	/**
	 * Drops changes of a booth that another change follows within a second.
	 */
	static Flux<BoothChange> atMostOnceASecond(Flux<BoothChange> changes) {
		return changes.groupBy(BoothChange::id, PREFETCH)
			.flatMap((booth) -> Broadcast.atMostOnceEvery(PAUSE, booth), Integer.MAX_VALUE, 1);
	}

	/**
	 * A change of a booth that attendees see.
	 *
	 * @param stand the exhibitor after the change; a removed exhibitor as it was before
	 * @param removed whether the exhibitor was removed
	 */
	record BoothChange(Stand stand, boolean removed) {

		String id() {
			return this.stand.id();
		}

	}

}
