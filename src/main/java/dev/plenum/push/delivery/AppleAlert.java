package dev.plenum.push.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.push.content.Message;
import dev.plenum.push.content.Urgency;

/**
 * Messages in the format of Apple devices.
 */
final class AppleAlert {

	/** Delivered at once. */
	static final int IMMEDIATE = 10;

	/** Delivered when it suits the battery of the device. */
	static final int CONSERVE_POWER = 5;

	private AppleAlert() {
	}

	/**
	 * The dictionary {@code aps} of a message.
	 * @param message the message
	 * @return the alert; without a sound if the message is sent again
	 */
	static Map<String, Object> aps(Message message) {
		Map<String, Object> alert = new LinkedHashMap<>();
		alert.put("title", message.title());
		if (!message.body().isEmpty()) {
			alert.put("body", message.body());
		}
		Map<String, Object> aps = new LinkedHashMap<>();
		aps.put("alert", alert);
		aps.put("interruption-level", message.repeated() ? "passive" : "active");
		if (!message.repeated()) {
			aps.put("sound", "default");
		}
		if (message.data().get("eventId") instanceof String event) {
			aps.put("thread-id", event);
		}
		return aps;
	}

	/**
	 * The priority of a message.
	 * @param message the message
	 * @return the value of {@code apns-priority}
	 */
	static int priority(Message message) {
		return (message.urgency().compareTo(Urgency.NORMAL) >= 0) ? IMMEDIATE : CONSERVE_POWER;
	}

}
