package dev.plenum.announcement;

import java.util.List;

import dev.plenum.platform.broadcast.Listener;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * One listener's place among the announcements of an event: the noticeboard that it
 * knows.
 */
final class AnnouncementListener implements Listener<AnnouncementListener.Shown, Announcement> {

	private final Caller caller;

	private Noticeboard seen;

	/**
	 * What a listener is shown.
	 *
	 * @param programme the event
	 * @param board its noticeboard
	 */
	record Shown(Programme programme, Noticeboard board) {
	}

	AnnouncementListener(Noticeboard seen, Caller caller) {
		this.seen = seen;
		this.caller = caller.remembered();
	}

	/**
	 * Look whether the event is still to be seen.
	 * @throws Problem with {@link ErrorCode#NOT_FOUND} if not
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
