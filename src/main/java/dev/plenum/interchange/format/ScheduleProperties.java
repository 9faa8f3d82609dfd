package dev.plenum.interchange.format;

import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes properties of a schedule.json as far as its schema allows them.
 */
final class ScheduleProperties {

	/** What the schema of the format allows. */
	static final Pattern SLUG = Pattern.compile("[a-z0-9_-]+[a-z0-9]");

	static final Pattern CODE = Pattern.compile("[A-Z0-9]+");

	static final Pattern ROOM_TYPE = Pattern
		.compile("lecturehall|stage|workshop|outside|online|project|bbb|hangar|other");

	static final Pattern ADDRESS = Pattern.compile("(?i)https?://[!#$&-;=?@A-Z_a-z~%\\[\\]]+");

	private ScheduleProperties() {
	}

	/** Writes an absolute address; another one is written beside the format. */
	static void absolute(ObjectNode node, String name, @Nullable String address) {
		if (address != null && ADDRESS.matcher(address).matches()) {
			node.put(name, address);
		}
		else if (address != null) {
			Besides.of(node).put(name, address);
		}
	}

	static void matching(ObjectNode node, Map<String, String> facts, String name, Pattern valid) {
		if (valid.matcher(facts.getOrDefault(name, "")).matches()) {
			fact(node, facts, name);
		}
	}

	static void fact(ObjectNode node, Map<String, String> facts, String name) {
		put(node, name, facts.get(name));
	}

	static void put(ObjectNode node, String name, @Nullable String value) {
		if (value != null) {
			node.put(name, value);
		}
	}

}
