package dev.plenum.sample;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamSource;

/**
 * Derives the files of the demo from those of a sample conference. All dates move so that
 * the first day is the given one. The demo does not take place, so its files name no real
 * person and mark everything as assumed. They add a workshop that is open around the
 * clock, so that at any time there is a session to book and to check in at.
 */
final class DemoFiles {

	/** The timezone of the demo. */
	static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

	/** The number of days of the demo. */
	static final int DAYS = 3;

	/** The number of seats in each workshop and seminar. */
	static final int SEATS = 6;

	private static final String SOURCE = "socialchefsdagarna-2024";

	private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d)?");

	private static final int DATE_LENGTH = 10;

	private static final int WORKSHOP_HOURS = 2;

	private static final int MOST_EXHIBITORS = 12;

	private static final List<String> FIRST_NAMES = List.of("Alva", "Bo", "Cecilia", "David", "Elin", "Folke", "Greta",
			"Hugo", "Ines", "Johan", "Klara", "Lars", "Maja", "Nils", "Olga", "Pär");

	private DemoFiles() {
	}

	/**
	 * Returns an invented name. Its surname says that it is invented.
	 * @param number any number; equal numbers give equal names
	 */
	static String name(int number) {
		return FIRST_NAMES.get(number % FIRST_NAMES.size()) + " Exempel";
	}

	/**
	 * Derives the programme.
	 * @param slug the slug of the demo
	 * @param firstDay its first day
	 * @return a file in the format of Plenum
	 */
	static InputStreamSource programme(String slug, LocalDate firstDay) {
		ObjectNode event = read(SOURCE);
		long days = ChronoUnit.DAYS.between(LocalDate.parse(event.get("startsOn").asString()), firstDay);
		move(event, days);
		event.put("slug", slug);
		event.set("name",
				text("Socialchefsdagarna (demo)", "Sosiaalijohtajien päivät (demo)", "Social Directors' Days (demo)"));
		event.remove(List.of("alsoKnownAs", "heldSince", "organisers", "attendance", "exhibition"));
		event.putArray("assumed")
			.add("everything: this conference is made up for trying Plenum out, and does not take place")
			.add("speakers and attendees: all people are invented");
		people(event);
		published(event.withArray("announcements"), firstDay);
		event.withArray("sessions").forEach((session) -> invented((ObjectNode) session));
		event.withArray("rooms").addObject().put("key", "verkstaden").put("name", "Verkstaden").put("capacity", 12);
		for (int hour = 0; hour < DAYS * 24; hour += WORKSHOP_HOURS) {
			workshop(event.withArray("sessions"), firstDay, hour);
		}
		return new ByteArrayResource(JsonMapper.shared().writeValueAsBytes(event));
	}

	/**
	 * Derives the exhibitors, which are invented in the source as well.
	 * @return a file of exhibitors
	 */
	static String exhibitors() {
		ObjectNode file = read(SOURCE + "-exhibitors");
		ArrayNode exhibitors = file.withArray("exhibitors");
		while (exhibitors.size() > MOST_EXHIBITORS) {
			exhibitors.remove(exhibitors.size() - 1);
		}
		return file.toString();
	}

	private static void move(JsonNode node, long days) {
		if (node instanceof ObjectNode object) {
			object.properties().forEach((field) -> {
				if (isDate(field.getValue())) {
					object.put(field.getKey(), moved(field.getValue().asString(), days));
				}
				else {
					move(field.getValue(), days);
				}
			});
		}
		else if (node.isArray()) {
			node.forEach((element) -> move(element, days));
		}
	}

	private static boolean isDate(JsonNode value) {
		return value.isString() && DATE.matcher(value.asString()).matches();
	}

	private static String moved(String moment, long days) {
		return LocalDate.parse(moment.substring(0, DATE_LENGTH)).plusDays(days) + moment.substring(DATE_LENGTH);
	}

	/**
	 * Replaces each person by an invented one, also the key, which often is the name.
	 */
	private static void people(ObjectNode event) {
		Map<String, String> keys = new HashMap<>();
		for (JsonNode speaker : event.withArray("speakers")) {
			if (speaker.get("type").asString().equals("PERSON")) {
				String key = "person-" + (keys.size() + 1);
				String name = name(keys.size());
				keys.put(speaker.get("key").asString(), key);
				((ObjectNode) speaker).removeAll()
					.put("key", key)
					.put("name", name)
					.put("type", "PERSON")
					.set("note", text("Påhittad person i exempeldata", "Keksitty henkilö esimerkkiaineistossa",
							"Invented person in the sample data"));
			}
		}
		for (JsonNode session : event.withArray("sessions")) {
			session.path("speakers").forEach((part) -> {
				String key = part.get("speaker").asString();
				((ObjectNode) part).put("speaker", keys.getOrDefault(key, key)).remove("note");
			});
		}
	}

	/**
	 * Publishes the announcements before the first day, one a minute: whenever on that
	 * day the demo is made, none is newer than what its user announces.
	 */
	private static void published(ArrayNode announcements, LocalDate firstDay) {
		for (int i = 0; i < announcements.size(); i++) {
			((ObjectNode) announcements.get(i)).put("publishedAt",
					firstDay.atStartOfDay().minusMinutes(announcements.size() - i).toString());
		}
	}

	private static void invented(ObjectNode session) {
		session.putArray("assumed").add("session");
		session.remove("signedUp");
		if (session.has("capacity")) {
			session.put("capacity", SEATS);
		}
	}

	private static void workshop(ArrayNode sessions, LocalDate firstDay, int hour) {
		int clock = hour % 24;
		ObjectNode workshop = sessions.addObject()
			.put("key", "verkstad-" + hour)
			.put("kind", "WORKSHOP")
			.put("startsAt", firstDay.atStartOfDay().plusHours(hour).toString())
			.put("endsAt", firstDay.atStartOfDay().plusHours(hour + WORKSHOP_HOURS).toString())
			.put("capacity", SEATS);
		workshop.set("title", text("Öppen verkstad klockan %d".formatted(clock),
				"Avoin työpaja kello %d".formatted(clock), "Open workshop at %d:00".formatted(clock)));
		workshop.set("remark",
				text("Öppen dygnet runt, så att det alltid finns något att boka",
						"Avoinna ympäri vuorokauden, jotta aina on jotain varattavaa",
						"Open around the clock, so that there is always something to book"));
		workshop.putArray("rooms").add("verkstaden");
		workshop.putArray("assumed").add("session");
	}

	private static ObjectNode text(String swedish, String finnish, String english) {
		return JsonMapper.shared().createObjectNode().put("sv", swedish).put("fi", finnish).put("en", english);
	}

	private static ObjectNode read(String name) {
		return (ObjectNode) JsonMapper.shared().readTree(SampleFiles.text(name));
	}

}
