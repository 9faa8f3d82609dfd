package dev.plenum.live;

import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.PublishedDraftChange;
import dev.plenum.schedule.Drafts;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * The changes of hidden sessions and drafts as they are made, for organisers.
 */
@Component
class DraftChanges {

	private final Programmes programmes;

	DraftChanges(Programmes programmes) {
		this.programmes = programmes;
	}

	/**
	 * Returns the changes in order, without gaps or repetitions. A revision that this
	 * server does not know yet is waited for.
	 * @param programme the event
	 * @param after the last revision that the organiser knows; null for the one of the
	 * given snapshot
	 * @param caller the organiser
	 * @param context the context of the subscription's execution
	 * @return the changes, without end; fails if changes after the revision are not
	 * stored any more, or if the caller does not organise the event any more
	 */
	Flux<PublishedDraftChange> of(Programme programme, @Nullable Integer after, Caller caller, GraphQLContext context) {
		int from = (after != null) ? after : programme.schedule().drafts().revision();
		Live<Programme> live = this.programmes.live(programme.id());
		return Reached.of(live, programme, from, (newest) -> newest.schedule().drafts().revision())
			.flatMapMany((newest) -> {
				Drafts drafts = newest.schedule().drafts();
				if (!drafts.remembers(from)) {
					throw DraftListener.resync(from, drafts.revision());
				}
				return Broadcast.of(context, new Topic(live), live.follow(), new DraftListener(from, caller));
			});
	}

	/**
	 * The drafts of an event.
	 *
	 * @param programme the event's snapshots
	 */
	private record Topic(Live<Programme> programme) {
	}

}
