package dev.plenum.live;

import java.util.Set;

import dev.plenum.platform.broadcast.StepCursor;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import dev.plenum.schedule.ScheduleChange;
import org.jspecify.annotations.Nullable;

/**
 * One listener's place in the line of an event's revisions.
 */
final class ScheduleListener implements StepCursor<Programme, PublishedChange> {

	private final Caller caller;

	private final @Nullable Set<String> sessionIds;

	private int heard;

	/**
	 * Begins to listen.
	 * @param after the last revision that the listener knows
	 * @param sessionIds the sessions whose steps are told; null for all
	 * @param caller who listens
	 */
	ScheduleListener(int after, @Nullable Set<String> sessionIds, Caller caller) {
		this.heard = after;
		this.sessionIds = sessionIds;
		this.caller = caller.remembered();
	}

	/**
	 * Look whether the steps after this place are all remembered, and the event is still
	 * to be seen.
	 * @throws Problem with {@link ErrorCode#RESYNC_REQUIRED} or
	 * {@link ErrorCode#NOT_FOUND} if not
	 */
	@Override
	public void check(Programme newest) {
		newest.requireVisibleTo(this.caller);
		int revision = newest.schedule().revision();
		if (this.heard < revision && !newest.schedule().remembers(this.heard)) {
			throw resync(this.heard, revision);
		}
	}

	@Override
	public @Nullable PublishedChange next(Programme newest) {
		check(newest);
		while (this.heard < newest.schedule().revision()) {
			ScheduleChange change = newest.schedule().changesAfter(this.heard).getFirst();
			this.heard = change.revision();
			if (this.sessionIds == null || this.sessionIds.contains(change.sessionId())) {
				return newest.published(change);
			}
		}
		return null;
	}

	static Problem resync(int after, int revision) {
		return Problem.of(ErrorCode.RESYNC_REQUIRED,
				"Revision %d cannot be resumed from. Read the programme anew and listen after its revision, now %d."
					.formatted(after, revision));
	}

}
