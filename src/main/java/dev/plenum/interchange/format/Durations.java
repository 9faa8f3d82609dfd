package dev.plenum.interchange.format;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts durations in schedules: {@code H:MM}, {@code HH:MM} or {@code HH:MM:SS}.
 */
final class Durations {

	private static final Pattern FORMAT = Pattern.compile("(\\d{1,3}):([0-5]?\\d)(?::([0-5]?\\d))?");

	private static final Duration LONGEST = Duration.ofDays(7);

	private Durations() {
	}

	/**
	 * Parses a duration.
	 * @param text the text
	 * @return the duration; empty if the text is not a duration of at most a week
	 */
	static Optional<Duration> parse(String text) {
		Matcher parts = FORMAT.matcher(text.strip());
		if (!parts.matches()) {
			return Optional.empty();
		}
		Duration duration = Duration.ofHours(Long.parseLong(parts.group(1)))
			.plusMinutes(Long.parseLong(parts.group(2)))
			.plusSeconds((parts.group(3) != null) ? Long.parseLong(parts.group(3)) : 0);
		return Optional.of(duration).filter((found) -> found.compareTo(LONGEST) <= 0);
	}

	static String write(Duration duration) {
		String minutes = "%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart());
		return (duration.toSecondsPart() > 0) ? minutes + ":%02d".formatted(duration.toSecondsPart()) : minutes;
	}

}
