package dev.plenum.live;

import dev.plenum.platform.broadcast.StepCursor;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedDraftChange;
import dev.plenum.schedule.DraftChange;
import dev.plenum.schedule.Drafts;
import org.jspecify.annotations.Nullable;

/**
 * The position of one organiser in the changes of what only organisers know.
 */
final class DraftListener implements StepCursor<Programme, PublishedDraftChange> {

	private final Caller caller;

	private int heard;

	/**
	 * Creates a listener.
	 * @param after the last revision that the organiser knows
	 * @param caller the organiser
	 */
	DraftListener(int after, Caller caller) {
		this.heard = after;
		this.caller = caller.remembered();
	}

	@Override
	public void check(Programme newest) {
		newest.requireVisibleTo(this.caller);
		newest.event().requireOrganisedBy(this.caller);
		Drafts drafts = newest.schedule().drafts();
		if (this.heard < drafts.revision() && !drafts.remembers(this.heard)) {
			throw resync(this.heard, drafts.revision());
		}
	}

	@Override
	public @Nullable PublishedDraftChange next(Programme newest) {
		check(newest);
		Drafts drafts = newest.schedule().drafts();
		if (this.heard >= drafts.revision()) {
			return null;
		}
		DraftChange change = drafts.changesAfter(this.heard).getFirst();
		this.heard = change.revision();
		return newest.forOrganisers().published(change);
	}

	@Override
	public String position(PublishedDraftChange step) {
		return Integer.toString(step.revision());
	}

	static Problem resync(int after, int revision) {
		return Problem.of(ErrorCode.RESYNC_REQUIRED,
				"Revision %d of the drafts is not stored. Read hiddenSessions and scheduleDrafts again and subscribe from draftRevision, now %d."
					.formatted(after, revision));
	}

}
