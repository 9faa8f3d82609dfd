package dev.plenum.interchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * A schedule.json of a test's own, in Berlin on 27 and 28 December 2027.
 */
final class ScheduleFile {

	private final Map<String, Map<String, Object>> events = new LinkedHashMap<>();

	/**
	 * Adds an event of an hour, or replaces the one that has its guid.
	 * @param guid the guid
	 * @param title the title
	 * @param start when it starts, with an offset
	 * @param room where
	 * @param persons who
	 * @return this
	 */
	ScheduleFile event(String guid, String title, String start, String room, String... persons) {
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

	ScheduleFile with(String guid, String name, Object value) {
		this.events.get(guid).put(name, value);
		return this;
	}

	ScheduleFile without(String guid) {
		this.events.remove(guid);
		return this;
	}

	byte[] json() {
		Map<String, List<Map<String, Object>>> rooms = new LinkedHashMap<>();
		this.events.values()
			.forEach((event) -> rooms.computeIfAbsent((String) event.get("room"), (room) -> new ArrayList<>())
				.add(event));
		Map<String, Object> conference = new LinkedHashMap<>(
				Map.of("acronym", "test", "title", "Test Congress", "start", "2027-12-27", "end", "2027-12-28",
						"time_zone_name", "Europe/Berlin", "timeslot_duration", "00:10"));
		conference.put("days", List.of(Map.of("index", 1, "date", "2027-12-27", "rooms", rooms)));
		return JsonMapper.shared()
			.writeValueAsBytes(Map.of("schedule", Map.of("version", "1", "conference", conference)));
	}

}
