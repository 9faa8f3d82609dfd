package dev.plenum.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hundred and twenty changes while an attendee app is open, another one loses the
 * network for a part of them, and an organiser has the console open. Afterwards each
 * shows what the server has.
 */
@Tag("clients")
@LiveServer
class DayOfChangesTests {

	private static final int CHANGES = 120;

	private static final int OFFLINE_FROM = 30;

	private static final int OFFLINE_TO = 90;

	private static final String SESSIONS = "{ event(slug: \"demo\") { days { sessions { id title startsAt endsAt status rooms { id } } } } }";

	@Autowired
	private Clients clients;

	@Test
	void threeBrowsersShowTheFinalStateOfTheServer() {
		DayOfChanges changes = new DayOfChanges(DemoEvent.of(this.clients).id());
		try (Browser app = Browser.phone(); Browser interrupted = Browser.phone(); Browser console = Browser.tablet()) {
			app.go(this.clients.address("http", "/e/demo/app/"));
			app.find(".session");
			interrupted.go(this.clients.address("http", "/e/demo/app/"));
			interrupted.find(".session");
			console.go(this.clients.address("http", "/e/demo/console/#token=organiser"));
			console.find("[role=gridcell]");
			for (int i = 0; i < CHANGES; i++) {
				if (i == OFFLINE_FROM || i == OFFLINE_TO) {
					interrupted.offline(i == OFFLINE_FROM);
				}
				change(changes);
			}
			Map<String, String> expected = new TreeMap<>();
			days().forEach((day) -> day.get("sessions")
				.forEach((session) -> expected.put(session.get("id").asString(), session.toString())));
			for (Browser browser : List.of(app, interrupted)) {
				browser.wait("the state of the server", () -> kept(browser).equals(expected) ? true : null);
			}
			console.wait("the state of the server", () -> {
				Map<String, String> shown = displayed(console);
				return days().stream().anyMatch((day) -> titles(day).equals(shown)) ? true : null;
			});
			assertThat(app.errors()).isEmpty();
			assertThat(console.errors()).isEmpty();
		}
	}

	private void change(DayOfChanges changes) {
		List<JsonNode> sessions = new ArrayList<>();
		days().forEach((one) -> one.get("sessions").forEach(sessions::add));
		DayOfChanges.Change change = changes.next(sessions);
		this.clients.organiser()
			.document(change.document())
			.variable("input", change.input())
			.execute()
			.path(change.mutation() + "." + change.done())
			.hasValue();
	}

	private List<JsonNode> days() {
		return JsonMapper.shared()
			.valueToTree(this.clients.anonymous()
				.mutate()
				.header(HttpHeaders.ACCEPT_LANGUAGE, "en")
				.build()
				.document(SESSIONS)
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
