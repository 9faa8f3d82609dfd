package dev.plenum.interchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schedule of a real conference, to which the recorded changes of its feed are
 * applied.
 */
public final class ReplayedFeed {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final List<ObjectNode> events = new ArrayList<>();

	private final Map<String, JsonNode> persons = new LinkedHashMap<>();

	private final Map<String, Map<String, JsonNode>> personsOfEvent = new LinkedHashMap<>();

	private ObjectNode conference = JSON.createObjectNode();

	/**
	 * Reads the schedule on the evening before the first day, from the directory that
	 * {@code -Dplenum.replay=DIRECTORY} names.
	 * @return what happened afterwards, one JSON object for each version of the feed
	 */
	public List<String> begin() throws IOException {
		begin(JSON.readTree(Files.readString(file(".schedule.json"))));
		return Files.readAllLines(file(".jsonl"));
	}

	private static Path file(String ending) throws IOException {
		try (var files = Files.list(Path.of(System.getProperty("plenum.replay")))) {
			return files.filter((file) -> file.toString().endsWith(ending)).findFirst().orElseThrow();
		}
	}

	private void begin(JsonNode root) {
		this.conference = (ObjectNode) root.at("/schedule/conference");
		for (JsonNode day : this.conference.get("days")) {
			day.get("rooms").forEach((room) -> room.forEach((event) -> this.events.add((ObjectNode) event)));
		}
		this.events.forEach(this::remember);
	}

	public void apply(JsonNode operations) {
		for (JsonNode operation : operations) {
			String guid = operation.get("guid").asString();
			switch (operation.get("op").asString()) {
				case "add" -> {
					ObjectNode event = JSON.createObjectNode().put("guid", guid).put("type", "lecture");
					operation.get("to").properties().forEach((field) -> set(event, field.getKey(), field.getValue()));
					this.events.add(event);
					remember(event);
				}
				case "remove" -> this.events.remove(find(guid, operation.get("from")));
				default -> {
					ObjectNode before = JSON.createObjectNode();
					operation.get("fields")
						.properties()
						.forEach((field) -> before.set(field.getKey(), field.getValue().get(0)));
					ObjectNode event = find(guid, before);
					operation.get("fields")
						.properties()
						.forEach((field) -> set(event, field.getKey(), field.getValue().get(1)));
					remember(event);
				}
			}
		}
	}

	Map<String, Seen> sessions() {
		Map<String, Seen> sessions = new LinkedHashMap<>();
		byRoom().values().forEach((day) -> day.values().forEach((room) -> room.forEach((event) -> {
			String key = event.get("guid").asString();
			for (int i = 2; sessions.containsKey(key); i++) {
				key = event.get("guid").asString() + "/" + i;
			}
			OffsetDateTime start = OffsetDateTime.parse(event.get("date").asString());
			sessions.put(key, new Seen(start.toInstant() + "+" + minutes(event), event.get("room").asString(),
					event.get("persons").valueStream().map(ReplayedFeed::name).distinct().toList(), false));
		})));
		return sessions;
	}

	public byte[] json() {
		ArrayNode days = this.conference.putArray("days");
		byRoom().forEach((date, rooms) -> {
			ObjectNode day = days.addObject().put("index", days.size()).put("date", date);
			ObjectNode byName = day.putObject("rooms");
			rooms.forEach((name, events) -> byName.putArray(name).addAll(events));
		});
		ObjectNode root = JSON.createObjectNode();
		root.putObject("schedule").put("version", "1").set("conference", this.conference);
		return JSON.writeValueAsBytes(root);
	}

	private Map<String, Map<String, List<ObjectNode>>> byRoom() {
		Map<String, Map<String, List<ObjectNode>>> days = new TreeMap<>();
		this.events.forEach((event) -> days
			.computeIfAbsent(event.get("date").asString().substring(0, 10), (date) -> new LinkedHashMap<>())
			.computeIfAbsent(event.get("room").asString(), (room) -> new ArrayList<>())
			.add(event));
		return days;
	}

	private static int minutes(JsonNode event) {
		String[] parts = event.get("duration").asString().split(":");
		int minutes = Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
		return (minutes > 0) ? minutes : 10;
	}

	private ObjectNode find(String guid, JsonNode fields) {
		List<ObjectNode> alike = this.events.stream()
			.filter((event) -> event.get("guid").asString().equals(guid))
			.toList();
		return alike.stream()
			.filter((event) -> fields.properties()
				.stream()
				.filter((field) -> !field.getKey().equals("persons"))
				.allMatch((field) -> event.get(field.getKey()).equals(field.getValue())))
			.findFirst()
			.orElseGet(alike::getFirst);
	}

	private void set(ObjectNode event, String name, JsonNode value) {
		if (!name.equals("persons")) {
			event.set(name, value);
			return;
		}
		Map<String, JsonNode> own = this.personsOfEvent.getOrDefault(event.get("guid").asString(), Map.of());
		ArrayNode persons = event.putArray("persons");
		value.forEach((person) -> persons.add(own.getOrDefault(person.asString(), this.persons
			.getOrDefault(person.asString(), JSON.createObjectNode().put("public_name", person.asString())))));
	}

	private void remember(ObjectNode event) {
		event.get("persons").forEach((person) -> {
			this.persons.putIfAbsent(name(person), person);
			this.personsOfEvent.computeIfAbsent(event.get("guid").asString(), (guid) -> new LinkedHashMap<>())
				.putIfAbsent(name(person), person);
		});
	}

	private static String name(JsonNode person) {
		return person.get("public_name").asString();
	}

	/**
	 * A session as an attendee sees it.
	 */
	record Seen(String time, String room, List<String> persons, boolean cancelled) {
	}

}
