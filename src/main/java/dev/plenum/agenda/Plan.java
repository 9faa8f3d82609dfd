package dev.plenum.agenda;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Everything that somebody means to go to, and whether it can be done.
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
	 * How many minutes are missing for the way to an engagement from the one before it:
	 * the last to end before this one starts, and of several that end together the one
	 * that was chosen.
	 * @param engagement where the way leads
	 * @param walkingMinutes how long the way between a room and the others takes
	 * @return the minutes, at least 1; empty if there is enough time, or no way to walk
	 */
	OptionalInt walkShortBy(Engagement engagement, ToIntFunction<String> walkingMinutes) {
		if (!engagement.takesPlace()) {
			return OptionalInt.empty();
		}
		return this.engagements.stream()
			.filter((other) -> !other.id().equals(engagement.id()) && other.isOver(engagement.startsAt()))
			.max(Comparator.comparing(Engagement::endsAt)
				.thenComparing(Engagement::isChosen)
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
