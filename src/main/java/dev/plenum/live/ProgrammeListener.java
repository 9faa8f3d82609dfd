package dev.plenum.live;

import dev.plenum.changelog.Step;
import dev.plenum.platform.broadcast.StepCursor;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * The position of one subscriber in the versions of an event.
 */
final class ProgrammeListener implements StepCursor<Programme, ProgrammeChange> {

	private final Caller caller;

	private int heard;

	/**
	 * Creates a listener.
	 * @param after the last version that the subscriber knows
	 * @param caller the subscriber
	 */
	ProgrammeListener(int after, Caller caller) {
		this.heard = after;
		this.caller = caller.remembered();
	}

	/**
	 * Checks that all steps after this position are stored, and that the subscriber may
	 * see the event.
	 * @throws Problem with {@link ErrorCode#RESYNC_REQUIRED} or
	 * {@link ErrorCode#NOT_FOUND}
	 */
	@Override
	public void check(Programme newest) {
		newest.requireVisibleTo(this.caller);
		int version = newest.changelog().version();
		if (this.heard < version && !newest.changelog().remembers(this.heard)) {
			throw resync(this.heard, version);
		}
	}

	@Override
	public @Nullable ProgrammeChange next(Programme newest) {
		check(newest);
		if (this.heard >= newest.changelog().version()) {
			return null;
		}
		Step step = newest.changelog().after(this.heard).getFirst();
		this.heard = step.version();
		return new ProgrammeChange(step, newest.at(step.at()));
	}

	@Override
	public String position(ProgrammeChange step) {
		return Integer.toString(step.version());
	}

	static Problem resync(int after, int version) {
		return Problem.of(ErrorCode.RESYNC_REQUIRED,
				"Version %d is not stored. Read the programme again and subscribe from its version, now %d."
					.formatted(after, version));
	}

}
