package dev.plenum.webhook;

import java.time.Duration;
import java.time.Instant;

import dev.plenum.webhook.WebhookDocument.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a message that was not received. The time until the next attempt
 * triples with each failure, from five seconds up to an hour.
 *
 * @param delivery the attempt
 * @param failures the number of failures since the last success
 * @param failingSince the time of the first of these failures; null if there is none
 * @param nextAt when the message is sent again; null if the webhook is disabled
 */
record Retry(Delivery delivery, int failures, @Nullable Instant failingSince, @Nullable Instant nextAt) {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

	private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

	private static final int MOST_STEPS = 10;

	private static final int GONE = 410;

	/**
	 * What follows from a failure.
	 * @param webhook the webhook before the attempt
	 * @param delivery the attempt
	 * @param retryAfter how long the server at the address asks to wait
	 * @param giveUpAfter the time of failures after which a webhook is disabled
	 */
	static Retry after(WebhookDocument webhook, Delivery delivery, Duration retryAfter, Duration giveUpAfter) {
		Instant now = delivery.at();
		if (delivery.outcome() == DeliveryOutcome.BUSY) {
			return new Retry(delivery, webhook.failureCount(), webhook.failingSince(), now.plus(FIRST_PAUSE));
		}
		int failures = webhook.failureCount() + 1;
		Instant since = (webhook.failingSince() != null) ? webhook.failingSince() : now;
		boolean over = !now.isBefore(since.plus(giveUpAfter))
				|| delivery.httpStatus() != null && delivery.httpStatus() == GONE;
		return new Retry(delivery, failures, since, over ? null : now.plus(pause(failures, retryAfter)));
	}

	private static Duration pause(int failures, Duration retryAfter) {
		Duration tripled = FIRST_PAUSE.multipliedBy((long) Math.pow(3, Math.min(failures, MOST_STEPS) - 1));
		Duration asked = (retryAfter.compareTo(tripled) > 0) ? retryAfter : tripled;
		return (asked.compareTo(LONGEST_PAUSE) > 0) ? LONGEST_PAUSE : asked;
	}

}
