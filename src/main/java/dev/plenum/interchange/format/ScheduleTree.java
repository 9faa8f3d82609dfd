package dev.plenum.interchange.format;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schedule as its XML and its JSON have it in common, in the shape of the JSON.
 *
 * @param generator the name of the program that wrote it; empty if it does not say
 * @param version its version; empty if it does not say
 * @param conference the conference without its days
 * @param dates the first date and those after it, as the days say them
 * @param events what takes place, in the order of the file
 */
record ScheduleTree(String generator, String version, JsonNode conference, List<String> dates,
		List<ScheduleEvent> events) {

	/**
	 * Something that takes place.
	 *
	 * @param fields what is said of it
	 * @param date the date of the day that it stands in
	 * @param room the room that it stands in
	 * @param place where it stands in the file
	 */
	record ScheduleEvent(ObjectNode fields, String date, String room, String place) {
	}

}
