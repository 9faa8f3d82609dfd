package dev.plenum.webhook;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.Sha256;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * What changes in the webhooks of events that are followed.
 */
@Component
class WebhookNews {

	private static final int POSITION_BYTES = 10;

	private final Snapshots<Map<String, WebhookDocument>> snapshots;

	WebhookNews(Webhooks webhooks, Memory memory) {
		this.snapshots = memory.perEvent((eventId) -> webhooks.ofEvent(eventId).collectMap(WebhookDocument::id))
			.kept(Webhooks.COLLECTION, WebhookDocument.class, WebhookNews::with, WebhookNews::without);
	}

	/**
	 * Returns the changes that concern organisers: those that they make, and each begin
	 * and end of failures.
	 * @param eventId the event
	 * @param reached the position before a reconnect; null for the changes from now on
	 * @return the position after each change, without end; at once if the position before
	 * a reconnect is not the present one
	 */
	Flux<String> of(String eventId, @Nullable String reached) {
		return Resume.news(this.snapshots.of(eventId).readAndFollow().map(WebhookNews::position), reached);
	}

	/** The same on all servers. */
	private static String position(Map<String, WebhookDocument> webhooks) {
		String shown = webhooks.values()
			.stream()
			.sorted(Comparator.comparing(WebhookDocument::id))
			.map((webhook) -> List.of(webhook.id(), webhook.version(), String.valueOf(webhook.failingSince()),
					String.valueOf(webhook.gaveUpAt())))
			.toList()
			.toString();
		return HexFormat.of().formatHex(Sha256.of(shown), 0, POSITION_BYTES);
	}

	private static Map<String, WebhookDocument> with(Map<String, WebhookDocument> known, WebhookDocument document) {
		WebhookDocument other = known.get(document.id());
		if (other != null && other.includes(document)) {
			return known;
		}
		Map<String, WebhookDocument> copy = new HashMap<>(known);
		copy.put(document.id(), document);
		return Map.copyOf(copy);
	}

	private static Map<String, WebhookDocument> without(Map<String, WebhookDocument> known, String id) {
		Map<String, WebhookDocument> copy = new HashMap<>(known);
		copy.remove(id);
		return Map.copyOf(copy);
	}

}
