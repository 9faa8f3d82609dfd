package dev.plenum.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.TimeZone;

import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.util.DateTimeComponents;
import biweekly.util.UtcOffset;

/**
 * Describes a time zone by the rules that Java has, for the time around an event. The
 * library would download them from a server.
 */
final class Timezones {

	private static final LocalDateTime LONG_AGO = LocalDateTime.of(1970, 1, 1, 0, 0);

	private Timezones() {
	}

	/**
	 * Describes a time zone for a calendar.
	 * @param zone the time zone
	 * @param from the first moment in the calendar
	 * @param to the last moment in the calendar
	 * @return the time zone with each change of its offset from one year before the first
	 * moment to one year after the last one
	 */
	static TimezoneInfo of(ZoneId zone, Instant from, Instant to) {
		ZoneRules rules = zone.getRules();
		VTimezone timezone = new VTimezone(zone.getId());
		Instant end = to.plus(366, ChronoUnit.DAYS);
		ZoneOffsetTransition change = rules.previousTransition(from.minus(366, ChronoUnit.DAYS));
		if (change == null) {
			ZoneOffset offset = rules.getOffset(from.minus(366, ChronoUnit.DAYS));
			timezone.addStandardTime(observance(new StandardTime(), LONG_AGO, offset, offset));
			change = rules.nextTransition(from.minus(366, ChronoUnit.DAYS));
		}
		while (change != null && change.getInstant().isBefore(end)) {
			add(timezone, change, rules.isDaylightSavings(change.getInstant()));
			change = rules.nextTransition(change.getInstant());
		}
		TimezoneInfo info = new TimezoneInfo();
		info.setDefaultTimezone(new TimezoneAssignment(TimeZone.getTimeZone(zone), timezone));
		return info;
	}

	private static void add(VTimezone timezone, ZoneOffsetTransition change, boolean summer) {
		LocalDateTime at = change.getDateTimeBefore();
		if (summer) {
			timezone.addDaylightSavingsTime(
					observance(new DaylightSavingsTime(), at, change.getOffsetBefore(), change.getOffsetAfter()));
		}
		else {
			timezone
				.addStandardTime(observance(new StandardTime(), at, change.getOffsetBefore(), change.getOffsetAfter()));
		}
	}

	private static <T extends Observance> T observance(T observance, LocalDateTime at, ZoneOffset before,
			ZoneOffset after) {
		observance.setDateStart(new DateTimeComponents(at.getYear(), at.getMonthValue(), at.getDayOfMonth(),
				at.getHour(), at.getMinute(), at.getSecond(), false));
		observance.setTimezoneOffsetFrom(new UtcOffset(before.getTotalSeconds() * 1000L));
		observance.setTimezoneOffsetTo(new UtcOffset(after.getTotalSeconds() * 1000L));
		return observance;
	}

}
