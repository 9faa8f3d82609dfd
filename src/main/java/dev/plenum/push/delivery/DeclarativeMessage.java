package dev.plenum.push.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.push.content.Message;
import dev.plenum.platform.traffic.ServerAddress;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Writes messages as Declarative Web Push: browsers that know this format display it
 * without a service worker, and the service workers of all others can read it.
 */
@Component
final class DeclarativeMessage {

	/** Marks the format; named after RFC 8030. */
	private static final int WEB_PUSH = 8030;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final String app;

	DeclarativeMessage(PushSettings settings, ServerAddress server) {
		this.app = settings.appAddress().isEmpty() ? server.https() : settings.appAddress().replaceFirst("/+$", "");
	}

	/**
	 * Encodes a message.
	 * @param message the message
	 * @return JSON in UTF-8
	 */
	byte[] encode(Message message) {
		Map<String, Object> notification = new LinkedHashMap<>();
		notification.put("title", message.title());
		notification.put("body", message.body());
		notification.put("lang", message.lang());
		notification.put("dir", "auto");
		notification.put("tag", Tag.of(message));
		notification.put("navigate", this.app + message.path());
		notification.put("silent", message.repeated());
		notification.put("data", Details.of(message));
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("web_push", WEB_PUSH);
		body.put("notification", notification);
		// A service worker may change the notification; if it fails, this one is
		// displayed.
		body.put("mutable", true);
		return JSON.writeValueAsBytes(body);
	}

}
