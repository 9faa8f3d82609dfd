package dev.plenum.door;

import java.time.Duration;
import java.time.Instant;

import dev.plenum.seating.CheckInTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Correcting the times of a device that had no network.
 */
class DeviceClockTests {

	private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

	private static final CheckInTime TIME = new CheckInTime(NOW.minus(Duration.ofHours(1)), NOW,
			NOW.plus(Duration.ofHours(1)));

	@ParameterizedTest
	@CsvSource({ "PT0S, ", "PT2M, ", "PT2M1S, 121", "PT-5M, -300" })
	void aClockThatIsMoreThanTwoMinutesOffIsReported(Duration ahead, Integer seconds) {
		assertThat(DeviceClock.of(NOW.plus(ahead), NOW).offSeconds()).isEqualTo(seconds);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, PT-10M, PT-10M", "PT7M, PT-3M, PT-10M", "PT-2H, PT-130M, PT-10M", "PT0S, PT-2H, PT-1H",
			"PT0S, PT3M, PT0S" })
	void aTimeIsCorrectedByTheDifferenceWithinTheTimeOfCheckIn(Duration ahead, Duration at, Duration corrected) {
		DeviceClock clock = DeviceClock.of(NOW.plus(ahead), NOW);
		assertThat(clock.corrected(NOW.plus(at), TIME)).isEqualTo(NOW.plus(corrected));
	}

	@Test
	void nobodyCameAfterTheEnd() {
		Instant later = NOW.plus(Duration.ofHours(5));
		assertThat(DeviceClock.of(later, later).corrected(later, TIME)).isBefore(TIME.closesAt());
	}

}
