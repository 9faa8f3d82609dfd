package dev.plenum.exhibitor;

import dev.plenum.platform.broadcast.Listener;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * One listener's place among what is told of an event's booths: it begins at the first
 * board that it is shown.
 */
final class BoothListener implements Listener<BoothBoard, Exhibitor> {

	private final Caller caller;

	private @Nullable Long heard;

	BoothListener(Caller caller) {
		this.caller = caller.remembered();
	}

	/**
	 * Look whether the event is still to be seen.
	 * @throws Problem with {@link ErrorCode#NOT_FOUND} if not
	 */
	@Override
	public void check(BoothBoard newest) {
		newest.programme().requireVisibleTo(this.caller);
	}

	@Override
	public @Nullable Exhibitor next(BoothBoard newest) {
		check(newest);
		Long before = this.heard;
		Long next = (before != null) ? newest.after(before) : null;
		this.heard = (before == null) ? Long.valueOf(newest.last()) : (next != null) ? next : before;
		return (next != null) ? newest.exhibitor(next) : null;
	}

}
