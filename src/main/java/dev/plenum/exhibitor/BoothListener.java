package dev.plenum.exhibitor;

import dev.plenum.platform.broadcast.StepCursor;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's position in the reports of an event's booths. It starts after the latest
 * report that exists when the subscriber joins.
 */
final class BoothListener implements StepCursor<BoothReports, Exhibitor> {

	private final Caller caller;

	private @Nullable Long last;

	BoothListener(Caller caller) {
		this.caller = caller.remembered();
	}

	/**
	 * Checks that the subscriber may still see the event.
	 * @throws Problem with {@link ErrorCode#NOT_FOUND} otherwise
	 */
	@Override
	public void check(BoothReports newest) {
		newest.programme().requireVisibleTo(this.caller);
	}

	@Override
	public @Nullable Exhibitor next(BoothReports newest) {
		check(newest);
		Long before = this.last;
		Long next = (before != null) ? newest.after(before) : null;
		this.last = (before == null) ? Long.valueOf(newest.last()) : (next != null) ? next : before;
		return (next != null) ? newest.exhibitor(next) : null;
	}

}
