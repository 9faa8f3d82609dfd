package dev.plenum.seating;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plenum.platform.mongo.Lists;

/**
 * The last items of each attendee at one session, in the order of their numbers. The
 * number of items is bounded for each attendee. Only if very many attendees have items,
 * those with the most keep fewer, so that the document stays small.
 *
 * @param last the number of the newest item that there ever was; 0 if there was none
 * @param items the items
 */
public record SeatHistory(long last, List<SeatItem> items) {

	static final SeatHistory EMPTY = new SeatHistory(0, List.of());

	/** The number of items that one attendee can have. */
	static final int MOST_OF_ONE = 20;

	/** The number of items that all attendees together can have: about 4 MB. */
	static final int MOST = 30_000;

	public SeatHistory {
		items = Lists.orEmpty(items);
	}

	/**
	 * Adds items. The number of items is bounded by the next write only, since one write
	 * stores what many requests add.
	 */
	SeatHistory plus(Collection<SeatItem> added) {
		if (added.isEmpty()) {
			return this;
		}
		List<SeatItem> all = new ArrayList<>(this.items.size() + added.size());
		all.addAll(this.items);
		long number = this.last;
		for (SeatItem item : added) {
			number++;
			all.add(item.numbered(number));
		}
		return new SeatHistory(number, all);
	}

	SeatHistory without(String subject) {
		return this.items.stream().noneMatch((item) -> item.subject().equals(subject)) ? this : new SeatHistory(
				this.last, this.items.stream().filter((item) -> !item.subject().equals(subject)).toList());
	}

	/**
	 * Returns the items of one attendee as those of another one, with the same numbers.
	 */
	SeatHistory renamed(String subject, String other) {
		return this.items.stream().noneMatch((item) -> item.subject().equals(subject)) ? this : new SeatHistory(
				this.last,
				this.items.stream().map((item) -> item.subject().equals(subject) ? item.of(other) : item).toList());
	}

	/**
	 * Returns the history with the items that are stored.
	 */
	SeatHistory bounded() {
		List<SeatItem> kept = bounded(this.items);
		return (kept.size() == this.items.size()) ? this : new SeatHistory(this.last, kept);
	}

	/**
	 * Returns the items that were added to a history.
	 * @param before the earlier history
	 * @return the items; empty if some of the earlier ones are gone or have changed
	 */
	Optional<List<SeatItem>> since(SeatHistory before) {
		int size = before.items.size();
		return (this.items.size() >= size && this.items.subList(0, size).equals(before.items))
				? Optional.of(this.items.subList(size, this.items.size())) : Optional.empty();
	}

	private static List<SeatItem> bounded(List<SeatItem> items) {
		List<SeatItem> kept = newest(items, MOST_OF_ONE);
		for (int most = MOST_OF_ONE / 2; kept.size() > MOST && most > 0; most /= 2) {
			kept = newest(kept, most);
		}
		return kept.subList(Math.max(0, kept.size() - MOST), kept.size());
	}

	private static List<SeatItem> newest(List<SeatItem> items, int most) {
		Map<String, Integer> counts = new HashMap<>();
		items.forEach((item) -> counts.merge(item.subject(), 1, Integer::sum));
		if (counts.values().stream().allMatch((count) -> count <= most)) {
			return items;
		}
		return items.stream().filter((item) -> counts.merge(item.subject(), -1, Integer::sum) < most).toList();
	}

}
