package dev.plenum.webhook;

import java.util.List;
import java.util.Map;

import org.springframework.web.util.HtmlUtils;

/** The formats of the bodies that a webhook receives. */
enum WebhookPreset {

	/** The event as data, according to Standard Webhooks. */
	GENERIC(List.of(WebhookKind.values())) {

		@Override
		Map<String, ?> body(WebhookMessage message) {
			return Map.of("type", message.type(), "timestamp", message.at().toString(), "data", message.data());
		}

	},

	/** A message for an incoming webhook of Slack. */
	SLACK(List.of(WebhookKind.SCHEDULE_CHANGED, WebhookKind.ANNOUNCED)) {

		@Override
		Map<String, ?> body(WebhookMessage message) {
			return Map.of("text", message.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
		}

	},

	/** An adaptive card for a workflow of Teams. */
	TEAMS(List.of(WebhookKind.SCHEDULE_CHANGED, WebhookKind.ANNOUNCED)) {

		@Override
		Map<String, ?> body(WebhookMessage message) {
			Map<String, ?> text = Map.of("type", "TextBlock", "text", message.text(), "wrap", true);
			Map<String, ?> card = Map.of("$schema", "http://adaptivecards.io/schemas/adaptive-card.json", "type",
					"AdaptiveCard", "version", "1.4", "body", List.of(text));
			return Map.of("type", "message", "attachments",
					List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
		}

	},

	/** A message for a generic webhook of Matrix hookshot. */
	MATRIX(List.of(WebhookKind.SCHEDULE_CHANGED, WebhookKind.ANNOUNCED)) {

		@Override
		Map<String, ?> body(WebhookMessage message) {
			return Map.of("text", message.text(), "html",
					HtmlUtils.htmlEscape(message.text(), "UTF-8").replace("\n", "<br>"));
		}

	};

	private final List<WebhookKind> usualKinds;

	WebhookPreset(List<WebhookKind> usualKinds) {
		this.usualKinds = usualKinds;
	}

	/**
	 * The kinds that a webhook receives if its organiser chooses none.
	 */
	List<WebhookKind> usualKinds() {
		return this.usualKinds;
	}

	/**
	 * The body of a request, which becomes JSON.
	 */
	abstract Map<String, ?> body(WebhookMessage message);

}
