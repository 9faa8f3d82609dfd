package dev.plenum.push.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.push.content.Message;

/**
 * The part of a message that applications read, the same on all platforms.
 */
final class Details {

	private Details() {
	}

	/**
	 * Returns the part that applications read.
	 * @param message the message
	 * @return its identity, number, repetition, path and data
	 */
	static Map<String, Object> of(Message message) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("identity", message.identity());
		details.put("number", message.number());
		details.put("repeated", message.repeated());
		details.put("path", message.path());
		if (!message.data().isEmpty()) {
			details.put("content", message.data());
		}
		return details;
	}

}
