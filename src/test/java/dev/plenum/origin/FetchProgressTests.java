package dev.plenum.origin;

import java.time.Duration;
import java.time.Instant;

import dev.plenum.origin.OriginDocument.Fetch;
import dev.plenum.origin.OriginDocument.Person;
import dev.plenum.origin.OriginDocument.Stop;
import dev.plenum.origin.OriginDocument.StopReason;
import dev.plenum.origin.OriginDocument.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What follows from the result of a fetch.
 */
class FetchProgressTests {

	private static final Instant NOW = Instant.parse("2027-05-10T09:00:00Z");

	private static final Duration GIVE_UP = Duration.ofHours(24);

	private static final Validators NEW = new Validators("https://example.org/", "\"2\"", null);

	private static final Validators OLD = new Validators("https://example.org/", "\"1\"", null);

	@ParameterizedTest
	@CsvSource({ "1, 0, PT2M", "1, 1, PT4M", "1, 4, PT32M", "1, 5, PT1H", "1, 500, PT1H", "15, 0, PT30M", "15, 1, PT1H",
			"60, 0, PT1H", "1440, 3, PT24H" })
	void eachFailureDoublesTheTimeUpToAnHour(int minutes, int failures, Duration pause) {
		FetchProgress next = after(origin(minutes, failures, null, false), FetchOutcome.NOT_CONNECTED, Duration.ZERO);
		assertThat(next.nextAt()).isEqualTo(NOW.plus(pause));
		assertThat(next.failures()).isEqualTo(failures + 1);
		assertThat(next.validators()).isEqualTo(OLD);
		assertThat(next.stop()).isNull();
	}

	@Test
	void aServerThatAsksToWaitIsWaitedForAtMostADay() {
		assertThat(after(origin(15, 0, null, false), FetchOutcome.HTTP_STATUS, Duration.ofHours(2)).nextAt())
			.isEqualTo(NOW.plus(Duration.ofHours(2)));
		assertThat(after(origin(15, 0, null, false), FetchOutcome.HTTP_STATUS, Duration.ofDays(300)).nextAt())
			.isEqualTo(NOW.plus(Duration.ofDays(1)));
		assertThat(after(origin(15, 0, null, false), FetchOutcome.HTTP_STATUS, Duration.ofSeconds(2)).nextAt())
			.isEqualTo(NOW.plus(Duration.ofMinutes(30)));
	}

	@Test
	void aSuccessEndsFailuresAndStops() {
		OriginDocument lossy = origin(15, 3, new Stop(StopReason.LOSSES, NOW), false);
		FetchProgress imported = after(lossy, FetchOutcome.IMPORTED, Duration.ZERO);
		assertThat(imported.nextAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
		assertThat(imported.failures()).isZero();
		assertThat(imported.failingSince()).isNull();
		assertThat(imported.stop()).isNull();
		assertThat(imported.validators()).isEqualTo(NEW);
		assertThat(imported.imported()).isEqualTo(imported.last());
		FetchProgress same = after(lossy, FetchOutcome.NOT_MODIFIED, Duration.ZERO);
		assertThat(same.validators()).isEqualTo(OLD);
		assertThat(same.imported()).isNull();
	}

	@Test
	void lossesStopImportsAndTheFileIsFetchedFurther() {
		FetchProgress first = after(origin(15, 0, null, false), FetchOutcome.LOSSES, Duration.ZERO);
		assertThat(first.stop()).isEqualTo(new Stop(StopReason.LOSSES, NOW));
		assertThat(first.nextAt()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
		assertThat(first.stops(origin(15, 0, null, false))).isTrue();
		Stop earlier = new Stop(StopReason.LOSSES, NOW.minusSeconds(90));
		FetchProgress second = after(origin(15, 1, earlier, false), FetchOutcome.LOSSES, Duration.ZERO);
		assertThat(second.stop()).isEqualTo(earlier);
		assertThat(second.stops(origin(15, 1, earlier, false))).isFalse();
	}

	@Test
	void aDayOfFailuresEndsTheFetches() {
		OriginDocument failing = failingSince(NOW.minus(GIVE_UP));
		FetchProgress last = after(failing, FetchOutcome.TIMED_OUT, Duration.ZERO);
		assertThat(last.stop()).isEqualTo(new Stop(StopReason.FAILURES, NOW));
		assertThat(last.nextAt()).isNull();
		assertThat(after(failingSince(NOW.minus(GIVE_UP).plusSeconds(1)), FetchOutcome.TIMED_OUT, Duration.ZERO).stop())
			.isNull();
		assertThat(after(failing, FetchOutcome.LOSSES, Duration.ZERO).nextAt()).isNotNull();
	}

	@Test
	void aBusyServerIsNoFailureOfTheOrigin() {
		FetchProgress next = after(origin(15, 2, null, false), FetchOutcome.BUSY, Duration.ZERO);
		assertThat(next.failures()).isEqualTo(2);
		assertThat(next.nextAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
	}

	@Test
	void aPausedOriginIsNotFetchedAgain() {
		assertThat(after(origin(15, 0, null, true), FetchOutcome.IMPORTED, Duration.ZERO).nextAt()).isNull();
		assertThat(after(origin(15, 0, null, true), FetchOutcome.NOT_CONNECTED, Duration.ZERO).nextAt()).isNull();
	}

	@Test
	void whatMayNotBeImportedIsNotFetched() {
		FetchProgress stopped = FetchProgress.stopped(origin(15, 0, null, false), StopReason.ARCHIVED, NOW);
		assertThat(stopped.nextAt()).isNull();
		assertThat(stopped.stop()).isEqualTo(new Stop(StopReason.ARCHIVED, NOW));
	}

	private static FetchProgress after(OriginDocument origin, FetchOutcome outcome, Duration retryAfter) {
		return FetchProgress.after(origin, Fetch.of(NOW, outcome, null, null), NEW, retryAfter, GIVE_UP);
	}

	private static OriginDocument origin(int minutes, int failures, @Nullable Stop stop, boolean paused) {
		return new OriginDocument("evt_1", 1, "https://example.org/", minutes, paused, new Person("anna", false), 1,
				NOW, "lease", null, null, OLD, failures, (failures > 0) ? NOW.minusSeconds(60) : null, null, null,
				stop);
	}

	private static OriginDocument failingSince(Instant since) {
		return new OriginDocument("evt_1", 1, "https://example.org/", 15, null, new Person("anna", false), 1, NOW,
				"lease", null, null, OLD, 9, since, null, null, null);
	}

}
