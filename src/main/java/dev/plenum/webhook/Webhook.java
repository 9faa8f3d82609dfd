package dev.plenum.webhook;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

import dev.plenum.programme.Programme;
import dev.plenum.webhook.WebhookDocument.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as organisers see it; the schema describes each property.
 *
 * @param programme the event
 * @param document the stored webhook
 */
record Webhook(Programme programme, WebhookDocument document) {

	public String id() {
		return this.document.id();
	}

	public int version() {
		return Math.toIntExact(this.document.version());
	}

	public String url() {
		return this.document.url();
	}

	public WebhookPreset preset() {
		return this.document.preset();
	}

	public List<WebhookKind> kinds() {
		return this.document.kinds();
	}

	public @Nullable Locale language() {
		return (this.document.language() != null) ? Locale.forLanguageTag(this.document.language()) : null;
	}

	public boolean enabled() {
		return this.document.enabled();
	}

	public String signingSecret() {
		return this.document.secret();
	}

	public @Nullable OffsetDateTime failingSince() {
		return this.programme.moment(this.document.failingSince());
	}

	public @Nullable OffsetDateTime gaveUpAt() {
		return this.programme.moment(this.document.gaveUpAt());
	}

	public @Nullable WebhookDelivery lastDelivery() {
		return (this.document.last() != null) ? WebhookDelivery.of(this.document.last(), this.programme) : null;
	}

	record WebhookDelivery(OffsetDateTime at, DeliveryOutcome deliveryOutcome, @Nullable Integer httpStatus) {

		static WebhookDelivery of(Delivery delivery, Programme programme) {
			return new WebhookDelivery(programme.at(delivery.at()), delivery.outcome(), delivery.httpStatus());
		}

	}

}
