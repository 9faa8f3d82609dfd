package dev.plenum.interchange.reading;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.io.TimezoneAssignment;
import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.TimeZones;
import org.jspecify.annotations.Nullable;

/**
 * The time zones of a calendar. A zone is found by its name: that of the IANA, of
 * Windows, or of a city, also at the end of a path or in a list of cities as Outlook
 * writes them. Otherwise the description in the calendar is used.
 */
final class CalendarZones {

	/** Such as {@code /example.org/2024a/Europe/Berlin}. */
	private static final Pattern PATH = Pattern.compile("^/.*?/(?=[A-Z][A-Za-z_]+/[A-Za-z_/+-]+$)");

	/** Such as {@code (UTC+01:00) Amsterdam, Berlin}. */
	private static final Pattern OFFSET = Pattern.compile("^\\((?:UTC|GMT)[^)]*\\)\\s*");

	/** Such as {@code Europe/Berlin 2}, for a second description of a zone. */
	private static final Pattern NUMBERED = Pattern.compile("[ _-]\\d{1,2}$");

	/** Only rules that cannot take long to compute. */
	private static final Pattern RULE = Pattern
		.compile("FREQ=YEARLY(?:;(?:BYMONTH|BYDAY|BYMONTHDAY|INTERVAL|UNTIL|COUNT|WKST)=[-+A-Z0-9,]{1,40})*");

	private static final int MOST_OBSERVANCES = 200;

	private static final Zone UNKNOWN = new Zone(null, null);

	private final Map<String, Zone> known = new HashMap<>();

	private final Map<ZoneId, Integer> uses = new LinkedHashMap<>();

	private final Map<String, CalendarComponent> described = new HashMap<>();

	CalendarZones(CalendarComponent calendar) {
		calendar.named("VTIMEZONE").forEach((zone) -> this.described.putIfAbsent(zone.text("TZID"), zone));
	}

	/**
	 * Converts a local time.
	 * @param name the name of its time zone
	 * @param local the local time
	 * @return the moment; empty if the time zone is not known
	 */
	Optional<Moment> at(String name, LocalDateTime local) {
		Zone zone = this.known.computeIfAbsent(name, this::find);
		if (zone.id() != null) {
			this.uses.merge(zone.id(), 1, Integer::sum);
			return Optional.of(Moment.of(local.atZone(zone.id()).toInstant(), zone.id()));
		}
		return (zone.rules() != null) ? Optional.of(new Moment(local, offset(zone.rules(), local))) : Optional.empty();
	}

	/** Returns the time zone of most times; null if no time names a known one. */
	@Nullable ZoneId mostUsed() {
		return this.uses.entrySet()
			.stream()
			.max(Map.Entry.comparingByValue())
			.map(Map.Entry::getKey)
			.or(() -> (this.described.size() == 1)
					? Optional.ofNullable(find(this.described.keySet().iterator().next()).id()) : Optional.empty())
			.orElse(null);
	}

	private Zone find(String name) {
		CalendarComponent description = this.described.get(name);
		String location = (description != null) ? description.text("X-LIC-LOCATION") : "";
		String cities = OFFSET.matcher(name).replaceFirst("");
		Optional<ZoneId> id = TimeZones.of(name)
			.or(() -> TimeZones.of(location))
			.or(() -> TimeZones.of(PATH.matcher(name).replaceFirst("")))
			.or(() -> TimeZones.of(cities.split(",", 2)[0]))
			.or(() -> TimeZones.of(NUMBERED.matcher(name).replaceFirst("")));
		if (id.isPresent()) {
			return new Zone(id.get(), null);
		}
		return (description != null) ? new Zone(null, rules(description)) : UNKNOWN;
	}

	/** Reads a description; null if it cannot be used. */
	private static @Nullable TimeZone rules(CalendarComponent description) {
		StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:x\r\n");
		description.children().stream().limit(MOST_OBSERVANCES).forEach((observance) -> {
			text.append("BEGIN:").append(observance.name()).append("\r\n");
			observance.properties()
				.stream()
				.filter((line) -> !line.name().equals("RRULE") || RULE.matcher(line.value()).matches())
				.filter((line) -> line.name().matches("DTSTART|TZOFFSETFROM|TZOFFSETTO|RRULE|RDATE"))
				.forEach((line) -> text.append(line.name()).append(':').append(line.text()).append("\r\n"));
			text.append("END:").append(observance.name()).append("\r\n");
		});
		ICalendar calendar = Biweekly.parse(text.append("END:VTIMEZONE\r\nEND:VCALENDAR\r\n").toString()).first();
		TimezoneAssignment zone = (calendar != null) ? calendar.getTimezoneInfo().getTimezoneById("x") : null;
		return (zone != null) ? zone.getTimeZone() : null;
	}

	private static ZoneOffset offset(TimeZone rules, LocalDateTime local) {
		DayOfWeek day = local.getDayOfWeek();
		int millis = rules.getOffset(GregorianCalendar.AD, local.getYear(), local.getMonthValue() - 1,
				local.getDayOfMonth(), (day == DayOfWeek.SUNDAY) ? Calendar.SUNDAY : day.getValue() + 1,
				local.toLocalTime().toSecondOfDay() * 1000);
		return ZoneOffset.ofTotalSeconds(millis / 1000);
	}

	/**
	 * A time zone.
	 *
	 * @param id its IANA name; null if it is not known
	 * @param rules its description in the calendar; null if there is none
	 */
	private record Zone(@Nullable ZoneId id, @Nullable TimeZone rules) {
	}

}
