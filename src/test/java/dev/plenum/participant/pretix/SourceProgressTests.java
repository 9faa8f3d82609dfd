package dev.plenum.participant.pretix;

import java.time.Duration;
import java.time.Instant;

import dev.plenum.participant.pretix.SourceDocument.Round;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What follows from a round of reading orders.
 */
class SourceProgressTests {

	private static final Instant NOW = Instant.parse("2027-05-10T10:00:00Z");

	private static final Duration INTERVAL = Duration.ofMinutes(5);

	@Test
	void anAppliedRoundMovesThePlaceAndEndsTheFailures() {
		SourceProgress next = after(source(3, NOW.minusSeconds(9)), ReadOutcome.APPLIED, true, Duration.ZERO);
		assertThat(next.nextAt()).isEqualTo(NOW.plus(INTERVAL));
		assertThat(next.readUntil()).isEqualTo(NOW);
		assertThat(next.completeAt()).isEqualTo(NOW);
		assertThat(next.failures()).isZero();
		assertThat(next.failingSince()).isNull();
		assertThat(after(source(0, null), ReadOutcome.APPLIED, false, Duration.ZERO).completeAt())
			.isEqualTo(NOW.minus(Duration.ofHours(1)));
	}

	@Test
	void aFailureDoublesThePauseUpToAnHourAndMovesNothing() {
		SourceProgress first = after(source(0, null), ReadOutcome.HTTP_STATUS, false, Duration.ZERO);
		assertThat(first.nextAt()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
		assertThat(first.readUntil()).isEqualTo(NOW.minus(Duration.ofMinutes(5)));
		assertThat(first.failingSince()).isEqualTo(NOW);
		assertThat(after(source(9, NOW), ReadOutcome.HELD, false, Duration.ZERO).nextAt())
			.isEqualTo(NOW.plus(Duration.ofHours(1)));
		assertThat(after(source(0, null), ReadOutcome.TOO_MANY_REQUESTS, false, Duration.ofHours(3)).nextAt())
			.isEqualTo(NOW.plus(Duration.ofHours(3)));
	}

	@Test
	void aBusyServerIsNoFailureAndAnEventThatIsOverIsNotReadAgain() {
		SourceProgress busy = after(source(0, null), ReadOutcome.BUSY, false, Duration.ZERO);
		assertThat(busy.nextAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
		assertThat(busy.failures()).isZero();
		assertThat(after(source(0, null), ReadOutcome.EVENT_OVER, false, Duration.ZERO).nextAt()).isNull();
	}

	@Test
	void allOrdersAreReadFirstAndOnceADay() {
		SourceDocument source = source(0, null);
		assertThat(source.isCompleteDueAt(NOW)).isFalse();
		assertThat(source.isCompleteDueAt(NOW.plus(Duration.ofHours(23)))).isTrue();
	}

	private static SourceProgress after(SourceDocument before, ReadOutcome outcome, boolean complete, Duration asked) {
		return SourceProgress.after(before, new Round(NOW, outcome, complete, null, null, 0, 0, 0, 0, 0), NOW, asked,
				INTERVAL);
	}

	private static SourceDocument source(int failures, @Nullable Instant failingSince) {
		return new SourceDocument("evt_1", 1, "https://pretix.invalid", "o", "e", "", "", NOW, "lease", null, null,
				null, NOW.minus(Duration.ofMinutes(5)), NOW.minus(Duration.ofHours(1)), failures, failingSince, null,
				null);
	}

}
