package dev.plenum.interchange.sheet;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.Moment;
import dev.plenum.platform.sheet.Sheets;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times as people write them in six languages, such as
 * {@code 3.11.2027 kl. 9.00–10.30}, {@code Nov 3, 9 AM} or {@code onsdag 3 november}.
 */
final class WrittenDates {

	private static final char DATE = '\u0001';

	private static final Pattern EXACT = Pattern.compile(
			"\\d{4}-\\d{2}-\\d{2}[tT ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?\\s*(?:[zZ]|[+-]\\d{2}(?::?\\d{2})?)");

	/** The days since 1900 or 1904, as spreadsheets store dates. */
	private static final Pattern NUMBER = Pattern.compile("[2-7]\\d{4}(?:[.,]\\d+)?");

	/** A time as a part of a day, except numbers that can be times such as 00:45. */
	private static final Pattern PART_OF_A_DAY = Pattern.compile("0?[.,](?:\\d|[6-9]\\d|\\d{3,})");

	private static final Pattern YEAR_FIRST = Pattern
		.compile("(?<!\\d)(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)|(?<!\\d)(20\\d{2})([01]\\d)([0-3]\\d)(?!\\d)");

	private static final Pattern WITH_DOTS = Pattern
		.compile("(?<![\\d.:])(\\d{1,2})\\.\\s?(\\d{1,2})\\.(?:\\s?(\\d{4}|\\d{2}(?![:.\\d])))?(?!\\d)");

	private static final String YEAR = "(?:[,\\s./-]*((?:19|20)\\d{2})(?!\\d)|-(\\d{2})(?!\\d)|\\s'(\\d{2})(?!\\d))?";

	private static final Pattern DAY_AND_MONTH = Pattern
		.compile("(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|:[ae]|\\.)?(?:\\s+of)?[\\s-]*(" + CalendarWords.MONTH
				+ ")(?!\\p{L})\\.?" + YEAR);

	private static final Pattern YEAR_AND_MONTH = Pattern.compile("(?<!\\d)((?:19|20)\\d{2})[\\s,./-]+("
			+ CalendarWords.MONTH + ")\\.?[\\s-]+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)");

	private static final Pattern MONTH_AND_DAY = Pattern
		.compile("(?<!\\p{L})(" + CalendarWords.MONTH + ")\\.?[\\s-]+(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])" + YEAR);

	private static final Pattern RANGE_OF_DAYS = Pattern
		.compile("\\d\\.?\\s*-\\s*" + DATE + "|" + DATE + "\\s*-\\s*\\d");

	private static final Pattern DAY_OF_EVENT = Pattern.compile("(?:day|dag|tag|päivä|konferensdag)\\s*(\\d{1,2})");

	/** A remark in brackets after a time, such as its duration. */
	private static final Pattern IN_BRACKETS = Pattern.compile("(?<=\\d.{0,9})\\([^)]*\\)\\s*$");

	private static final Pattern NOISE = Pattern.compile(
			"(?<!\\p{L})(?:klockan|klokken|kello|klo|kl|uhr|um|at|den|the|o'clock|hrs|h(?!\\d)|ca|c:a|approx|från|fra|from|von|ab)(?!\\p{L})\\.?");

	private static final String TIME = "(?:(\\d{1,2})\\s?[:.h]\\s?(\\d{2})(?:[:.](\\d{2})(?:\\.\\d+)?)?|(\\d{1,2})h?|(\\d{2})(\\d{2}))\\s*([ap]\\.?\\s?m\\.?)?";

	private static final Pattern TIMES = Pattern
		.compile(TIME + "(?:\\s*(?:-|to|until|till|til|bis|asti)\\s*" + TIME + ")?");

	private static final int GROUPS = 7;

	/** Abbreviated days of the week are also other words, such as "to". */
	private static final int LONGEST_SHORT_NAME = 4;

	private static final Duration DAY = Duration.ofDays(1);

	private final DateOrder order;

	private final @Nullable LocalDate near;

	/**
	 * Creates a reader.
	 * @param order the order of day and month
	 * @param near the first day of the event; null if it is not known
	 */
	WrittenDates(DateOrder order, @Nullable LocalDate near) {
		this.order = order;
		this.near = near;
	}

	/**
	 * Reads a cell.
	 * @param cell the text of the cell
	 * @param from1904 whether dates that are stored as numbers count from 1904
	 * @return what it says; empty if it is neither a date nor a time
	 */
	Optional<WrittenTime> read(String cell, boolean from1904) {
		String text = cell.strip();
		try {
			if (EXACT.matcher(text).matches()) {
				Moment moment = Moment.parse(text.toUpperCase(Locale.ROOT));
				return Optional.of(new WrittenTime(moment.wallTime().toLocalDate(), null, time(moment.wallTime()), null,
						moment.offset()));
			}
			if (NUMBER.matcher(text).matches()) {
				return read(Sheets.moment(Double.parseDouble(text.replace(',', '.')), from1904), from1904);
			}
			if (PART_OF_A_DAY.matcher(text).matches()) {
				return Optional.of(new WrittenTime(null, null,
						Duration.ofSeconds(Math.round(Double.parseDouble(text.replace(',', '.')) * DAY.toSeconds())),
						null, null));
			}
			return words(simplified(text));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Finds a date in a text that is not only a date, such as a heading.
	 * @param text the text
	 * @return the only date in the text; empty if there is none, or a range of days
	 */
	Optional<LocalDate> dateIn(String text) {
		try {
			List<LocalDate> dates = new ArrayList<>();
			String rest = replaced(simplified(text), dates);
			if (dates.isEmpty()) {
				boolean named = text.length() > LONGEST_SHORT_NAME || text.chars().anyMatch(Character::isDigit);
				return named ? read(text, false).flatMap((time) -> Optional.ofNullable(time.date())) : Optional.empty();
			}
			return (dates.size() == 1 && !RANGE_OF_DAYS.matcher(rest).find()) ? Optional.of(dates.getFirst())
					: Optional.empty();
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Finds the day of the week with which a cell begins.
	 * @param cell the text of the cell
	 * @return the day; empty if the cell names none
	 */
	static Optional<DayOfWeek> dayOfWeek(String cell) {
		Matcher named = CalendarWords.DAY.matcher(simplified(cell.strip()));
		return named.find() ? Optional.of(CalendarWords.day(named.group(1))) : Optional.empty();
	}

	private static String simplified(String text) {
		return text.toLowerCase(Locale.ROOT)
			.replaceAll("[\u2010-\u2015\u2212\u2192]", "-")
			.replaceAll("[\\s\u00A0\u202F]+", " ");
	}

	private Optional<WrittenTime> words(String text) {
		List<LocalDate> dates = new ArrayList<>();
		Matcher weekday = CalendarWords.DAY.matcher(text);
		DayOfWeek day = weekday.find() ? CalendarWords.day(weekday.group(1)) : null;
		String rest = replaced((day != null) ? text.substring(weekday.end()) : text, dates);
		if (dates.isEmpty()) {
			Matcher numbered = DAY_OF_EVENT.matcher(rest);
			if (this.near != null && numbered.lookingAt()) {
				dates.add(this.near.plusDays(Integer.parseInt(numbered.group(1)) - 1));
				rest = rest.substring(numbered.end());
			}
			else if (this.near != null && day != null) {
				dates.add(this.near.with(TemporalAdjusters.nextOrSame(day)));
			}
		}
		LocalDate date = dates.isEmpty() ? null : dates.getFirst();
		LocalDate endDate = (dates.size() > 1) ? dates.get(1) : null;
		String times = NOISE.matcher(IN_BRACKETS.matcher(rest.replace(DATE, ' ')).replaceFirst(""))
			.replaceAll(" ")
			.replaceAll("^(?:am\\b|[\\s,;:@|()t-])+|[\\s,;@|()-]+$", "");
		if (times.isEmpty()) {
			return (date != null) ? Optional.of(new WrittenTime(date, endDate, null, null, null)) : Optional.empty();
		}
		Matcher found = TIMES.matcher(times);
		if (!found.matches()) {
			return Optional.empty();
		}
		boolean range = hour(found, GROUPS) != null;
		String half = found.group(GROUPS);
		String endHalf = range ? found.group(2 * GROUPS) : null;
		Duration end = range ? time(found, GROUPS, endHalf) : null;
		Duration start = time(found, 0, (half != null) ? half : endHalf);
		if (half == null && endHalf != null && end != null && start.compareTo(end) > 0) {
			start = time(found, 0, "a");
		}
		return Optional.of(new WrittenTime(date, endDate, start, end, null));
	}

	/** Replaces the dates in a text by a character. */
	private String replaced(String text, List<LocalDate> dates) {
		String rest = YEAR_FIRST.matcher(text)
			.replaceAll(
					(date) -> keep(dates, (date.group(1) != null) ? date(date.group(1), date.group(3), date.group(4))
							: date(date.group(5), date.group(6), date.group(7))));
		rest = YEAR_AND_MONTH.matcher(rest)
			.replaceAll((date) -> keep(dates,
					date(date.group(1), CalendarWords.month(date.group(2)).getValue(), number(date.group(3)))));
		rest = DAY_AND_MONTH.matcher(rest)
			.replaceAll((date) -> keep(dates,
					date(year(date, 3), CalendarWords.month(date.group(2)).getValue(), number(date.group(1)))));
		rest = MONTH_AND_DAY.matcher(rest)
			.replaceAll((date) -> keep(dates,
					date(year(date, 3), CalendarWords.month(date.group(1)).getValue(), number(date.group(2)))));
		rest = WITH_DOTS.matcher(rest)
			.replaceAll((date) -> keep(dates, date(date.group(3), number(date.group(2)), number(date.group(1)))));
		return DateOrder.DATE.matcher(rest)
			.replaceAll((date) -> (date.group(2).equals("/") || date.group(4) != null) ? keep(dates, ordered(date))
					: Matcher.quoteReplacement(date.group()));
	}

	private static String keep(List<LocalDate> dates, LocalDate date) {
		dates.add(date);
		return String.valueOf(DATE);
	}

	private LocalDate ordered(MatchResult date) {
		int first = number(date.group(1));
		int second = number(date.group(3));
		boolean monthFirst = (first > 12) ? false : second > 12 || this.order.monthFirst();
		return date(date.group(4), monthFirst ? first : second, monthFirst ? second : first);
	}

	private static @Nullable String year(MatchResult date, int group) {
		for (int i = group; i < group + 3; i++) {
			if (date.group(i) != null) {
				return date.group(i);
			}
		}
		return null;
	}

	private static LocalDate date(String year, String month, String day) {
		return LocalDate.of(number(year), number(month), number(day));
	}

	/** Returns a date. Without a year, it is the date that is closest to the event. */
	private LocalDate date(@Nullable String year, int month, int day) {
		if (year != null) {
			return LocalDate.of(DateOrder.year(year), month, day);
		}
		if (this.near == null) {
			throw new DateTimeException("The date has no year");
		}
		LocalDate closest = LocalDate.of(this.near.getYear(), month, day);
		for (int other : new int[] { this.near.getYear() - 1, this.near.getYear() + 1 }) {
			LocalDate candidate = closest.withYear(other);
			if (Math.abs(ChronoUnit.DAYS.between(this.near, candidate)) < Math
				.abs(ChronoUnit.DAYS.between(this.near, closest))) {
				closest = candidate;
			}
		}
		return closest;
	}

	private static Duration time(LocalDateTime moment) {
		return Duration.ofNanos(moment.toLocalTime().toNanoOfDay());
	}

	private static Duration time(Matcher found, int from, @Nullable String half) {
		int hour = number(String.valueOf(hour(found, from)));
		String minutes = (found.group(from + 2) != null) ? found.group(from + 2) : found.group(from + 6);
		int minute = (minutes != null) ? number(minutes) : 0;
		int second = (found.group(from + 3) != null) ? number(found.group(from + 3)) : 0;
		if (half != null && hour <= 12) {
			hour = hour % 12 + (half.startsWith("p") ? 12 : 0);
		}
		if (hour > 30 || minute > 59 || second > 59) {
			throw new DateTimeException(found.group());
		}
		return Duration.ofHours(hour).plusMinutes(minute).plusSeconds(second);
	}

	private static @Nullable String hour(Matcher found, int from) {
		for (int group : new int[] { 1, 4, 5 }) {
			if (found.group(from + group) != null) {
				return found.group(from + group);
			}
		}
		return null;
	}

	private static int number(String digits) {
		return Integer.parseInt(digits);
	}

}
