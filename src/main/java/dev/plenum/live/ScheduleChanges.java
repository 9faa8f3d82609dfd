package dev.plenum.live;

import java.util.Set;

import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.PublishedChange;
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
		return Reached.of(this.programmes.live(programme.id()), programme, from, ScheduleChanges::revision)
			.map((newest) -> {
				if (!newest.schedule().remembers(from)) {
					throw ScheduleListener.resync(from, newest.schedule().revision());
				}
				return new ScheduleListener(from, sessionIds, caller);
			});
	}

	private static int revision(Programme programme) {
		return programme.schedule().revision();
	}

}
