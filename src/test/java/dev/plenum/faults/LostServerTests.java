package dev.plenum.faults;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.plenum.OwnProcesses;
import dev.plenum.ServerProcess;
import dev.plenum.platform.web.GraphQlSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One of two servers fails as in a power failure, with a thousand subscribers of a
 * schedule that changes meanwhile. They reconnect to the other server with the last
 * revision that they received, and miss nothing.
 */
@Tag("slow")
@OwnProcesses
class LostServerTests {

	private static final int PHONES = 1000;

	private static final int CHANGES = 40;

	@TempDir
	private static Path data;

	private static List<ServerProcess> servers = List.of();

	@BeforeAll
	static void start() {
		servers = ServerProcess.startTwo(data);
	}

	@AfterAll
	static void stop() {
		servers.reversed().forEach(ServerProcess::close);
	}

	@Test
	void itsSubscribersReceiveEveryChangeOnceFromTheOtherServer() {
		HttpGraphQlTester organiser = servers.getFirst().as("organiser");
		GraphQlTester.Response event = organiser
			.document(
					"{ event(slug: \"socialchefsdagarna-2024\") { id revision sessions(first: 1) { nodes { id } } } }")
			.execute();
		String id = event.path("event.id").entity(String.class).get();
		int before = event.path("event.revision").entity(Integer.class).get();
		String session = event.path("event.sessions.nodes[0].id").entity(String.class).get();
		AtomicInteger listening = new AtomicInteger();
		AtomicInteger half = new AtomicInteger();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<CompletableFuture<List<Integer>>> phones = IntStream.range(0, PHONES)
				.mapToObj((phone) -> CompletableFuture.supplyAsync(() -> listen(id, before, listening, half), threads))
				.toList();
			await().atMost(GraphQlSocket.PATIENCE).until(() -> listening.get() >= PHONES);
			for (int i = 0; i < CHANGES; i++) {
				organiser.document(
						"""
								mutation ($event: ID!, $session: ID!, $start: DateTime) { changeSchedule(input: {eventId: $event,
								  force: true, edits: [{move: {sessionId: $session, startsAt: $start}}]}) { __typename } }""")
					.variable("event", id)
					.variable("session", session)
					.variable("start", "2024-10-02T07:%02d:00+02:00".formatted(i))
					.execute()
					.path("changeSchedule.__typename")
					.entity(String.class)
					.isEqualTo("ScheduleChanged");
				if (i == CHANGES / 2) {
					await().atMost(GraphQlSocket.PATIENCE).until(() -> half.get() >= PHONES / 2);
					servers.getLast().kill();
				}
			}
			List<Integer> all = IntStream.rangeClosed(before + 1, before + CHANGES).boxed().toList();
			assertThat(phones).allSatisfy(
					(phone) -> assertThat(phone.orTimeout(60, TimeUnit.SECONDS).join()).containsExactlyElementsOf(all));
		}
		assertThat(listening.get()).as("everybody came back").isEqualTo(2 * PHONES);
	}

	/**
	 * The changes that one subscriber receives, first from the second server and then
	 * from the first.
	 */
	private static List<Integer> listen(String event, int before, AtomicInteger listening, AtomicInteger half) {
		List<Integer> heard = new ArrayList<>();
		URI address = servers.getLast().address("ws", "/graphql");
		while (heard.size() < CHANGES) {
			try (GraphQlSocket socket = GraphQlSocket.connect(address, null)) {
				socket.subscribe("1",
						"subscription ($event: ID!, $after: Int) { scheduleChanged(eventId: $event, afterRevision: $after) { revision } }",
						Map.of("event", event, "after", heard.isEmpty() ? before : heard.getLast()));
				listening.incrementAndGet();
				Optional<Map<String, Object>> message = socket.nextWhileOpen();
				while (message.isPresent() && heard.size() < CHANGES) {
					heard.add(revision(message.get()));
					if (heard.size() == CHANGES / 2) {
						half.incrementAndGet();
					}
					message = (heard.size() < CHANGES) ? socket.nextWhileOpen() : Optional.empty();
				}
			}
			address = servers.getFirst().address("ws", "/graphql");
		}
		return heard;
	}

	private static int revision(Map<String, Object> message) {
		assertThat(message).containsEntry("type", "next");
		Map<?, ?> data = (Map<?, ?>) ((Map<?, ?>) message.get("payload")).get("data");
		return (Integer) ((Map<?, ?>) data.get("scheduleChanged")).get("revision");
	}

}
