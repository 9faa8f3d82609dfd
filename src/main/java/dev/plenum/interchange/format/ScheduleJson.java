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

	private final List<ScheduleTree.ScheduleDay> days = new ArrayList<>();

	private final List<ScheduleTree.ScheduleEvent> events = new ArrayList<>();

	private final Warnings warnings = new Warnings();

	private final JsonNode besides;

	private ScheduleJson(JsonNode besides) {
		this.besides = besides;
	}

	static ScheduleTree tree(JsonNode root) {
		JsonNode schedule = root.path("schedule");
		JsonNode conference = schedule.path("conference");
		JsonNode days = conference.path("days");
		if (!days.isArray()) {
			throw new FaultyFileException("/schedule/conference/days", "Expected a list of days.");
		}
		ScheduleJson found = new ScheduleJson(Besides.in(conference).path("events"));
		for (int i = 0; i < days.size(); i++) {
			found.day(days.get(i), "/schedule/conference/days/" + i);
		}
		return new ScheduleTree(root.path("generator").path("name").asString(""), schedule.path("version").asString(""),
				conference(schedule, conference), found.days, found.events, found.warnings);
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
		Besides.add(Besides.in(conference).path("conference"), all);
		return all;
	}

	private void day(JsonNode day, String place) {
		String date = day.path("date").asString("");
		this.days.add(new ScheduleTree.ScheduleDay(date, day.path("day_start").asString(""),
				day.path("day_end").asString("")));
		JsonNode rooms = day.path("rooms");
		if (rooms.isArray()) {
			for (int i = 0; i < rooms.size(); i++) {
				JsonNode room = rooms.get(i);
				events(date, room.path("name").asString(""), room.path("events"), place + "/rooms/" + i + "/events");
			}
		}
		else if (rooms.isObject()) {
			for (Entry<String, JsonNode> room : rooms.properties()) {
				events(date, room.getKey(), room.getValue(), place + "/rooms" + JsonFile.step(room.getKey()));
			}
		}
		else {
			this.warnings.add(place + "/rooms", "Expected the rooms of the day by name. The day is left out.");
		}
	}

	private void events(String date, String room, JsonNode events, String place) {
		if (!events.isArray()) {
			this.warnings.add(place, "Expected a list of events. The room is left out on this day.");
			return;
		}
		for (int i = 0; i < events.size(); i++) {
			if (events.get(i) instanceof ObjectNode event) {
				if (event.path("url").asString("").startsWith("urn:")) {
					event.remove("url");
				}
				Besides.add(this.besides.path(event.path("guid").asString("")), event);
				this.events.add(new ScheduleTree.ScheduleEvent(event, date, room, place + "/" + i));
			}
			else {
				this.warnings.add(place + "/" + i, "Expected an object with the event. It is left out.");
			}
		}
	}

}
