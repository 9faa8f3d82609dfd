package dev.plenum.interchange.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the days, rooms and events of a schedule.json.
 */
final class ScheduleJson {

	private final List<String> dates = new ArrayList<>();

	private final List<ScheduleTree.ScheduleEvent> events = new ArrayList<>();

	private ScheduleJson() {
	}

	static ScheduleTree tree(JsonNode root) {
		JsonNode schedule = root.path("schedule");
		JsonNode conference = schedule.path("conference");
		JsonNode days = conference.path("days");
		if (!days.isArray()) {
			throw new FaultyFileException("/schedule/conference/days", "Expected a list of days.");
		}
		ScheduleJson found = new ScheduleJson();
		for (int i = 0; i < days.size(); i++) {
			found.day(days.get(i), "/schedule/conference/days/" + i);
		}
		return new ScheduleTree(root.path("generator").path("name").asString(""), schedule.path("version").asString(""),
				conference(schedule, conference), found.dates, found.events, new Warnings());
	}

	private static JsonNode conference(JsonNode schedule, JsonNode conference) {
		ObjectNode all = JsonFile.MAPPER.createObjectNode();
		conference.properties()
			.stream()
			.filter((entry) -> !entry.getKey().equals("days"))
			.forEach((entry) -> all.set(entry.getKey(), entry.getValue()));
		if (schedule.hasNonNull("base_url") && !all.hasNonNull("base_url")) {
			all.set("base_url", schedule.get("base_url"));
		}
		if (!all.path("rooms").isArray() && schedule.path("rooms").isArray()) {
			all.set("rooms", schedule.get("rooms"));
		}
		return all;
	}

	private void day(JsonNode day, String place) {
		String date = day.path("date").asString("");
		this.dates.add(date);
		JsonNode rooms = day.path("rooms");
		if (!rooms.isObject() && !(rooms.isArray() && rooms.isEmpty())) {
			throw new FaultyFileException(place + "/rooms", "Expected the rooms of the day by name.");
		}
		for (Entry<String, JsonNode> room : rooms.properties()) {
			String at = place + "/rooms" + JsonFile.step(room.getKey());
			if (!room.getValue().isArray()) {
				throw new FaultyFileException(at, "Expected a list of events.");
			}
			for (int i = 0; i < room.getValue().size(); i++) {
				if (!(room.getValue().get(i) instanceof ObjectNode event)) {
					throw new FaultyFileException(at + "/" + i, "Expected an object with the event.");
				}
				this.events.add(new ScheduleTree.ScheduleEvent(event, date, room.getKey(), at + "/" + i));
			}
		}
	}

}
