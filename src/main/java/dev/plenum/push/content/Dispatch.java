package dev.plenum.push.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Decides which topics are sent now.
 *
 * @param <C> the type of the contents
 * @param single what is sent now, each in a message of its own
 * @param summary what fell into quiet hours that are over, for one message; empty or at
 * least two
 * @param waiting what is sent later
 * @param dropped what is not sent at all
 * @param next when something of what waits becomes due; null if nothing waits
 */
record Dispatch<C>(List<Topic<C>> single, List<Topic<C>> summary, List<Topic<C>> waiting, List<Topic<C>> dropped,
		@Nullable Instant next) {

	static <C> Dispatch<C> of(List<Topic<C>> topics, QuietTimes quiet, Instant now) {
		Dispatch<C> sorted = new Dispatch<>(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
				null);
		Instant next = null;
		for (Topic<C> topic : topics) {
			next = earlier(next, sorted.add(topic, quiet, now));
		}
		if (sorted.summary.size() == 1) {
			sorted.single.add(sorted.summary.removeFirst());
		}
		return new Dispatch<>(sorted.single, sorted.summary, sorted.waiting, sorted.dropped, next);
	}

	/**
	 * Returns what is sent now or not at all.
	 */
	List<Topic<C>> decided() {
		return Stream.of(this.single, this.summary, this.dropped).flatMap(List::stream).toList();
	}

	/**
	 * Decides about one topic.
	 * @return when to decide again; null if it is decided
	 */
	private @Nullable Instant add(Topic<C> topic, QuietTimes quiet, Instant now) {
		if (!topic.wanted() || !topic.usefulUntil().isAfter(now)) {
			this.dropped.add(topic);
			return null;
		}
		Instant later = topic.dueAt().isAfter(now) ? topic.dueAt()
				: topic.urgent() ? null : quiet.endAt(now).orElse(null);
		if (later != null) {
			this.waiting.add(topic);
			return later;
		}
		boolean fellIntoQuietHours = !topic.urgent() && topic.dueAt().isBefore(quiet.lastEnd(now));
		(fellIntoQuietHours ? this.summary : this.single).add(topic);
		return null;
	}

	static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return one.isBefore(other) ? one : other;
	}

}
