package dev.plenum.interchange.sheet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whether dates such as {@code 3/11/2027} begin with the day or with the month. The whole
 * file decides, since one date alone can mean both.
 *
 * @param monthFirst whether dates begin with the month
 * @param certain whether a date of the file proves it
 * @param example a date that could mean both; null if the file contains none
 */
record DateOrder(boolean monthFirst, boolean certain, @Nullable String example) {

	/** A date that can begin with the day or with the month. */
	static final Pattern DATE = Pattern
		.compile("(?<![\\d./-])(\\d{1,2})([/-])(\\d{1,2})(?:\\2(\\d{4}|\\d{2}))?(?![\\d/:.-])");

	private static final int LEAP_YEAR = 2028;

	private static final Pattern TWELVE_HOURS = Pattern.compile("\\d\\s*[ap]\\.?m\\b");

	/**
	 * Decides the order of a file.
	 * @param cells all cells with dates
	 * @param near the first day of the event; null if it is not known
	 */
	static DateOrder of(List<String> cells, @Nullable LocalDate near) {
		List<MatchResult> dates = cells.stream()
			.flatMap((cell) -> DATE.matcher(cell).results())
			.filter(DateOrder::isDate)
			.toList();
		long dayFirst = dates.stream().filter((date) -> first(date) > 12).count();
		long monthFirst = dates.stream().filter((date) -> second(date) > 12).count();
		String example = dates.stream()
			.filter((date) -> first(date) <= 12 && second(date) <= 12 && first(date) != second(date))
			.map(MatchResult::group)
			.findFirst()
			.orElse(null);
		if (dayFirst != monthFirst) {
			return new DateOrder(monthFirst > dayFirst, true, example);
		}
		boolean american = cells.stream()
			.anyMatch((cell) -> TWELVE_HOURS.matcher(cell.toLowerCase(Locale.ROOT)).find());
		long asDays = distance(dates, false, near);
		long asMonths = distance(dates, true, near);
		boolean closer = (near != null) ? asMonths < asDays || american && asMonths == asDays
				: american || asMonths < asDays;
		return new DateOrder(closer, false, example);
	}

	/** Returns the order in words. */
	String text() {
		return this.monthFirst ? "month/day" : "day/month";
	}

	/**
	 * Two numbers with a hyphen and without a year are a range of hours rather than a
	 * date.
	 */
	private static boolean isDate(MatchResult date) {
		return date.group(2).equals("/") || date.group(4) != null;
	}

	/**
	 * Returns how far the dates are from the first day of the event, or from each other,
	 * if they are read in an order.
	 */
	private static long distance(List<MatchResult> dates, boolean monthFirst, @Nullable LocalDate near) {
		List<LocalDate> read = dates.stream()
			.map((date) -> date(date, monthFirst, near))
			.filter(Objects::nonNull)
			.sorted()
			.toList();
		if (read.isEmpty()) {
			return 0;
		}
		return (near != null)
				? read.stream().mapToLong((date) -> Math.abs(ChronoUnit.DAYS.between(near, date))).max().orElse(0)
				: ChronoUnit.DAYS.between(read.getFirst(), read.getLast());
	}

	private static @Nullable LocalDate date(MatchResult date, boolean monthFirst, @Nullable LocalDate near) {
		try {
			String year = date.group(4);
			int otherwise = (near != null) ? near.getYear() : LEAP_YEAR;
			return LocalDate.of((year != null) ? year(year) : otherwise, monthFirst ? first(date) : second(date),
					monthFirst ? second(date) : first(date));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	static int year(String written) {
		int year = Integer.parseInt(written);
		return (year < 100) ? 2000 + year : year;
	}

	private static int first(MatchResult date) {
		return Integer.parseInt(date.group(1));
	}

	private static int second(MatchResult date) {
		return Integer.parseInt(date.group(3));
	}

}
