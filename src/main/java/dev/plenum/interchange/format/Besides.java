package dev.plenum.interchange.format;

import java.util.Map.Entry;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values that a schedule has no place for, such as further rooms of an event. Plenum
 * writes them where other programs and the schemas ignore them, and reads them again: in
 * schedule.json in the object {@code plenum} of {@code conference.meta}, in schedule.xml
 * in processing instructions with the target {@code plenum}.
 */
final class Besides {

	/** The target of processing instructions, and the name of the object in JSON. */
	static final String NAME = "plenum";

	private Besides() {
	}

	/**
	 * Returns the values beside the properties of a conference or an event, to add some.
	 * @param node the conference or the event
	 * @return the values
	 */
	static ObjectNode of(ObjectNode node) {
		return (node.get(NAME) instanceof ObjectNode values) ? values : node.putObject(NAME);
	}

	/**
	 * Moves all such values of a schedule to the place that the JSON schema allows.
	 * @param conference the conference with its days
	 */
	static void moveToMeta(ObjectNode conference) {
		ObjectNode all = JsonFile.MAPPER.createObjectNode();
		if (conference.remove(NAME) instanceof ObjectNode own) {
			all.set("conference", own);
		}
		ObjectNode events = JsonFile.MAPPER.createObjectNode();
		conference.path("days").forEach((day) -> day.path("rooms").forEach((room) -> room.forEach((event) -> {
			if (((ObjectNode) event).remove(NAME) instanceof ObjectNode values) {
				events.set(event.path("guid").asString(), values);
			}
		})));
		if (!events.isEmpty()) {
			all.set("events", events);
		}
		if (!all.isEmpty()) {
			conference.putObject("meta").set(NAME, all);
		}
	}

	/**
	 * Writes the values of a conference or an event as the content of a processing
	 * instruction.
	 * @param node the conference or the event
	 * @return the content; null if there are no values
	 */
	static @Nullable String instruction(JsonNode node) {
		return (node.get(NAME) instanceof ObjectNode values && !values.isEmpty())
				? JsonFile.MAPPER.writeValueAsString(values).replace("?>", "?\\u003e") : null;
	}

	/**
	 * Adds values that {@link #instruction} wrote to the properties of a conference or an
	 * event.
	 * @param content the content of the processing instruction
	 * @param into the conference or the event
	 */
	static void read(String content, ObjectNode into) {
		try {
			add(JsonFile.MAPPER.readTree(content), into);
		}
		catch (JacksonException ex) {
			// Plenum did not write it.
		}
	}

	/**
	 * Adds values that {@link #moveToMeta} moved to the properties of a conference or an
	 * event.
	 * @param values the values; anything else is ignored
	 * @param into the conference or the event
	 */
	static void add(JsonNode values, ObjectNode into) {
		for (Entry<String, JsonNode> value : values.properties()) {
			into.set(value.getKey(), value.getValue());
		}
		JsonNode types = values.path("link_types");
		into.path("links").forEach((link) -> {
			if (link instanceof ObjectNode own && types.has(link.path("url").asString(""))) {
				own.set("type", types.get(link.path("url").asString("")));
			}
		});
	}

	/**
	 * Returns the values in a schedule.json.
	 * @param conference the conference
	 * @return the object with the values of the conference and its events
	 */
	static JsonNode in(JsonNode conference) {
		return conference.path("meta").path(NAME);
	}

}
