package dev.plenum.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conference as the other servers have it in their memory: everything that the queries
 * ask for, read from Plenum.
 */
final class ConferenceData {

	private static final String DOCUMENT = """
			query ($id: ID!) { event(id: $id) {
			  id slug startsOn endsOn timezone languages revision venue { name city country } %s
			  days { date }
			  tracks { id color %s }
			  rooms { id name capacity floor }
			  speakers(first: 40) { nodes { id name type titles organisation %s } }
			  sessions(first: 40) { nodes { id kind languages tags startsAt endsAt status capacity %s
			    track { id } rooms { id } speakers { role speaker { id } } } }
			} }""".formatted(texts("name", "theme"), texts("name"), texts("bio"), texts("title", "abstract"));

	private ConferenceData() {
	}

	/**
	 * Reads a conference.
	 * @param conference the conference
	 * @param agendas the agendas of some attendees, by token
	 * @return the file for the other servers
	 */
	static byte[] of(Conference conference, Map<String, ?> agendas) {
		JsonNode read = conference.plenum().anonymous().ask(DOCUMENT, Map.of("id", conference.id())).get("event");
		ObjectNode event = (ObjectNode) together(read);
		ObjectNode data = JsonMapper.shared().createObjectNode();
		data.set("rooms", event.remove("rooms"));
		data.set("tracks", together(event.remove("tracks")));
		data.set("speakers", together(event.remove("speakers").get("nodes")));
		ArrayNode sessions = data.putArray("sessions");
		event.remove("sessions").get("nodes").forEach((session) -> sessions.add(session(session)));
		List<String> days = new ArrayList<>();
		event.remove("days").forEach((day) -> days.add(day.get("date").asString()));
		event.set("days", JsonMapper.shared().valueToTree(days));
		data.set("event", event);
		data.set("agendas", JsonMapper.shared().valueToTree(agendas));
		return JsonMapper.shared().writeValueAsBytes(data);
	}

	private static JsonNode session(JsonNode read) {
		ObjectNode session = (ObjectNode) together(read);
		JsonNode track = session.remove("track");
		session.set("trackId", track.get("id"));
		ArrayNode rooms = session.putArray("roomIds");
		session.remove("rooms").forEach((room) -> rooms.add(room.get("id")));
		ArrayNode speakers = JsonMapper.shared().createArrayNode();
		session.get("speakers")
			.forEach((part) -> speakers.addObject()
				.put("speakerId", part.at("/speaker/id").asString())
				.put("role", part.get("role").asString()));
		session.set("speakers", speakers);
		return session;
	}

	/**
	 * Fields that are asked for in every language, under names of their own.
	 */
	private static String texts(String... fields) {
		return List.of(fields)
			.stream()
			.flatMap((field) -> Texts.LANGUAGES.stream()
				.map((language) -> "%s__%s: %s(lang: \"%s\")".formatted(field, language, field, language)))
			.collect(Collectors.joining(" "));
	}

	/**
	 * Puts the languages of a text together again.
	 */
	private static JsonNode together(JsonNode read) {
		if (read.isArray()) {
			ArrayNode all = JsonMapper.shared().createArrayNode();
			read.forEach((one) -> all.add(together(one)));
			return all;
		}
		ObjectNode whole = JsonMapper.shared().createObjectNode();
		Map<String, ObjectNode> texts = new HashMap<>();
		read.properties().forEach((property) -> {
			String[] name = property.getKey().split("__");
			if (name.length == 2) {
				texts.computeIfAbsent(name[0], whole::putObject).set(name[1], property.getValue());
			}
			else {
				whole.set(property.getKey(), property.getValue());
			}
		});
		return whole;
	}

}
