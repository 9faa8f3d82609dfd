package dev.plenum.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import dev.plenum.platform.Ids;
import dev.plenum.platform.outbound.Outbound;
import dev.plenum.platform.outbound.OutboundRequest;
import dev.plenum.platform.outbound.OutboundResult;
import dev.plenum.webhook.WebhookDocument.Delivery;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Sends one message to a webhook: JSON with the headers of Standard Webhooks. The id of a
 * message is the same in each attempt.
 */
@Component
class WebhookTransport {

	private final JsonMapper json = JsonMapper.builder().build();

	private final Outbound outbound;

	private final InstantSource clock;

	WebhookTransport(Outbound outbound, InstantSource clock) {
		this.outbound = outbound;
		this.clock = clock;
	}

	/**
	 * Sends a message.
	 * @return what became of it; never an error
	 */
	Mono<Sent> send(WebhookDocument webhook, WebhookMessage message) {
		return Mono.defer(() -> {
			String id = Ids.in("msg", webhook.eventId(), webhook.id() + '/' + message.key());
			Instant now = this.clock.instant();
			byte[] body = this.json.writeValueAsBytes(webhook.preset().body(message));
			return this.outbound.send(OutboundRequest.post(URI.create(webhook.url()), body)
				.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
				.header("webhook-id", id)
				.header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
				.header("webhook-signature", Signature.of(webhook.secrets(now), id, now, body)));
		}).map(this::sent);
	}

	private Sent sent(OutboundResult result) {
		Integer status = null;
		Duration retryAfter = Duration.ZERO;
		if (result instanceof OutboundResult.Answered answer) {
			status = answer.status();
			retryAfter = answer.retryAfter();
		}
		return new Sent(new Delivery(this.clock.instant(), DeliveryOutcome.of(result), status), retryAfter);
	}

	/**
	 * What became of a message.
	 *
	 * @param delivery the attempt
	 * @param retryAfter how long the server at the address asks to wait; zero if it does
	 * not
	 */
	record Sent(Delivery delivery, Duration retryAfter) {

		boolean isDelivered() {
			return this.delivery.outcome() == DeliveryOutcome.DELIVERED;
		}

	}

}
