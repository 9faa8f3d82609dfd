package dev.plenum.live;

import java.time.Duration;
import java.util.Set;

import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.PublishedChange;
import dev.plenum.schedule.Schedule;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The changes of schedules as they are made.
 */
@Component
public class ScheduleChanges {

	/** How long to wait for news of the database. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** A revision that is further ahead than this is not waited for. */
	private static final int MOST_AHEAD = Schedule.KEPT_CHANGES;

	private final Programmes programmes;

	ScheduleChanges(Programmes programmes) {
		this.programmes = programmes;
	}

	/**
	 * Returns the changes of an event's schedule in order, without gaps or repetitions.
	 * @param programme the event
	 * @param after the last revision that the subscriber knows; null for the one of the
	 * given snapshot
	 * @param sessionIds the sessions whose changes to send; null for all
	 * @param caller the subscriber
	 * @return the changes, without end; fails if changes after the revision are not
	 * stored any more, or if the subscriber may not see the event any more
	 */
	public Flux<PublishedChange> of(Programme programme, @Nullable Integer after, @Nullable Set<String> sessionIds,
			Caller caller) {
		return listener(programme, after, sessionIds, caller)
			.flatMapMany((listener) -> Broadcast.alone(this.programmes.live(programme.id()).follow(), listener));
	}

	/**
	 * Returns the changes of an event's schedule, and shares their execution with all
	 * subscribers with the same selection.
	 * @param context the context of the subscription's execution
	 */
	Flux<PublishedChange> broadcast(Programme programme, @Nullable Integer after, @Nullable Set<String> sessionIds,
			Caller caller, GraphQLContext context) {
		Live<Programme> live = this.programmes.live(programme.id());
		return listener(programme, after, sessionIds, caller)
			.flatMapMany((listener) -> Broadcast.of(context, live, live.follow(), listener));
	}

	private Mono<ScheduleListener> listener(Programme programme, @Nullable Integer after,
			@Nullable Set<String> sessionIds, Caller caller) {
		int from = (after != null) ? after : programme.schedule().revision();
		return reached(programme, from).map((newest) -> {
			if (!newest.schedule().remembers(from)) {
				throw ScheduleListener.resync(from, newest.schedule().revision());
			}
			return new ScheduleListener(from, sessionIds, caller);
		});
	}

	/**
	 * Waits for a snapshot that has reached a revision. A phone that was connected to
	 * another server may be slightly ahead of this one, which gets the same news. The
	 * database is not read, because anybody can claim to be ahead.
	 * @return the snapshot; the given one if the revision is not reached within 2 s
	 */
	private Mono<Programme> reached(Programme programme, int revision) {
		int known = programme.schedule().revision();
		return (revision <= known || revision - known > MOST_AHEAD) ? Mono.just(programme)
				: this.programmes.live(programme.id())
					.follow()
					.filter((newest) -> newest.schedule().revision() >= revision)
					.next()
					.timeout(PATIENCE, Mono.just(programme));
	}

}
