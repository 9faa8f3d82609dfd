package dev.plenum.clients;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The npm packages graphql-ws and graphql-sse can query, subscribe, and continue after
 * the server has restarted.
 */
@Tag("clients")
@LiveServer
class SubscriptionClientTests {

	private static final String SAMPLE = """
			{ event(slug: "socialchefsdagarna-2024") { id revision sessions(filter: { kinds: [SEMINAR] }) { nodes { id } } } }""";

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

	@Test
	void bothClientsGetEachChangeOnceOverARestartOfTheServer(@TempDir Path data) {
		String port = "--server.port=" + ServerProcess.freePort();
		CompletableFuture<List<String>> printed;
		try (ServerProcess server = ServerProcess.start(data, port)) {
			Response event = server.as("organiser").document(SAMPLE).execute();
			int revision = revision(event);
			String[] arguments = { server.address("http", "/graphql").toString(),
					server.address("ws", "/graphql").toString(), server.token("attendee"), server.token("organiser"),
					event.path("event.id").entity(String.class).get(),
					event.path("event.sessions.nodes[0].id").entity(String.class).get(), String.valueOf(revision) };
			printed = CompletableFuture.supplyAsync(() -> Tool.script("resume.mjs", arguments),
					Thread::startVirtualThread);
			await().atMost(Duration.ofMinutes(2))
				.until(() -> printed.isDone()
						|| revision(server.as("organiser").document(SAMPLE).execute()) == revision + 3);
			server.kill();
		}
		try (ServerProcess _ = ServerProcess.start(data, port)) {
			assertThat(printed.orTimeout(2, TimeUnit.MINUTES).join()).containsExactly("ok graphql-ws",
					"ok graphql-ws again", "ok graphql-sse");
		}
	}

	private static int revision(Response event) {
		return event.path("event.revision").entity(Integer.class).get();
	}

}
