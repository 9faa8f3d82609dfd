package dev.plenum.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes times in the time zones of events, and reads them with the oldest and the newest
 * version of ical4j.
 */
class TimezonesTests {

	@ParameterizedTest(name = "{0} around {1}")
	@CsvSource(textBlock = """
			Europe/Stockholm, 2026-11-29
			Europe/Stockholm, 2027-03-28
			Europe/Helsinki, 2027-10-31
			Europe/London, 2019-06-01
			Europe/Dublin, 2027-06-01
			Asia/Kolkata, 2027-01-01
			Etc/UTC, 2027-01-01
			America/New_York, 2026-11-01
			America/Sao_Paulo, 2027-01-01
			America/Sao_Paulo, 2018-11-04
			Australia/Lord_Howe, 2027-04-04
			Pacific/Chatham, 2027-04-04
			Asia/Jerusalem, 2027-10-31
			Africa/Casablanca, 2027-02-07
			America/Nuuk, 2027-03-27
			Asia/Pyongyang, 2018-05-04
			""")
	void eachHourAndEachDayIsReadAsTheInstantThatWasWritten(String zone, LocalDate around) {
		Instant middle = around.atStartOfDay(ZoneId.of(zone)).toInstant();
		read(zone, IntStream.range(-72, 72).mapToObj((hour) -> middle.plus(Duration.ofMinutes(hour * 30L))).toList());
		read(zone, IntStream.range(-5, 5).mapToObj((day) -> middle.plus(Duration.ofDays(day))).toList());
		read(zone, IntStream.range(0, 200).mapToObj((day) -> middle.plus(Duration.ofDays(day))).toList());
	}

	@Test
	void theRulesOfAZoneRecurEveryYear() {
		assertThat(written("Europe/Stockholm", List.of(Instant.parse("2027-06-01T10:00:00Z")))).contains(
				"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
				"DTSTART;TZID=Europe/Stockholm:20270601T120000");
		assertThat(written("America/New_York", List.of(Instant.parse("2027-06-01T10:00:00Z"))))
			.contains("BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14", "BYDAY=1SU");
		assertThat(written("Asia/Kolkata", List.of(Instant.parse("2027-06-01T10:00:00Z"))))
			.contains("TZOFFSETFROM:+0530", "TZOFFSETTO:+0530", "DTSTART;TZID=Asia/Kolkata:20270601T153000")
			.doesNotContain("RRULE");
	}

	@Test
	void aTimeThatClocksShowTwiceIsInUtc() {
		String text = written("Europe/Stockholm",
				Stream
					.of("2027-10-29T10:00:00Z", "2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z", "2027-11-02T16:00:00Z")
					.map(Instant::parse)
					.toList());
		assertThat(text).contains("DTSTART;TZID=Europe/Stockholm:20271029T120000", "DTSTART:20271031T003000Z",
				"DTSTART:20271031T013000Z", "DTSTART;TZID=Europe/Stockholm:20271102T170000");
	}

	private static void read(String zone, List<Instant> starts) {
		String text = written(zone, starts);
		Map<String, List<Instant>> expected = starts.stream()
			.collect(Collectors.toMap(Instant::toString, (start) -> List.of(start, start.plusSeconds(60)), (a, b) -> a,
					TreeMap::new));
		assertThat(CalendarReader.all()).allSatisfy(
				(reader) -> assertThat(reader.times(text)).as(reader.version()).containsExactlyEntriesOf(expected));
	}

	private static String written(String zone, List<Instant> starts) {
		ICalendar calendar = new ICalendar();
		starts.forEach((start) -> {
			VEvent event = new VEvent();
			event.setUid(start.toString());
			event.setDateStart(Date.from(start));
			event.setDateEnd(Date.from(start.plusSeconds(60)));
			calendar.addEvent(event);
		});
		Timezones.assign(calendar, ZoneId.of(zone));
		assertThat(calendar.validate(ICalVersion.V2_0).isEmpty()).isTrue();
		return Biweekly.write(calendar).go();
	}

}
