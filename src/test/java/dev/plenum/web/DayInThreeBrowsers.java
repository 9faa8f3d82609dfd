package dev.plenum.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.plenum.Clients;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An attendee app that is open, another one that loses the network, and the console of an
 * organiser, while the programme changes. Afterwards each shows what the server has.
 */
abstract class DayInThreeBrowsers {

	private static final String SESSIONS = "{ event(slug: \"%s\") { days { sessions { id title startsAt endsAt status rooms { id } } } } }";

	@Autowired
	Clients clients;

	void open(Browser app, Browser interrupted, Browser console, String slug, String organiser) {
		app.go(this.clients.address("http", "/e/" + slug + "/app/"));
		app.find(".session");
		interrupted.go(this.clients.address("http", "/e/" + slug + "/app/"));
		interrupted.find(".session");
		console.go(this.clients.address("http", "/e/" + slug + "/console/#token=" + organiser));
		console.find("[role=gridcell]");
	}

	void awaitFinalState(Browser app, Browser interrupted, Browser console, String slug) {
		Map<String, String> expected = new TreeMap<>();
		days(slug).forEach((day) -> day.get("sessions")
			.forEach((session) -> expected.put(session.get("id").asString(), session.toString())));
		for (Browser browser : List.of(app, interrupted)) {
			browser.wait("the state of the server", () -> kept(browser).equals(expected) ? true : null);
		}
		console.wait("the state of the server", () -> {
			Map<String, String> shown = displayed(console);
			return days(slug).stream().anyMatch((day) -> titles(day).equals(shown)) ? true : null;
		});
		assertThat(app.errors()).isEmpty();
		assertThat(console.errors()).isEmpty();
	}

	List<JsonNode> days(String slug) {
		return JsonMapper.shared()
			.valueToTree(this.clients.anonymous()
				.mutate()
				.header(HttpHeaders.ACCEPT_LANGUAGE, "en")
				.build()
				.document(SESSIONS.formatted(slug))
				.execute()
				.path("event.days")
				.entity(Object.class)
				.get())
			.valueStream()
			.toList();
	}

	private static Map<String, String> titles(JsonNode day) {
		Map<String, String> titles = new TreeMap<>();
		day.get("sessions")
			.forEach((session) -> titles.put(session.get("id").asString(),
					time(session, "startsAt") + "–" + time(session, "endsAt") + " " + session.get("title").asString()));
		return titles;
	}

	private static String time(JsonNode session, String field) {
		return session.get(field).asString().substring(11, 16);
	}

	private static Map<String, String> kept(Browser browser) {
		Map<String, String> kept = new TreeMap<>();
		JsonMapper.shared()
			.readTree(String.valueOf(browser
				.run("""
						const { kept } = await import('shared/database.js');
						const { days } = await kept.get('app.event');
						return JSON.stringify(days.flatMap((day) => day.sessions).map(({ id, title, startsAt, endsAt, status, rooms }) => (
							{ id, title, startsAt, endsAt, status, rooms: rooms.map((room) => ({ id: room.id })) })));""")))
			.forEach((session) -> kept.put(session.get("id").asString(), session.toString()));
		return kept;
	}

	private static Map<String, String> displayed(Browser browser) {
		Map<String, String> displayed = new HashMap<>();
		JsonMapper.shared()
			.readTree(String.valueOf(browser.run(
					"return JSON.stringify([...document.querySelectorAll('[role=gridcell]')].map(({ dataset, title }) => [dataset.id, title]));")))
			.forEach((box) -> displayed.put(box.get(0).asString(), box.get(1).asString()));
		return displayed;
	}

}
