package dev.plenum.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;

import biweekly.ICalendar;
import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.Recurrence;
import biweekly.util.UtcOffset;
import org.jspecify.annotations.Nullable;

/**
 * Writes the times of a calendar in the time zone of its event, which it describes by
 * rules that recur every year. Calendar libraries disagree on other descriptions. Times
 * are written in UTC around a change of the offset, since clocks show an hour twice then
 * and ical4j 4.0 is wrong by an hour on that day, and if the zone has no such rules
 * around the time of the event.
 */
final class Timezones {

	private static final LocalDateTime LONG_AGO = LocalDateTime.of(1970, 1, 1, 0, 0);

	/** Libraries that confuse local time and UTC are wrong for less than this time. */
	private static final Duration AROUND_CHANGE = Duration.ofDays(1);

	/** How far around the events the offset changes of a zone must follow its rules. */
	private static final int DAYS_AROUND = 2 * 366;

	private Timezones() {
	}

	/**
	 * Assigns a time zone to the events of a calendar.
	 * @param calendar the calendar with its events
	 * @param zone the time zone
	 */
	static void assign(ICalendar calendar, ZoneId zone) {
		List<Instant> times = calendar.getEvents()
			.stream()
			.flatMap(Timezones::times)
			.map((time) -> time.getValue().toInstant())
			.sorted()
			.toList();
		if (times.isEmpty()) {
			return;
		}
		describe(zone, times.getFirst(), times.getLast()).ifPresent((timezone) -> {
			TimezoneAssignment assignment = new TimezoneAssignment(TimeZone.getTimeZone(zone), timezone);
			calendar.getEvents()
				.stream()
				.filter((event) -> times(event)
					.noneMatch((time) -> isNearChange(time.getValue().toInstant(), zone.getRules())))
				.flatMap(Timezones::times)
				.forEach((time) -> calendar.getTimezoneInfo().setTimezone(time, assignment));
		});
	}

	private static Stream<DateOrDateTimeProperty> times(VEvent event) {
		return Stream.of(event.getDateStart(), event.getDateEnd());
	}

	private static boolean isNearChange(Instant time, ZoneRules rules) {
		return !rules.getOffset(time.minus(AROUND_CHANGE)).equals(rules.getOffset(time.plus(AROUND_CHANGE)));
	}

	/**
	 * Describes a time zone.
	 * @param zone the time zone
	 * @param from the first time in the calendar
	 * @param to the last time in the calendar
	 * @return the description; empty if no rules describe the zone between these times
	 */
	static Optional<VTimezone> describe(ZoneId zone, Instant from, Instant to) {
		ZoneRules rules = zone.getRules();
		List<ZoneOffsetTransition> changes = changes(rules, from.minus(DAYS_AROUND, ChronoUnit.DAYS),
				to.plus(DAYS_AROUND, ChronoUnit.DAYS));
		VTimezone timezone = new VTimezone(zone.getId());
		List<Optional<Recurrence>> recurrences = new ArrayList<>();
		byOffsets(changes).forEach((same) -> {
			Optional<Recurrence> recurrence = YearlyRule.of(same);
			recurrences.add(recurrence);
			add(timezone, same.getFirst(), rules, recurrence.orElse(null));
		});
		if (recurrences.size() == 2 && recurrences.stream().allMatch(Optional::isPresent)) {
			return Optional.of(timezone);
		}
		return changes(rules, from.minus(1, ChronoUnit.DAYS), to.plus(1, ChronoUnit.DAYS)).isEmpty()
				? Optional.of(constant(zone, rules.getOffset(from))) : Optional.empty();
	}

	private static List<ZoneOffsetTransition> changes(ZoneRules rules, Instant from, Instant to) {
		return Stream
			.iterate(rules.nextTransition(from), (change) -> change != null && !change.getInstant().isAfter(to),
					(change) -> rules.nextTransition(change.getInstant()))
			.toList();
	}

	private static Collection<List<ZoneOffsetTransition>> byOffsets(List<ZoneOffsetTransition> changes) {
		Map<List<ZoneOffset>, List<ZoneOffsetTransition>> byOffsets = new LinkedHashMap<>();
		changes.forEach((change) -> byOffsets
			.computeIfAbsent(List.of(change.getOffsetBefore(), change.getOffsetAfter()), (_) -> new ArrayList<>())
			.add(change));
		return byOffsets.values();
	}

	private static VTimezone constant(ZoneId zone, ZoneOffset offset) {
		VTimezone timezone = new VTimezone(zone.getId());
		timezone.addStandardTime(observance(new StandardTime(), LONG_AGO, offset, offset, null));
		return timezone;
	}

	private static void add(VTimezone timezone, ZoneOffsetTransition first, ZoneRules rules,
			@Nullable Recurrence recurrence) {
		LocalDateTime at = first.getDateTimeBefore();
		if (rules.isDaylightSavings(first.getInstant())) {
			timezone.addDaylightSavingsTime(observance(new DaylightSavingsTime(), at, first.getOffsetBefore(),
					first.getOffsetAfter(), recurrence));
		}
		else {
			timezone.addStandardTime(
					observance(new StandardTime(), at, first.getOffsetBefore(), first.getOffsetAfter(), recurrence));
		}
	}

	private static <T extends Observance> T observance(T observance, LocalDateTime at, ZoneOffset before,
			ZoneOffset after, @Nullable Recurrence recurrence) {
		observance.setDateStart(new DateTimeComponents(at.getYear(), at.getMonthValue(), at.getDayOfMonth(),
				at.getHour(), at.getMinute(), at.getSecond(), false));
		observance.setTimezoneOffsetFrom(new UtcOffset(before.getTotalSeconds() * 1000L));
		observance.setTimezoneOffsetTo(new UtcOffset(after.getTotalSeconds() * 1000L));
		if (recurrence != null) {
			observance.setRecurrenceRule(recurrence);
		}
		return observance;
	}

}
