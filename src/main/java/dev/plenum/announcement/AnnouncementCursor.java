package dev.plenum.announcement;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.plenum.platform.broadcast.StepCursor;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's position among the new, corrected, withdrawn and expired announcements
 * of an event: the noticeboard that the subscriber knows.
 */
final class AnnouncementCursor implements StepCursor<AnnouncementCursor.Shown, Announcement> {

	private final Caller caller;

	private Noticeboard seen;

	/** What was sent of the differences between {@link #seen} and the newest state. */
	private final Set<Noticeboard.Notice> sent = new HashSet<>();

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
		if (newest.board().showsTheSameAs(this.seen)) {
			return null;
		}
		List<Noticeboard.Notice> news = newest.board()
			.noticesSince(this.seen)
			.filter((notice) -> !this.sent.contains(notice))
			.toList();
		if (news.size() > 1) {
			this.sent.add(news.getFirst());
		}
		else {
			this.seen = newest.board();
			this.sent.clear();
		}
		return news.isEmpty() ? null : new Announcement(newest.programme(), news.getFirst().document());
	}

}
