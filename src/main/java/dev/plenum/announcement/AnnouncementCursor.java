package dev.plenum.announcement;

import java.util.List;

import dev.plenum.platform.broadcast.StepCursor;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's position among the new, corrected and withdrawn announcements of an
 * event: the noticeboard that the subscriber knows.
 */
final class AnnouncementCursor implements StepCursor<AnnouncementCursor.Shown, Announcement> {

	private final Caller caller;

	private Noticeboard seen;

	/**
	 * A state of the event's announcements.
	 *
	 * @param programme the event's programme
	 * @param board the event's noticeboard
	 */
	record Shown(Programme programme, Noticeboard board) {
	}

	AnnouncementCursor(Noticeboard seen, Caller caller) {
		this.seen = seen;
		this.caller = caller.remembered();
	}

	/**
	 * Checks that the caller may still see the event.
	 * @throws Problem with {@link ErrorCode#NOT_FOUND} if the caller may not
	 */
	@Override
	public void check(Shown newest) {
		newest.programme().requireVisibleTo(this.caller);
	}

	@Override
	public @Nullable Announcement next(Shown newest) {
		check(newest);
		if (newest.board() == this.seen) {
			return null;
		}
		List<AnnouncementDocument> news = newest.board().since(this.seen);
		this.seen = (news.size() > 1) ? this.seen.with(news.getFirst()) : newest.board();
		return news.isEmpty() ? null : new Announcement(newest.programme(), news.getFirst());
	}

}
