package dev.plenum.push.content;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Quiet hours as moments, also over midnight and in the nights when the clocks change.
 */
class QuietTimesTests {

	@ParameterizedTest(name = "{0}–{1} in {2} at {3}: until {4}, ended last {5}")
	@CsvSource(nullValues = "-", textBlock = """
			22:00, 07:00, Europe/Helsinki,  2027-05-10T18:59:59Z, -,                    2027-05-10T04:00:00Z
			22:00, 07:00, Europe/Helsinki,  2027-05-10T19:00:00Z, 2027-05-11T04:00:00Z, 2027-05-10T04:00:00Z
			22:00, 07:00, Europe/Helsinki,  2027-05-11T03:59:59Z, 2027-05-11T04:00:00Z, 2027-05-10T04:00:00Z
			22:00, 07:00, Europe/Helsinki,  2027-05-11T04:00:00Z, -,                    2027-05-11T04:00:00Z
			22:00, 07:00, Europe/Stockholm, 2027-05-11T04:30:00Z, 2027-05-11T05:00:00Z, 2027-05-10T05:00:00Z
			22:00, 07:00, Asia/Tokyo,       2027-05-10T13:00:00Z, 2027-05-10T22:00:00Z, 2027-05-09T22:00:00Z
			13:00, 15:00, Europe/Stockholm, 2027-05-10T12:00:00Z, 2027-05-10T13:00:00Z, 2027-05-09T13:00:00Z
			13:00, 15:00, Europe/Stockholm, 2027-05-10T13:00:00Z, -,                    2027-05-10T13:00:00Z
			# clocks are put forward at 02:00 in Sweden and at 03:00 in Finland: the night has 8 hours
			22:00, 07:00, Europe/Stockholm, 2027-03-28T04:59:59Z, 2027-03-28T05:00:00Z, 2027-03-27T06:00:00Z
			22:00, 07:00, Europe/Stockholm, 2027-03-28T05:00:00Z, -,                    2027-03-28T05:00:00Z
			# 02:30 does not exist in that night
			22:00, 02:30, Europe/Stockholm, 2027-03-28T01:29:59Z, 2027-03-28T01:30:00Z, 2027-03-27T01:30:00Z
			# clocks are put back at 03:00: the night has 10 hours
			22:00, 07:00, Europe/Stockholm, 2027-10-31T05:59:59Z, 2027-10-31T06:00:00Z, 2027-10-30T05:00:00Z
			# 02:30 exists twice in that night: the first one counts
			22:00, 02:30, Europe/Stockholm, 2027-10-31T00:29:59Z, 2027-10-31T00:30:00Z, 2027-10-30T00:30:00Z
			22:00, 02:30, Europe/Stockholm, 2027-10-31T01:29:59Z, -,                    2027-10-31T00:30:00Z
			""")
	void quietHoursEndAtTheChosenTimeOfDay(LocalTime from, LocalTime until, ZoneId zone, Instant now,
			@Nullable Instant end, Instant lastEnd) {
		QuietTimes quiet = new QuietTimes(new QuietHours(from, until), zone);
		assertThat(quiet.endAt(now)).isEqualTo(Optional.ofNullable(end));
		assertThat(quiet.lastEnd(now)).isEqualTo(lastEnd);
	}

	@Test
	void withoutQuietHoursNoMomentIsQuiet() {
		QuietTimes none = new QuietTimes(null, ZoneId.of("Europe/Stockholm"));
		assertThat(none.endAt(Instant.now())).isEmpty();
		assertThat(none.lastEnd(Instant.now())).isEqualTo(Instant.MIN);
	}

}
