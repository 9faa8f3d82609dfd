package dev.plenum.interchange.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times from programs that do not follow ISO 8601, such as
 * {@code 2027-06-01 9:00 AM}, {@code 1.6.2027 09:00 CEST},
 * {@code Tue, 1 Jun 2027 09:00:00 +0200} or the seconds since 1970.
 */
public final class WrittenMoments {

	private static final Pattern EPOCH = Pattern.compile("(\\d{10})(\\d{3})?");

	private static final String DAY = "(?:(?<year>\\d{4})([-/.]?)(?<month>\\d{1,2})\\2(?<day>\\d{1,2})"
			+ "|(?<germanDay>\\d{1,2})\\.\\s?(?<germanMonth>\\d{1,2})\\.\\s?(?<germanYear>\\d{4}))";

	private static final Pattern DATE = Pattern.compile(DAY);

	private static final Pattern MOMENT = Pattern
		.compile(DAY + "[T ,]+(?<hour>\\d{1,2})(?:[:.]?(?<minute>\\d{2})(?:[:.]?(?<second>\\d{2})(?:[.,]\\d{1,9})?)?)?"
				+ "\\s*(?:(?<half>[AP])\\.?M\\.?)?\\s*(?:(?:UTC|GMT)?(?<offset>[+-]\\d{1,2}(?::?\\d{2})?|Z))?"
				+ "\\s*\\[?(?<zone>[A-Z]{2,5}|[A-Z]+/[A-Z0-9/_+-]+)?]?", Pattern.CASE_INSENSITIVE);

	private static final Pattern TIME = Pattern
		.compile("(?:kl\\.?\\s*)?(\\d{1,2})[:.h]?(\\d{2})(?:[:.](\\d{2}))?\\s*(?:([AaPp])\\.?[Mm]\\.?|Uhr)?");

	/** The abbreviations that mean one offset only. */
	private static final Map<String, Integer> HOURS = Map.ofEntries(Map.entry("UTC", 0), Map.entry("GMT", 0),
			Map.entry("WET", 0), Map.entry("WEST", 1), Map.entry("CET", 1), Map.entry("MEZ", 1), Map.entry("CEST", 2),
			Map.entry("MESZ", 2), Map.entry("EET", 2), Map.entry("EEST", 3), Map.entry("EST", -5), Map.entry("EDT", -4),
			Map.entry("CDT", -5), Map.entry("MDT", -6), Map.entry("PST", -8), Map.entry("PDT", -7),
			Map.entry("JST", 9));

	private WrittenMoments() {
	}

	/**
	 * Reads a date and time.
	 * @param written the text
	 * @return the moment
	 * @throws DateTimeException if the text is not a date and time
	 */
	public static Moment moment(String written) {
		String text = written.strip();
		try {
			return Moment.parse(text);
		}
		catch (DateTimeException ex) {
			Matcher epoch = EPOCH.matcher(text);
			if (epoch.matches()) {
				return Moment.of(Instant.ofEpochSecond(Long.parseLong(epoch.group(1))), ZoneOffset.UTC);
			}
			Matcher parts = MOMENT.matcher(text);
			return parts.matches() ? moment(parts) : named(text);
		}
	}

	/**
	 * Returns whether a text is neither empty nor only a date.
	 */
	static boolean hasTime(String text) {
		return !text.isEmpty() && !DATE.matcher(text).matches();
	}

	/**
	 * Reads a date.
	 * @param written the text, which can also contain a time
	 * @return the date; null if the text does not begin with one
	 */
	static @Nullable LocalDate date(String written) {
		Matcher parts = DATE.matcher(written.strip());
		try {
			return parts.lookingAt() ? date(parts) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Reads a time of day.
	 * @param written the text
	 * @return the time; null if the text is not a time of day
	 */
	static @Nullable LocalTime time(String written) {
		Matcher parts = TIME.matcher(written.strip());
		try {
			return !parts.matches() ? null : LocalTime.of(hour(Integer.parseInt(parts.group(1)), parts.group(4)),
					Integer.parseInt(parts.group(2)), (parts.group(3) != null) ? Integer.parseInt(parts.group(3)) : 0);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** Reads a date of the form of e-mail, with the name of its month. */
	private static Moment named(String text) {
		OffsetDateTime moment = OffsetDateTime.parse(text.replaceFirst(" (?:UTC|Z)$", " GMT"),
				DateTimeFormatter.RFC_1123_DATE_TIME);
		return new Moment(moment.toLocalDateTime(), moment.getOffset());
	}

	private static Moment moment(Matcher parts) {
		int hour = hour(number(parts, "hour"), parts.group("half"));
		LocalDateTime local = date(parts)
			.atTime(LocalTime.of((hour == 24) ? 0 : hour, number(parts, "minute"), number(parts, "second")))
			.plusDays((hour == 24) ? 1 : 0);
		if (parts.group("offset") != null) {
			return new Moment(local, ZoneOffset.of(padded(parts.group("offset").toUpperCase(Locale.ROOT))));
		}
		String zone = parts.group("zone");
		if (zone == null) {
			return new Moment(local, null);
		}
		Integer hours = HOURS.get(zone.toUpperCase(Locale.ROOT));
		return (hours != null) ? new Moment(local, ZoneOffset.ofHours(hours))
				: Moment.of(local.atZone(ZoneId.of(zone)).toInstant(), ZoneId.of(zone));
	}

	/**
	 * Returns the hour of the day.
	 * @param hour the hour as it is written
	 * @param half the first letter of AM or PM; null if neither is written
	 */
	private static int hour(int hour, @Nullable String half) {
		return (half != null) ? hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0) : hour;
	}

	private static LocalDate date(Matcher parts) {
		return (parts.group("year") != null)
				? LocalDate.of(number(parts, "year"), number(parts, "month"), number(parts, "day"))
				: LocalDate.of(number(parts, "germanYear"), number(parts, "germanMonth"), number(parts, "germanDay"));
	}

	/** Adds a zero to an offset with one digit, since {@link ZoneOffset} requires two. */
	private static String padded(String offset) {
		return offset.replaceFirst("^([+-])(\\d)(?=$|:)", "$10$2");
	}

	private static int number(Matcher parts, String group) {
		String digits = parts.group(group);
		return (digits != null) ? Integer.parseInt(digits) : 0;
	}

}
