package dev.plenum.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import biweekly.util.Frequency;
import biweekly.util.Recurrence;

/**
 * Finds the rule by which the offset of a time zone changes once a year, such as "on the
 * last Sunday of March at 02:00".
 */
final class YearlyRule {

	private static final int WEEK = 7;

	private YearlyRule() {
	}

	/**
	 * Finds the rule of some changes.
	 * @param changes changes between the same two offsets, in order
	 * @return the rule; empty if they are not one each year, or have no common rule
	 */
	static Optional<Recurrence> of(List<ZoneOffsetTransition> changes) {
		List<LocalDateTime> times = changes.stream().map(ZoneOffsetTransition::getDateTimeBefore).toList();
		LocalDateTime first = times.getFirst();
		if (times.size() < 2 || !IntStream.range(0, times.size())
			.allMatch((year) -> sameRule(first, times.get(year), first.getYear() + year))) {
			return Optional.empty();
		}
		List<LocalDate> dates = times.stream().map(LocalDateTime::toLocalDate).toList();
		int earliest = dates.stream().mapToInt(LocalDate::getDayOfMonth).min().orElseThrow();
		int latest = dates.stream().mapToInt(LocalDate::getDayOfMonth).max().orElseThrow();
		Recurrence.Builder rule = new Recurrence.Builder(Frequency.YEARLY).byMonth(first.getMonthValue());
		biweekly.util.DayOfWeek day = biweekly.util.DayOfWeek.valueOf(first.getDayOfWeek().name());
		if (dates.stream().allMatch((date) -> date.getDayOfMonth() + WEEK > date.lengthOfMonth())) {
			return Optional.of(rule.byDay(-1, day).build());
		}
		if (latest <= WEEK) {
			return Optional.of(rule.byDay(1, day).build());
		}
		// Not as the second Sunday, which ical4j 4.0 takes for the first one from the
		// 7th.
		int weekOfEarliest = (earliest - 1) / WEEK * WEEK + 1;
		int from = (latest < weekOfEarliest + WEEK) ? weekOfEarliest : latest - WEEK + 1;
		return (from <= earliest) ? Optional
			.of(rule.byDay(day).byMonthDay(IntStream.range(from, from + WEEK).boxed().toArray(Integer[]::new)).build())
				: Optional.empty();
	}

	private static boolean sameRule(LocalDateTime first, LocalDateTime other, int year) {
		Month month = first.getMonth();
		DayOfWeek day = first.getDayOfWeek();
		LocalTime time = first.toLocalTime();
		return other.getYear() == year && other.getMonth() == month && other.getDayOfWeek() == day
				&& other.toLocalTime().equals(time);
	}

}
