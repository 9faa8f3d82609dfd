package dev.plenum.interchange.reading;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.Span;
import dev.plenum.interchange.reading.CalendarComponent.Property;

/**
 * Reads when the events of a calendar start and end. Times without a time zone are local
 * times of the event.
 */
final class CalendarTimes {

	/** How long an event lasts that has neither an end nor a duration. */
	private static final Duration ASSUMED = Duration.ofMinutes(30);

	private static final Pattern DATE = Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})");

	private static final Pattern TIME = Pattern
		.compile(DATE.pattern() + "[Tt ](\\d{2}):?(\\d{2})(?::?(\\d{2})(?:\\.\\d+)?)?(Z|z|[+-]\\d{2}:?\\d{2})?");

	private final CalendarZones zones;

	private final ForeignProgramme programme;

	CalendarTimes(CalendarZones zones, ForeignProgramme programme) {
		this.zones = zones;
		this.programme = programme;
	}

	/**
	 * Reads the time of an event.
	 * @param event the event
	 * @param title its title, for warnings
	 * @return its time; empty if it cannot be a session, which is reported
	 */
	Optional<Span> of(CalendarComponent event, String title) {
		Optional<Property> start = event.first("DTSTART");
		if (start.isEmpty()) {
			this.programme.warn(event.place(), "'%s' has no start (DTSTART) and is left out.", title);
			return Optional.empty();
		}
		String written = start.get().value().strip();
		if (DATE.matcher(written).matches()) {
			this.programme.warn(event.place(),
					"'%s' is for the whole day, without a time of day. It is not a session and is left out.", title);
			return Optional.empty();
		}
		return moment(start.get(), title)
			.map((moment) -> end(event, moment, title).map((end) -> new Span(moment, end, false))
				.orElseGet(() -> new Span(moment, new Moment(moment.wallTime().plus(ASSUMED), moment.offset()), true)));
	}

	/** Reads the end; empty if it has to be assumed, which is reported. */
	private Optional<Moment> end(CalendarComponent event, Moment start, String title) {
		Optional<Property> written = event.first("DTEND");
		Optional<Moment> end = written.filter((property) -> !DATE.matcher(property.value().strip()).matches())
			.flatMap((property) -> moment(property, title))
			.or(() -> event.first("DURATION")
				.flatMap(CalendarTimes::duration)
				.map((duration) -> new Moment(start.wallTime().plus(duration), start.offset())));
		if (end.filter((moment) -> JsonTimes.isLater(moment, start)).isPresent()) {
			return end;
		}
		this.programme.warn(event.place(),
				(end.isEmpty() || end.get().equals(start)) ? "'%s' has no end; %d minutes are assumed."
						: "'%s' does not end after its start; %d minutes are assumed.",
				title, ASSUMED.toMinutes());
		return Optional.empty();
	}

	private static Optional<Duration> duration(Property property) {
		try {
			Duration duration = Duration.ofMillis(biweekly.util.Duration.parse(property.value().strip()).toMillis());
			return Optional.of(duration).filter(Duration::isPositive);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** Separates a time from a time zone with colons but without quotation marks. */
	private static Property repaired(Property property) {
		int colon = property.value().lastIndexOf(':');
		Matcher time = TIME.matcher(property.value().substring(colon + 1));
		if (colon < 0 || property.parameter("TZID").isEmpty() || !time.matches()
				|| TIME.matcher(property.value().strip()).matches()) {
			return property;
		}
		return new Property(property.name(),
				Map.of("TZID", property.parameter("TZID") + ":" + property.value().substring(0, colon)),
				property.value().substring(colon + 1), property.place());
	}

	private Optional<Moment> moment(Property written, String title) {
		Property property = repaired(written);
		Matcher parts = TIME.matcher(property.value().strip());
		try {
			if (parts.matches()) {
				return Optional.of(moment(property, parts));
			}
		}
		catch (DateTimeException ex) {
			// The warning below reports it.
		}
		this.programme.warn(property.place(), "'%s': '%s' is not a date and time.", title, property.value());
		return Optional.empty();
	}

	private Moment moment(Property property, Matcher parts) {
		int hour = Integer.parseInt(parts.group(4));
		LocalDateTime local = LocalDate
			.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)))
			.atTime(LocalTime.of((hour == 24) ? 0 : hour, Integer.parseInt(parts.group(5)),
					(parts.group(6) != null) ? Math.min(59, Integer.parseInt(parts.group(6))) : 0))
			.plusDays((hour == 24) ? 1 : 0);
		String offset = parts.group(7);
		if (offset != null) {
			return new Moment(local, ZoneOffset.of(CalendarComponent.upper(offset)));
		}
		String zone = property.parameter("TZID");
		if (zone.isEmpty()) {
			return new Moment(local, null);
		}
		return this.zones.at(zone, local).orElseGet(() -> {
			this.programme.warn(property.place(),
					"The time zone '%s' is not known and not described in the file; the event's time zone is used.",
					zone);
			return new Moment(local, null);
		});
	}

}
