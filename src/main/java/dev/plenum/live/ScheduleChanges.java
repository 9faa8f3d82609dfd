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
 * The steps of schedules as they are made.
 */
@Component
public class ScheduleChanges {

	/** How long the news of the database may take. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** A server that is further behind than the steps it remembers needs a new start. */
	private static final int MOST_AHEAD = Schedule.KEPT_CHANGES;

	private final Programmes programmes;

	ScheduleChanges(Programmes programmes) {
		this.programmes = programmes;
	}

	/**
	 * The steps of an event's schedule, none left out, none twice, in order.
	 * @param programme the event
	 * @param after the last revision that the listener knows; null for the one of the
	 * given snapshot
	 * @param sessionIds the sessions whose steps are told; null for all
	 * @param caller who listens
	 * @return the steps, without end; fails if some after the revision are not
	 * remembered, or the listener may not see the event any more
	 */
	public Flux<PublishedChange> of(Programme programme, @Nullable Integer after, @Nullable Set<String> sessionIds,
			Caller caller) {
		return listener(programme, after, sessionIds, caller)
			.flatMapMany((listener) -> Broadcast.alone(this.programmes.live(programme.id()).follow(), listener));
	}

	/**
	 * The same steps, to be shared with others who listen to them.
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
	 * A snapshot that has reached a revision. A phone that comes from another server may
	 * be a moment ahead of this one, which hears the same news; the database is not
	 * asked, since anybody can claim to be ahead.
	 * @return the snapshot; the given one if the revision is not reached in time
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
