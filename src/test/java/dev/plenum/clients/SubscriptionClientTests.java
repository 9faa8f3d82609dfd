package dev.plenum.clients;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The npm packages graphql-ws and graphql-sse can query and subscribe.
 */
@Tag("clients")
@LiveServer
class SubscriptionClientTests {

	@Autowired
	private Clients clients;

	@Test
	void bothClientsGetAnswersChangesAndErrors() {
		NewEvent event = NewEvent.on(this.clients);
		int revision = event.moveTalk(this.clients, "21:00");
		assertThat(Tool.script("subscriptions.mjs", this.clients.address("http", "/graphql").toString(),
				this.clients.address("ws", "/graphql").toString(), this.clients.token("attendee"), event.id(),
				String.valueOf(revision)))
			.containsExactly("ok graphql-ws", "ok graphql-sse");
	}

}
