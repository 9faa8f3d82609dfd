package dev.plenum.webhook;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.announcement.Announcement;
import dev.plenum.announcement.BulletinKind;
import dev.plenum.changelog.Step;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import org.jspecify.annotations.Nullable;

/**
 * The data of messages for the preset GENERIC. Ids are those of GraphQL.
 */
final class WebhookData {

	private WebhookData() {
	}

	/**
	 * Any data about an event.
	 */
	static Map<String, ?> of(Programme programme, Map<String, ?> more) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("eventId", programme.id());
		data.put("slug", programme.event().slug());
		data.putAll(more);
		return data;
	}

	static Map<String, ?> of(PublishedChange change, Programme programme, WebhookWords words) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("revision", change.revision());
		data.put("sessionId", change.sessionId());
		data.put("title", words.in(change.session().title()));
		data.put("kinds", change.kinds().stream().map(Enum::name).toList());
		data.put("summary", words.in(change.summary()));
		put(data, "note", change.note());
		return of(programme, data);
	}

	static Map<String, ?> of(Step step, Programme programme) {
		return of(programme,
				Map.of("version", step.version(), "nodes", step.nodes()
					.stream()
					.map((node) -> Map.of("id", node.id(), "kind", node.kind().name(), "removed", node.removed()))
					.toList()));
	}

	static Map<String, ?> of(Announcement announcement, Programme programme, String text) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("announcementId", announcement.id());
		data.put("version", announcement.version());
		data.put("urgency", announcement.urgency().name());
		data.put("text", text);
		put(data, "sessionId", announcement.document().sessionId());
		put(data, "roomId", announcement.document().roomId());
		put(data, "validUntil", announcement.validUntil());
		return of(programme, data);
	}

	/**
	 * The last part of the type of a message about an announcement.
	 */
	static String type(BulletinKind kind) {
		return switch (kind) {
			case ANNOUNCED -> "published";
			case CORRECTED -> "corrected";
			case WITHDRAWN -> "withdrawn";
			case SESSION_OVER -> throw new IllegalArgumentException("Not an announcement");
		};
	}

	private static void put(Map<String, Object> data, String name, @Nullable Object value) {
		if (value != null) {
			data.put(name, value.toString());
		}
	}

}
