package dev.plenum.exhibitor;

import dev.plenum.platform.broadcast.StepCursor;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's position in the reports of an event's booths. It starts where the
 * subscriber was before a reconnect, otherwise after the latest report that exists when
 * the subscriber joins.
 */
final class BoothListener implements StepCursor<BoothReports, Exhibitor> {

	private final Caller caller;

	private @Nullable String position;

	/**
	 * Creates a listener.
	 * @param caller the subscriber
	 * @param position the position before the reconnect; null for none
	 */
	BoothListener(Caller caller, @Nullable String position) {
		this.caller = caller.remembered();
		this.position = position;
	}

	/**
	 * Checks that the subscriber may still see the event, and that all reports after its
	 * position are known.
	 * @throws Problem with {@link ErrorCode#NOT_FOUND} or
	 * {@link ErrorCode#RESYNC_REQUIRED}
	 */
	@Override
	public void check(BoothReports newest) {
		reached(newest);
	}

	@Override
	public @Nullable Exhibitor next(BoothReports newest) {
		Long next = newest.after(reached(newest));
		if (next == null) {
			return null;
		}
		this.position = newest.position(next);
		return newest.exhibitor(next);
	}

	@Override
	public @Nullable String position(Exhibitor step) {
		return this.position;
	}

	private long reached(BoothReports newest) {
		newest.programme().requireVisibleTo(this.caller);
		if (this.position == null) {
			this.position = newest.position(newest.last());
		}
		Long number = newest.number(this.position);
		if (number == null) {
			throw Problem.of(ErrorCode.RESYNC_REQUIRED,
					"This server does not know the reports since then. Read the exhibitors and subscribe again.");
		}
		return number;
	}

}
