package dev.plenum.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.plenum.LiveServer;
import dev.plenum.interchange.ReplayedFeed;
import dev.plenum.platform.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The versions of a real feed on its first day, imported one after the other. It needs a
 * browser, and files that are not part of this project.
 */
@LiveServer
class ReplayedDayTests extends DayInThreeBrowsers {

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
		this.clients.administrator()
			.document(
					"mutation ($id: ID!) { setOrganisers(input: {eventId: $id, subjects: [\"organiser\"]}) { __typename } }")
			.variable("id", Ids.event("replay"))
			.executeAndVerify();
		try (Browser app = Browser.phone(); Browser interrupted = Browser.phone(); Browser console = Browser.tablet()) {
			open(app, interrupted, console, "replay", "organiser");
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

}
