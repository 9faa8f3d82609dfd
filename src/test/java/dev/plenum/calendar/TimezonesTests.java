package dev.plenum.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.Observance;
import biweekly.component.VEvent;
import biweekly.util.UtcOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Describes time zones in calendars.
 */
class TimezonesTests {

	private static final DateTimeFormatter WALL_TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

	private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

	@ParameterizedTest
	@ValueSource(strings = { "Europe/Stockholm", "Etc/UTC", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe",
			"Africa/Casablanca", "Europe/Dublin", "America/Sao_Paulo" })
	void eachDayOfTheYearIsReadAsTheInstantThatWasWritten(String zone) {
		List<Date> days = IntStream.range(0, 365)
			.mapToObj((day) -> Date.from(START.plus(day, ChronoUnit.DAYS)))
			.toList();
		ICalendar calendar = new ICalendar();
		days.forEach((day) -> {
			VEvent event = new VEvent();
			event.setDateStart(day);
			calendar.addEvent(event);
		});
		calendar.setTimezoneInfo(Timezones.of(ZoneId.of(zone), START, START.plus(365, ChronoUnit.DAYS)));
		assertThat(calendar.validate(ICalVersion.V2_0).isEmpty()).isTrue();
		String text = Biweekly.write(calendar).go();
		List<Change> changes = Biweekly.parse(text)
			.first()
			.getTimezoneInfo()
			.getComponents()
			.stream()
			.flatMap((component) -> Stream.concat(component.getStandardTimes().stream(),
					component.getDaylightSavingsTime().stream()))
			.map(Change::of)
			.toList();
		assertThat(text.lines().filter((line) -> line.startsWith("DTSTART;TZID=" + zone + ':')))
			.map((line) -> read(line.substring(line.indexOf(':') + 1), changes))
			.containsExactlyElementsOf(days.stream().map(Date::toInstant).toList());
	}

	/**
	 * Reads a moment as RFC 5545 requires: its offset is that of the last change of the
	 * offset before it. The library's reader is wrong by one hour on the days of a
	 * change.
	 */
	private static Instant read(String wallTime, List<Change> changes) {
		LocalDateTime local = LocalDateTime.parse(wallTime, WALL_TIME);
		return changes.stream()
			.filter((change) -> !change.at().isAfter(local.toInstant(change.offset())))
			.max(Comparator.comparing(Change::at))
			.map((change) -> local.toInstant(change.offset()))
			.orElseThrow();
	}

	private record Change(Instant at, ZoneOffset offset) {

		static Change of(Observance observance) {
			return new Change(
					LocalDateTime
						.parse(observance.getDateStart().getValue().getRawComponents().toString(true, false), WALL_TIME)
						.toInstant(offset(observance.getTimezoneOffsetFrom().getValue())),
					offset(observance.getTimezoneOffsetTo().getValue()));
		}

		private static ZoneOffset offset(UtcOffset offset) {
			return ZoneOffset.ofTotalSeconds(Math.toIntExact(offset.getMillis() / 1000));
		}

	}

}
