package dev.plenum.rehearsal;

import java.time.LocalDate;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The programme of a synthetic conference in Plenum's own file format: 25 seminars with
 * seats, one after the other, and at the same time as each seminar a lecture for the
 * attendees without a seat.
 */
final class ConferenceFile {

	static final String SLUG = "rehearsal";

	static final int SEMINARS = 25;

	static final int SEATS = 40;

	private static final int PER_DAY = 9;

	private static final String TEXT = "Hur vi arbetar förebyggande med barn, unga och äldre i kommunen, och vad det ger. "
		.repeat(6);

	private ConferenceFile() {
	}

	/**
	 * Writes the file.
	 * @param firstDay the first of its three days
	 * @return the file
	 */
	static String of(LocalDate firstDay) {
		ObjectNode file = JsonMapper.shared()
			.createObjectNode()
			.put("slug", SLUG)
			.put("startsOn", firstDay.toString())
			.put("endsOn", firstDay.plusDays(2).toString())
			.put("timezone", "Europe/Stockholm");
		text(file, "name", "Generalrepetition", "Rehearsal");
		file.putArray("languages").add("sv").add("en");
		ArrayNode rooms = file.putArray("rooms");
		rooms.addObject().put("key", "aula").put("name", "Aulan").put("capacity", 900);
		rooms.addObject().put("key", "sal").put("name", "Lilla salen").put("capacity", SEATS);
		ArrayNode speakers = file.putArray("speakers");
		ArrayNode sessions = file.putArray("sessions");
		for (int i = 0; i < SEMINARS; i++) {
			speakers.addObject().put("key", "s" + i).put("name", "Åsa Öberg " + i).put("type", "PERSON");
			speakers.addObject().put("key", "l" + i).put("name", "Märta Ek " + i).put("type", "PERSON");
			session(sessions.addObject(), firstDay, i, "SEMINAR", "s" + i, "sal").put("capacity", SEATS);
			session(sessions.addObject(), firstDay, i, "LECTURE", "l" + i, "aula");
		}
		return file.toString();
	}

	private static ObjectNode session(ObjectNode session, LocalDate firstDay, int i, String kind, String speaker,
			String room) {
		String day = firstDay.plusDays(i / PER_DAY) + "T";
		int hour = 9 + i % PER_DAY;
		session.put("key", speaker)
			.put("kind", kind)
			.put("language", "sv")
			.put("startsAt", day + "%02d:00".formatted(hour))
			.put("endsAt", day + "%02d:45".formatted(hour));
		text(session, "title", "Pass %d om omsorg".formatted(i), "Session %d on care".formatted(i));
		text(session, "abstract", TEXT, TEXT);
		session.putArray("rooms").add(room);
		session.putArray("speakers").addObject().put("speaker", speaker);
		return session;
	}

	private static void text(ObjectNode object, String field, String swedish, String english) {
		object.putObject(field).put("sv", swedish).put("en", english);
	}

}
