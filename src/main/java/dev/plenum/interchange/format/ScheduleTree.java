package dev.plenum.interchange.format;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of a schedule.xml or schedule.json, with the structure of the JSON.
 *
 * @param generator the name of the program that wrote the file; empty if it is not known
 * @param version the version of the schedule; empty if it is not known
 * @param conference the conference without its days
 * @param days the days, in the order of the file
 * @param events the events, in the order of the file
 * @param warnings collects what is odd in the file
 */
record ScheduleTree(String generator, String version, JsonNode conference, List<ScheduleDay> days,
		List<ScheduleEvent> events, Warnings warnings) {

	/**
	 * A day of a schedule.
	 *
	 * @param date its date
	 * @param start its start; empty if the file does not name it
	 * @param end its end; empty if the file does not name it
	 */
	record ScheduleDay(String date, String start, String end) {
	}

	/**
	 * An event of a schedule, which is a session in Plenum.
	 *
	 * @param fields the event's properties
	 * @param date the date of the day that contains it
	 * @param room the name of the room that contains it
	 * @param place the place in the file
	 */
	record ScheduleEvent(ObjectNode fields, String date, String room, String place) {
	}

}
