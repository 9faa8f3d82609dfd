package dev.plenum.interchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * Builds a schedule.json of a conference in Berlin on 27 and 28 December 2027.
 */
public final class ScheduleFile {

	private final Map<String, Map<String, Object>> events = new LinkedHashMap<>();

	private final Map<String, Object> facts = new LinkedHashMap<>();

	/**
	 * Adds an event of one hour, or replaces the event that has the guid.
	 * @param guid the guid
	 * @param title the title
	 * @param start the start with its offset
	 * @param room the name of the room
	 * @param persons the names of the persons
	 * @return this
	 */
	public ScheduleFile event(String guid, String title, String start, String room, String... persons) {
		Map<String, Object> event = new LinkedHashMap<>(
				Map.of("guid", guid, "id", Math.abs(guid.hashCode()), "title", title, "date", start, "start",
						start.substring(11, 16), "duration", "1:00", "room", room, "type", "Talk", "language", "en"));
		List<Map<String, Object>> all = new ArrayList<>();
		for (String person : persons) {
			all.add(Map.of("guid", "person-" + person, "public_name", person));
		}
		event.put("persons", all);
		this.events.put(guid, event);
		return this;
	}

	/**
	 * Adds events that have the same guid, or replaces those that have it.
	 * @param guid the guid
	 * @param title the title
	 * @param starts the starts with their offsets
	 * @return this
	 */
	ScheduleFile repeated(String guid, String title, String... starts) {
		this.events.keySet().removeIf((key) -> key.startsWith(guid + "#"));
		for (int i = 0; i < starts.length; i++) {
			event(guid, title, starts[i], "Hall");
			this.events.put(guid + "#" + i, this.events.remove(guid));
		}
		return this;
	}

	ScheduleFile with(String guid, String name, Object value) {
		this.events.get(guid).put(name, value);
		return this;
	}

	public ScheduleFile without(String guid) {
		this.events.remove(guid);
		return this;
	}

	ScheduleFile conference(String name, Object value) {
		this.facts.put(name, value);
		return this;
	}

	public byte[] json() {
		Map<String, List<Map<String, Object>>> rooms = new LinkedHashMap<>();
		this.events.values()
			.forEach((event) -> rooms.computeIfAbsent((String) event.get("room"), (room) -> new ArrayList<>())
				.add(event));
		Map<String, Object> conference = new LinkedHashMap<>(
				Map.of("acronym", "test", "title", "Test Congress", "start", "2027-12-27", "end", "2027-12-28",
						"time_zone_name", "Europe/Berlin", "timeslot_duration", "00:10"));
		conference.putAll(this.facts);
		conference.put("days", List.of(Map.of("index", 1, "date", "2027-12-27", "rooms", rooms)));
		return JsonMapper.shared()
			.writeValueAsBytes(Map.of("schedule", Map.of("version", "1", "conference", conference)));
	}

}
