package dev.plenum.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.plenum.webhook.WebhookDocument.Delivery;
import dev.plenum.webhook.WebhookDocument.Place;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a message that was not received is sent again.
 */
class RetryTests {

	private static final Instant NOW = Instant.parse("2027-05-10T09:00:00Z");

	private static final Duration A_DAY = Duration.ofHours(24);

	@ParameterizedTest
	@CsvSource({ "0, PT5S", "1, PT15S", "2, PT45S", "3, PT2M15S", "5, PT20M15S", "6, PT1H", "999, PT1H" })
	void thePauseTriplesUpToAnHour(int failures, Duration pause) {
		Retry retry = after(failures, NOW.minusSeconds(60), DeliveryOutcome.NOT_CONNECTED, null, Duration.ZERO);
		assertThat(retry.nextAt()).isEqualTo(NOW.plus(pause));
		assertThat(retry.failures()).isEqualTo(failures + 1);
		assertThat(retry.failingSince()).isEqualTo(NOW.minusSeconds(60));
	}

	@Test
	void aServerThatAsksToWaitIsWaitedForAtMostAnHour() {
		assertThat(after(0, null, DeliveryOutcome.HTTP_STATUS, 429, Duration.ofMinutes(7)).nextAt())
			.isEqualTo(NOW.plus(Duration.ofMinutes(7)));
		assertThat(after(0, null, DeliveryOutcome.HTTP_STATUS, 503, Duration.ofDays(7)).nextAt())
			.isEqualTo(NOW.plus(Duration.ofHours(1)));
	}

	@Test
	void aDayOfFailuresDisablesAWebhook() {
		assertThat(after(40, NOW.minus(A_DAY), DeliveryOutcome.TIMED_OUT, null, Duration.ZERO).nextAt()).isNull();
		assertThat(after(40, NOW.minus(A_DAY).plusSeconds(1), DeliveryOutcome.TIMED_OUT, null, Duration.ZERO).nextAt())
			.isNotNull();
	}

	@Test
	void theStatusGoneDisablesAWebhookAtOnce() {
		assertThat(after(0, null, DeliveryOutcome.HTTP_STATUS, 410, Duration.ZERO).nextAt()).isNull();
		assertThat(after(0, null, DeliveryOutcome.HTTP_STATUS, 404, Duration.ZERO).nextAt()).isNotNull();
	}

	@Test
	void aBusyServerIsNoFailureOfTheWebhook() {
		Retry retry = after(0, null, DeliveryOutcome.BUSY, null, Duration.ZERO);
		assertThat(retry.failures()).isZero();
		assertThat(retry.failingSince()).isNull();
	}

	private static Retry after(int failures, @Nullable Instant since, DeliveryOutcome outcome, @Nullable Integer status,
			Duration retryAfter) {
		return Retry
			.after(new WebhookDocument("whk_1_2", "evt_1", 1, "https://example.org/", WebhookPreset.GENERIC, List.of(),
					null, "whsec_", true, new Place(0, 0, 0), NOW, "lease", null, 1, failures, since, null, null, null),
					new Delivery(NOW, outcome, status), retryAfter, A_DAY);
	}

}
