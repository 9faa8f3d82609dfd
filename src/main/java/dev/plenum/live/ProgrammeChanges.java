package dev.plenum.live;

import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * The visible changes of events as they are recorded.
 */
@Component
class ProgrammeChanges {

	private final Programmes programmes;

	ProgrammeChanges(Programmes programmes) {
		this.programmes = programmes;
	}

	/**
	 * Returns the visible changes of an event in order, without gaps or repetitions, and
	 * shares their execution with all subscribers with the same selection.
	 * @param programme the event
	 * @param after the last version that the subscriber knows; null for the one of the
	 * given snapshot
	 * @param caller the subscriber
	 * @param context the context of the subscription's execution
	 * @return the changes, without end; fails if changes after the version are not stored
	 * any more, or if the subscriber may not see the event any more
	 */
	Flux<ProgrammeChange> broadcast(Programme programme, @Nullable Integer after, Caller caller,
			GraphQLContext context) {
		Live<Programme> live = this.programmes.live(programme.id());
		int from = (after != null) ? after : programme.changelog().version();
		return Reached.of(live, programme, from, (newest) -> newest.changelog().version()).flatMapMany((newest) -> {
			if (!newest.changelog().remembers(from)) {
				throw ProgrammeListener.resync(from, newest.changelog().version());
			}
			return Broadcast.of(context, new Topic(live), live.follow(), new ProgrammeListener(from, caller));
		});
	}

	private record Topic(Live<Programme> live) {
	}

}
