package dev.plenum.interchange.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.plenum.interchange.reading.ProgrammeReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Finds out when the days of a schedule change.
 */
class DayChangeTests {

	@ParameterizedTest(name = "starts {0} for {1}, {2} for {3} gives {4}")
	@CsvSource(textBlock = """
			27T11:00, 1:00, 30T18:00, 1:00,
			27T11:00, 1:00, 31T02:00, 3:00,
			27T11:00, 1:00, 31T04:30, 1:00, 06:00
			27T11:00, 1:00, 31T02:00, 5:30, 08:00
			27T11:00, 1:00, 31T10:15, 1:00, 11:00
			27T11:00, 1:00, 31T10:45, 4:00, 11:00
			27T11:00, 1:00, 31T10:59, 4:00, 11:00
			27T03:00, 1:00, 30T18:00, 1:00,
			28T03:00, 1:00, 30T18:00, 1:00,
			27T11:00, 1:00, 30T18:00, 90:00,
			""")
	void nightEventsStandUnderTheDayBefore(String first, String duration, String last, String length,
			@Nullable String change) throws IOException {
		assertThat(read(day(27, "", event("a", first, duration)), day(28, "", event("b", "28T11:00", "1:00")),
				day(30, "", event("c", last, length))))
			.isEqualTo(change);
	}

	@Test
	void aSessionAfterMidnightThatStandsUnderItsOwnDateMovesTheDayChange() throws IOException {
		assertThat(read(day(27, "", event("a", "27T11:00", "1:00")), day(28, "", event("b", "28T02:00", "1:00"))))
			.isEqualTo("00:00");
	}

	@Test
	void contradictingDaysHaveTheDefault() throws IOException {
		assertThat(read(day(27, "", event("a", "28T03:00", "1:00")), day(28, "", event("b", "28T02:00", "1:00"))))
			.isNull();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			<day_change>09:00:00</day_change>, 09:00
			<day_change>09:30</day_change>, 09:30
			<day_change>04:00:00</day_change>,
			<day_change>13:00:00</day_change>,
			<day_change>soon</day_change>,
			""")
	void aScheduleCanNameItsDayChange(String named, @Nullable String change) throws IOException {
		assertThat(
				read(named, day(27, "", event("a", "27T11:00", "1:00")), day(28, "", event("b", "28T11:00", "1:00"))))
			.isEqualTo(change);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			2027-12-28T06:00:00+01:00, 2027-12-29T06:00:00+01:00, 06:00
			2027-12-28T06:00:00+01:00, 2027-12-29T05:59:00+01:00, 06:00
			2027-12-28T10:00:00+01:00, 2027-12-28T18:00:00+01:00,
			2027-12-28T12:30:00+01:00, 2027-12-29T12:30:00+01:00,
			2027-12-28, 2027-12-29,
			""")
	void aDayThatLastsUntilTheSameTimeOfTheNextMorningShowsIt(String start, String end, @Nullable String change)
			throws IOException {
		assertThat(read(day(27, "", event("a", "27T13:00", "1:00")),
				day(28, "start=\"%s\" end=\"%s\"".formatted(start, end), event("b", "28T13:00", "1:00"))))
			.isEqualTo(change);
	}

	private static @Nullable String read(String... parts) throws IOException {
		String file = "<schedule><conference><title>T</title><time_zone_name>Europe/Berlin</time_zone_name>%s</conference>%s</schedule>"
			.formatted(parts[0].startsWith("<day_") ? parts[0] : "",
					String.join("", parts).replaceFirst("<day_.*?</day_change>", ""));
		ProgrammeFile programme = ProgrammeReader.read(new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)))
			.file();
		return (programme.dayChange() != null) ? programme.dayChange().toString() : null;
	}

	private static String day(int date, String attributes, String event) {
		return "<day date=\"2027-12-%d\" %s><room name=\"Hall\">%s</room></day>".formatted(date, attributes, event);
	}

	private static String event(String id, String start, String duration) {
		return "<event guid=\"%s\"><title>%s</title><date>2027-12-%s:00+01:00</date><duration>%s</duration></event>"
			.formatted(id, id, start, duration);
	}

}
