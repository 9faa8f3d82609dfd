package dev.plenum.interchange.format;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads durations as people write them in six languages, such as {@code 45 min},
 * {@code 1 h 30}, {@code 1,5 timmar} or {@code 0:45}.
 */
public final class WrittenDurations {

	private static final Pattern CLOCK = Pattern.compile("(\\d{1,3}):(\\d{1,3})(?::(\\d{2}))?(?:\\s*h(?:rs?)?)?");

	private static final String HOURS = "(?:h|hrs?|hours?|t|tim|timm?e|timmar|timer|tunti|tuntia|tuntiin|std|stunden?)";

	private static final String MINUTES = "(?:m|mins?|minutes?|minuter|minut|minutter|minutt|minuutti|minuuttia|minuten|'|′)";

	private static final Pattern WORDS = Pattern.compile("(?:(\\d{1,3}(?:[.,]\\d{1,2})?)\\s*" + HOURS
			+ "\\.?)?\\s*(?:(?:och|and|und|og|ja|&)\\s*)?(?:(\\d{1,4})\\s*(?:" + MINUTES + "\\.?)?)?");

	/** A duration that a spreadsheet stores as a part of a day. */
	private static final Pattern PART_OF_A_DAY = Pattern.compile("0?[.,]\\d{3,9}");

	private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(?:[.,]\\d{1,9})?");

	/** Numbers below this one without a unit are hours. */
	private static final double FEWEST_MINUTES = 5;

	private WrittenDurations() {
	}

	/**
	 * Reads a duration.
	 * @param written the text
	 * @param unit the unit of numbers without a unit
	 * @return the duration, which is positive; empty if the text is not a duration
	 */
	public static Optional<Duration> read(String written, Unit unit) {
		String text = written.toLowerCase(Locale.ROOT).replaceAll("[\\s\u00A0\u202F]+", " ").strip();
		return parse(text.replaceAll("^(?:ca|c|~|approx)\\.?\\s*", ""), unit).filter(Duration::isPositive);
	}

	private static Optional<Duration> parse(String text, Unit unit) {
		if (unit == Unit.UNKNOWN && PART_OF_A_DAY.matcher(text).matches()) {
			double days = Double.parseDouble(text.replace(',', '.'));
			return Optional.of(Duration.ofSeconds(Math.round(days * Duration.ofDays(1).toSeconds())));
		}
		if (NUMBER.matcher(text).matches()) {
			double number = Double.parseDouble(text.replace(',', '.'));
			boolean hours = (unit == Unit.UNKNOWN) ? number < FEWEST_MINUTES : unit == Unit.HOURS;
			return Optional.of(Duration.ofSeconds(Math.round(number * (hours ? 3600 : 60))));
		}
		Matcher clock = CLOCK.matcher(text);
		if (clock.matches()) {
			return Optional.of(Duration.ofHours(Long.parseLong(clock.group(1)))
				.plusMinutes(Long.parseLong(clock.group(2)))
				.plusSeconds((clock.group(3) != null) ? Long.parseLong(clock.group(3)) : 0));
		}
		if (text.startsWith("p")) {
			try {
				return Optional.of(Duration.parse(text));
			}
			catch (DateTimeException ex) {
				return Optional.empty();
			}
		}
		Matcher words = WORDS.matcher(text);
		if (!words.matches() || words.group(1) == null && words.group(2) == null) {
			return Optional.empty();
		}
		double hours = (words.group(1) != null) ? Double.parseDouble(words.group(1).replace(',', '.')) : 0;
		long minutes = (words.group(2) != null) ? Long.parseLong(words.group(2)) : 0;
		return Optional.of(Duration.ofSeconds(Math.round(hours * 3600)).plusMinutes(minutes));
	}

	/** The unit of durations that are numbers. */
	public enum Unit {

		/** Minutes. */
		MINUTES,

		/** Hours. */
		HOURS,

		/** The heading names no unit. */
		UNKNOWN;

		private static final Pattern NAMES = Pattern
			.compile("(?<!\\p{L})(?:(min\\p{L}*)|(h|hrs?|hours?|tim\\p{L}*|tunt\\p{L}*|stund\\p{L}*|std))(?!\\p{L})");

		/**
		 * Returns the unit that a heading names.
		 * @param heading the heading of a column
		 * @return the unit
		 */
		public static Unit of(String heading) {
			Matcher name = NAMES.matcher(heading.toLowerCase(Locale.ROOT));
			return !name.find() ? UNKNOWN : (name.group(1) != null) ? MINUTES : HOURS;
		}

	}

}
