package dev.plenum.web;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.interchange.ReplayedFeed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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

	private static final String SESSIONS = "{ event(slug: \"%s\") { days { sessions { id title startsAt endsAt status rooms { id } } } } }";

	@Autowired
	private Clients clients;

	@Test
	void threeBrowsersShowTheFinalStateOfTheServer() {
		DayOfChanges changes = new DayOfChanges(DemoEvent.of(this.clients).id());
		try (Browser app = Browser.phone(); Browser interrupted = Browser.phone(); Browser console = Browser.tablet()) {
			open(app, interrupted, console, "demo", "organiser");
			for (int i = 0; i < CHANGES; i++) {
				if (i == OFFLINE_FROM || i == OFFLINE_TO) {
					interrupted.offline(i == OFFLINE_FROM);
				}
				change(changes);
			}
			awaitFinalState(app, interrupted, console, "demo");
		}
	}

	/**
	 * The versions of a real feed on the first day, imported one after the other.
	 */
	@Test
	@EnabledIfSystemProperty(named = "plenum.replay", matches = ".+",
			disabledReason = "the files of a real conference are not part of this project: -Dplenum.replay=DIRECTORY")
	void threeBrowsersShowTheFinalStateOfADayOfARealConference() throws IOException {
		ReplayedFeed feed = new ReplayedFeed();
		List<JsonNode> versions = feed.begin().stream().map(JsonMapper.shared()::readTree).toList();
		String first = versions.getFirst().get("at").asString().substring(0, 10);
		List<byte[]> imports = versions.stream()
			.filter((one) -> one.get("at").asString().startsWith(first))
			.map((one) -> {
				feed.apply(one.get("ops"));
				return feed.json();
			})
			.toList();
		put(imports.getFirst());
		try (Browser app = Browser.phone(); Browser interrupted = Browser.phone(); Browser console = Browser.tablet()) {
			open(app, interrupted, console, "replay", "admin");
			for (int i = 1; i < imports.size(); i++) {
				if (i == imports.size() / 4 || i == imports.size() * 3 / 4) {
					interrupted.offline(i == imports.size() / 4);
				}
				put(imports.get(i));
			}
			awaitFinalState(app, interrupted, console, "replay");
		}
	}

	private void put(byte[] schedule) {
		this.clients.raw()
			.mutate()
			.responseTimeout(Duration.ofSeconds(60))
			.build()
			.put()
			.uri("/events/replay/programme?timezone=Europe/Berlin")
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.bodyValue(schedule)
			.exchange()
			.expectStatus()
			.isOk();
	}

	private void open(Browser app, Browser interrupted, Browser console, String slug, String organiser) {
		app.go(this.clients.address("http", "/e/" + slug + "/app/"));
		app.find(".session");
		interrupted.go(this.clients.address("http", "/e/" + slug + "/app/"));
		interrupted.find(".session");
		console.go(this.clients.address("http", "/e/" + slug + "/console/#token=" + organiser));
		console.find("[role=gridcell]");
	}

	private void awaitFinalState(Browser app, Browser interrupted, Browser console, String slug) {
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

	private void change(DayOfChanges changes) {
		List<JsonNode> sessions = new ArrayList<>();
		days("demo").forEach((one) -> one.get("sessions").forEach(sessions::add));
		DayOfChanges.Change change = changes.next(sessions);
		this.clients.organiser()
			.document(change.document())
			.variable("input", change.input())
			.execute()
			.path(change.mutation() + "." + change.done())
			.hasValue();
	}

	private List<JsonNode> days(String slug) {
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
