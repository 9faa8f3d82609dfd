package dev.plenum.web;

import java.util.ArrayList;
import java.util.List;

import dev.plenum.LiveServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A hundred and twenty changes of the demo, while one of the apps loses the network for a
 * part of them.
 */
@Tag("clients")
@LiveServer
class DayOfChangesTests extends DayInThreeBrowsers {

	private static final int CHANGES = 120;

	private static final int OFFLINE_FROM = 30;

	private static final int OFFLINE_TO = 90;

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

}
