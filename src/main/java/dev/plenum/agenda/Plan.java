package dev.plenum.agenda;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The engagements of an attendee, with clashes between them and the time to walk from one
 * to the next.
 *
 * @param engagements the engagements by start, then by end
 */
record Plan(List<Engagement> engagements) {

	private static final Comparator<Engagement> ORDER = Comparator.comparing(Engagement::startsAt)
		.thenComparing(Engagement::endsAt)
		.thenComparing(Engagement::id);

	static Plan of(Collection<Engagement> engagements) {
		return new Plan(engagements.stream().sorted(ORDER).toList());
	}

	List<Engagement> clashesOf(Engagement engagement) {
		return this.engagements.stream()
			.filter((other) -> !other.id().equals(engagement.id()) && engagement.clashesWith(other))
			.toList();
	}

	/**
	 * Returns how many minutes are missing to walk to an engagement from the previous
	 * one. The previous engagement is the last one that ends before this one starts; of
	 * several that end together, one that the attendee chose.
	 * @param engagement where the attendee walks to
	 * @param walkingMinutes the walking time between a room and all others, in minutes
	 * @return the minutes, at least 1; empty if there is enough time or no need to walk
	 */
	OptionalInt walkShortBy(Engagement engagement, ToIntFunction<String> walkingMinutes) {
		if (!engagement.takesPlace()) {
			return OptionalInt.empty();
		}
		return this.engagements.stream()
			.filter((other) -> !other.id().equals(engagement.id()) && other.isOver(engagement.startsAt()))
			.max(Comparator.comparing(Engagement::endsAt)
				.thenComparing(Engagement::chosen)
				.thenComparing(Engagement::startsAt)
				.thenComparing(Engagement::id))
			.filter(engagement::isElsewhere)
			.map((before) -> missing(before, engagement, walkingMinutes))
			.filter((minutes) -> minutes > 0)
			.map(OptionalInt::of)
			.orElse(OptionalInt.empty());
	}

	private static int missing(Engagement before, Engagement engagement, ToIntFunction<String> walkingMinutes) {
		int walk = Stream.concat(before.roomIds().stream(), engagement.roomIds().stream())
			.mapToInt(walkingMinutes)
			.max()
			.orElse(0);
		return walk - Math.toIntExact(Duration.between(before.endsAt(), engagement.startsAt()).toMinutes());
	}

}
