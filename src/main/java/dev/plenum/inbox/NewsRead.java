package dev.plenum.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.agenda.AgendaDocument.ReadNews;
import org.jspecify.annotations.Nullable;

/**
 * What an attendee has read.
 *
 * @param marks the cursors up to which everything was read
 * @param items when single items were read, by id
 * @param opened the ids of the items that were opened from a notification
 */
record NewsRead(List<Mark> marks, Map<String, Instant> items, Set<String> opened) {

	static NewsRead of(ReadNews stored) {
		return new NewsRead(
				stored.marks()
					.stream()
					.flatMap((
							mark) -> NewsCursor.find(mark.upTo()).map((cursor) -> new Mark(cursor, mark.at())).stream())
					.toList(),
				stored.items()
					.stream()
					.collect(Collectors.toMap(ReadNews.Item::id, ReadNews.Item::at,
							(one, other) -> one.isBefore(other) ? one : other)),
				stored.items()
					.stream()
					.filter((item) -> Boolean.TRUE.equals(item.opened()))
					.map(ReadNews.Item::id)
					.collect(Collectors.toSet()));
	}

	/**
	 * Returns when an item was marked as read for the first time.
	 * @param entry the item
	 * @param id its id
	 * @return the moment; null if it is unread
	 */
	@Nullable Instant at(NewsEntry entry, String id) {
		return Stream
			.concat(Stream.ofNullable(this.items.get(id)),
					this.marks.stream().filter((mark) -> mark.upTo().isPast(entry)).map(Mark::at))
			.min(Instant::compareTo)
			.orElse(null);
	}

	/**
	 * Returns whether a cursor marks nothing that is not marked.
	 */
	boolean includes(NewsCursor cursor) {
		return this.marks.stream().anyMatch((mark) -> mark.upTo().includes(cursor));
	}

	/**
	 * A cursor up to which everything was read.
	 *
	 * @param upTo the cursor
	 * @param at when it was marked
	 */
	record Mark(NewsCursor upTo, Instant at) {
	}

}
