package dev.plenum.interchange.format;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts durations in schedules: {@code H:MM}, {@code HH:MM} or {@code HH:MM:SS}. Many
 * programs write more than 59 minutes, such as {@code 0:90}, and some write minutes,
 * {@code PT1H30M} or {@code 1h30}.
 */
final class Durations {

	private static final Pattern FORMAT = Pattern.compile("(\\d{1,5}):(\\d{1,5})(?::(\\d{1,5}))?");

	private static final Pattern MINUTES = Pattern.compile("(\\d{1,5})(?:\\.0+)?");

	/** A number that can mean hours or minutes. */
	private static final Pattern FRACTION = Pattern.compile("\\d+[.,]\\d+");

	/** A larger number without a unit is more likely to mean seconds than minutes. */
	private static final Duration LONGEST_NUMBER = Duration.ofDays(1);

	/** No session is longer. */
	static final Duration LONGEST = Duration.ofDays(7);

	private Durations() {
	}

	/**
	 * Parses a duration.
	 * @param text the text; a number means minutes
	 * @return the duration, which can be longer than {@link #LONGEST}; empty if the text
	 * is not a duration
	 */
	static Optional<Duration> parse(String text) {
		Matcher parts = FORMAT.matcher(text.strip());
		return parts.matches()
				? Optional.of(Duration.ofHours(Long.parseLong(parts.group(1)))
					.plusMinutes(Long.parseLong(parts.group(2)))
					.plusSeconds((parts.group(3) != null) ? Long.parseLong(parts.group(3)) : 0))
				: written(text.strip());
	}

	private static Optional<Duration> written(String text) {
		Matcher minutes = MINUTES.matcher(text);
		if (minutes.matches()) {
			return Optional.of(Duration.ofMinutes(Long.parseLong(minutes.group(1))))
				.filter((duration) -> duration.compareTo(LONGEST_NUMBER) <= 0);
		}
		return FRACTION.matcher(text).matches() ? Optional.empty()
				: WrittenDurations.read(text, WrittenDurations.Unit.MINUTES);
	}

	/**
	 * Writes a duration in full minutes, at least one: many programs read seconds as
	 * minutes.
	 */
	static String minutes(Duration duration) {
		long minutes = Math.max(1, duration.plusSeconds(30).toMinutes());
		return "%02d:%02d".formatted(minutes / 60, minutes % 60);
	}

	static String write(Duration duration) {
		String minutes = "%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart());
		return (duration.toSecondsPart() > 0) ? minutes + ":%02d".formatted(duration.toSecondsPart()) : minutes;
	}

}
