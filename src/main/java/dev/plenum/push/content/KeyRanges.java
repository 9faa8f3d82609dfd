package dev.plenum.push.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys of changes and announcements, as ranges of their numbers: a person who has
 * switched off announcements has one range, whatever the number of announcements.
 *
 * @param ranges the ranges, at most {@value #MOST}. Two ranges of a source neither
 * overlap nor touch
 */
record KeyRanges(List<Range> ranges) {

	static final KeyRanges NONE = new KeyRanges(List.of());

	/**
	 * More ranges are not possible among 1,000 changes of the schedule and 2,000
	 * announcements, which are all that an event keeps.
	 */
	static final int MOST = 1500;

	private static final Pattern TEXT = Pattern.compile("(\\w+)\\.(\\d{1,18})(?:-(\\d{1,18}))?");

	KeyRanges {
		ranges = List.copyOf(ranges.subList(Math.max(0, ranges.size() - MOST), ranges.size()));
	}

	/**
	 * Reads ranges, and keys that an earlier version of the server stored.
	 * @param texts the texts
	 * @return the ranges, without what is not understood
	 */
	static KeyRanges of(List<String> texts) {
		return NONE.with(texts.stream());
	}

	KeyRanges with(Stream<String> texts) {
		List<Range> all = new ArrayList<>(this.ranges);
		texts.flatMap((text) -> Range.parse(text).stream()).forEach((range) -> add(all, range));
		return new KeyRanges(all);
	}

	private static void add(List<Range> ranges, Range added) {
		Range joined = added;
		for (Range other : List.copyOf(ranges)) {
			if (other.touches(joined)) {
				ranges.remove(other);
				joined = joined.with(other);
			}
		}
		ranges.add(joined);
	}

	boolean contains(String key) {
		return Range.parse(key)
			.filter((number) -> this.ranges.stream().anyMatch((range) -> range.contains(number)))
			.isPresent();
	}

	/**
	 * Returns the texts to store.
	 */
	List<String> texts() {
		return this.ranges.stream().map(Range::text).toList();
	}

	/**
	 * Successive numbers of one source.
	 *
	 * @param source the source, as in the keys of items
	 * @param first the first number
	 * @param last the last number
	 */
	record Range(String source, long first, long last) {

		static Optional<Range> parse(String text) {
			Matcher parts = TEXT.matcher(text);
			if (!parts.matches()) {
				return Optional.empty();
			}
			long first = Long.parseLong(parts.group(2));
			return Optional.of(new Range(parts.group(1), first,
					(parts.group(3) != null) ? Math.max(first, Long.parseLong(parts.group(3))) : first));
		}

		boolean touches(Range other) {
			return this.source.equals(other.source) && this.first <= other.last + 1 && other.first <= this.last + 1;
		}

		boolean contains(Range other) {
			return this.source.equals(other.source) && this.first <= other.first && other.last <= this.last;
		}

		Range with(Range other) {
			return new Range(this.source, Math.min(this.first, other.first), Math.max(this.last, other.last));
		}

		String text() {
			return this.source + '.' + this.first + ((this.last > this.first) ? "-" + this.last : "");
		}

	}

}
