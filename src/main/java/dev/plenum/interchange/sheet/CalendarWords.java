package dev.plenum.interchange.sheet;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of months and days of the week in English, Swedish, Finnish, Norwegian,
 * Danish and German.
 */
final class CalendarWords {

	private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.of("sv"), Locale.of("fi"),
			Locale.of("nb"), Locale.of("da"), Locale.GERMAN);

	private static final List<TextStyle> STYLES = List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT,
			TextStyle.SHORT_STANDALONE);

	private static final Map<String, Month> MONTHS = new HashMap<>();

	private static final Map<String, DayOfWeek> DAYS = new HashMap<>();

	static {
		for (Locale locale : LOCALES) {
			for (TextStyle style : STYLES) {
				for (Month month : Month.values()) {
					MONTHS.putIfAbsent(normal(month.getDisplayName(style, locale)), month);
				}
				for (DayOfWeek day : DayOfWeek.values()) {
					DAYS.putIfAbsent(normal(day.getDisplayName(style, locale)), day);
				}
			}
		}
		Map.of("sept", Month.SEPTEMBER, "okt", Month.OCTOBER, "dez", Month.DECEMBER, "mrz", Month.MARCH, "sep",
				Month.SEPTEMBER, "jän", Month.JANUARY)
			.forEach(MONTHS::putIfAbsent);
		Map.of("tues", DayOfWeek.TUESDAY, "thurs", DayOfWeek.THURSDAY, "thur", DayOfWeek.THURSDAY, "weds",
				DayOfWeek.WEDNESDAY)
			.forEach(DAYS::putIfAbsent);
		MONTHS.keySet().removeIf((name) -> name.length() < 3);
	}

	/** A month, as an alternative of a regular expression. */
	static final String MONTH = alternatives(MONTHS);

	/** A day of the week at the beginning of a text. */
	static final Pattern DAY = Pattern.compile("^\\s*(" + alternatives(DAYS) + ")\\b\\.?,?(?!\\p{L})\\s*",
			Pattern.UNICODE_CHARACTER_CLASS);

	private CalendarWords() {
	}

	static Month month(String name) {
		return MONTHS.getOrDefault(normal(name), Month.JANUARY);
	}

	static DayOfWeek day(String name) {
		return DAYS.getOrDefault(normal(name), DayOfWeek.MONDAY);
	}

	private static String normal(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
	}

	private static String alternatives(Map<String, ?> words) {
		return words.keySet()
			.stream()
			.sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
			.map(Pattern::quote)
			.collect(Collectors.joining("|"));
	}

}
