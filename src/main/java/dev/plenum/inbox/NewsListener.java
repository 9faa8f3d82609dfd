package dev.plenum.inbox;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import dev.plenum.platform.broadcast.StepCursor;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's place in an inbox.
 */
final class NewsListener implements StepCursor<Known, NewsStep> {

	private final Caller caller;

	private final Queue<NewsStep> waiting = new ArrayDeque<>();

	private NewsCursor cursor;

	NewsListener(NewsCursor cursor, Caller caller) {
		this.cursor = cursor;
		this.caller = caller.remembered();
	}

	@Override
	public void check(Known newest) {
		newest.programme().requireVisibleTo(this.caller);
	}

	@Override
	public @Nullable NewsStep next(Known newest) {
		check(newest);
		if (this.waiting.isEmpty() && this.cursor.to() != null) {
			finish(newest, this.cursor.to());
		}
		if (this.waiting.isEmpty() && this.cursor.to() == null) {
			Inbox inbox = new Inbox(newest);
			Positions from = this.cursor.from();
			deliver(newest, from, from.orLater(inbox.positions()), inbox.since(from));
		}
		return this.waiting.poll();
	}

	/**
	 * Delivers the other items between the two states that the cursor names, once this
	 * server knows both.
	 */
	private void finish(Known newest, Positions to) {
		Inbox inbox = new Inbox(newest);
		if (inbox.positions().include(to)) {
			NewsCursor reached = this.cursor;
			deliver(newest, reached.from(), to,
					inbox.since(reached.from())
						.stream()
						.filter((entry) -> entry.isKnownAt(to) && !reached.isPast(entry))
						.toList());
		}
	}

	private void deliver(Known newest, Positions from, Positions to, List<NewsEntry> entries) {
		for (int i = 0; i < entries.size(); i++) {
			NewsEntry entry = entries.get(i);
			NewsCursor after = (i < entries.size() - 1) ? new NewsCursor(from, to, entry.place()) : NewsCursor.at(to);
			this.waiting.add(new NewsStep(new NewsItem(newest, entry), after.toString()));
		}
		this.cursor = NewsCursor.at(to);
	}

}
