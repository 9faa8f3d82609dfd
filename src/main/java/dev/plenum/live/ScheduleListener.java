package dev.plenum.live;

import java.util.List;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;

/**
 * One listener's place in the line of an event's revisions. It is shown snapshots, and
 * tells what has happened between the last one and this: whatever snapshots were left out
 * in between, no step is, and none comes twice.
 */
final class ScheduleListener {

	private int heard;

	/**
	 * Begins to listen.
	 * @param after the last revision that the listener knows
	 */
	ScheduleListener(int after) {
		this.heard = after;
	}

	/**
	 * The steps that the listener has not heard yet.
	 * @param newest the newest snapshot
	 * @return the steps, oldest first
	 * @throws Problem with {@link ErrorCode#RESYNC_REQUIRED} if some of them are not
	 * remembered any more
	 */
	List<PublishedChange> hear(Programme newest) {
		int revision = newest.schedule().revision();
		if (revision <= this.heard) {
			return List.of();
		}
		if (!newest.schedule().remembers(this.heard)) {
			throw resync(this.heard, revision);
		}
		List<PublishedChange> changes = newest.published(newest.schedule().changesAfter(this.heard));
		this.heard = revision;
		return changes;
	}

	static Problem resync(int after, int revision) {
		return Problem.of(ErrorCode.RESYNC_REQUIRED,
				"Revision %d cannot be resumed from. Read the programme anew and listen after its revision, now %d."
					.formatted(after, revision));
	}

}
