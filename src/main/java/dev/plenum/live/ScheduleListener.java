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
 * The position of one subscriber in the revisions of an event's schedule.
 */
final class ScheduleListener implements StepCursor<Programme, PublishedChange> {

	private final Caller caller;

	private final @Nullable Set<String> sessionIds;

	private int heard;

	/**
	 * Creates a listener.
	 * @param after the last revision that the subscriber knows
	 * @param sessionIds the sessions whose changes to send; null for all
	 * @param caller the subscriber
	 */
	ScheduleListener(int after, @Nullable Set<String> sessionIds, Caller caller) {
		this.heard = after;
		this.sessionIds = sessionIds;
		this.caller = caller.remembered();
	}

	/**
	 * Checks that all changes after this position are stored, and that the subscriber may
	 * see the event.
	 * @throws Problem with {@link ErrorCode#RESYNC_REQUIRED} or
	 * {@link ErrorCode#NOT_FOUND}
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

	@Override
	public String position(PublishedChange step) {
		return Integer.toString(step.revision());
	}

	static Problem resync(int after, int revision) {
		return Problem.of(ErrorCode.RESYNC_REQUIRED,
				"Revision %d is not stored. Read the programme again and subscribe from its revision, now %d."
					.formatted(after, revision));
	}

}
