package dev.plenum;

import java.nio.file.Path;
import java.time.Duration;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import dev.plenum.platform.web.GraphQlSocket;
import io.netty.channel.Channel;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server's life as its operator sees it: it starts, is killed, starts again, or says
 * why it does not.
 */
@Tag("slow")
@OwnProcesses
class ServerLifeTests {

	@TempDir
	private Path data;

	@Test
	void whatWasAnsweredSurvivesAKillAndNothingIsLoadedTwice() {
		int revision;
		try (ServerProcess server = ServerProcess.start(this.data)) {
			assertThat(server.output()).anySatisfy(
					(line) -> assertThat(line).contains("Sample conferences loaded", "socialchefsdagarna-2024"));
			await().atMost(Duration.ofSeconds(10))
				.untilAsserted(() -> assertThat(server.output())
					.anySatisfy((line) -> assertThat(line).contains("organiser", server.token("organiser")))
					.anySatisfy((line) -> assertThat(line).contains("the event with the slug \"demo\""))
					.anySatisfy((line) -> assertThat(line).contains("curl -s " + server.address("http", "/graphql"))));
			revision = cancelSomething(server);
			server.kill();
		}
		try (ServerProcess server = ServerProcess.start(this.data)) {
			assertThat(server.output())
				.anySatisfy((line) -> assertThat(line).contains("none, all of them exist already"));
			Response read = server.as("attendee").document("""
					{ events { totalCount } event(slug: "socialchefsdagarna-2024") { revision
					  sessions(filter: { status: CANCELLED }) { nodes { note } } } }""").execute();
			read.path("event.revision").entity(Integer.class).isEqualTo(revision);
			read.path("event.sessions.nodes[*].note").entityList(String.class).containsExactly("Sjukdom");
			read.path("events.totalCount").entity(Integer.class).isEqualTo(6);
			stopsWithinItsGracePeriod(server);
		}
	}

	@Test
	void aDataDirectoryInUseIsToldInOneLine() throws Exception {
		try (ServerProcess server = ServerProcess.start(this.data)) {
			EndedServer.run(EndedServer.thisJava(), "--server.port=0", "--plenum.data=" + this.data)
				.toldInOneLine("is in use by another process. Stop that process");
			assertThat(server.as("attendee").document("{ events { totalCount } }").execute().errors()).isNotNull();
		}
	}

	@Test
	void aDatabaseThatDoesNotAnswerIsToldInOneLineWithoutItsPassword() throws Exception {
		EndedServer ended = EndedServer.run(EndedServer.thisJava(), "--server.port=0", "--plenum.data=" + this.data,
				"--plenum.mongodb-uri=mongodb://me:secret@127.0.0.1:%d/plenum".formatted(ServerProcess.freePort()));
		ended.toldInOneLine("the database at 127.0.0.1:");
		assertThat(ended.output()).doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			40573 | has no change streams. Run it as a replica set
			13    | the user in PLENUM_MONGODB_URI may not open a change stream on the database plenum at 127.0.0.1
			""")
	void aMongoDbThatOpensNoChangeStreamIsToldInOneLine(int code, String line) throws Exception {
		MongoServer server = new MongoServer(new WithoutChangeStreams(code));
		try {
			EndedServer
				.run(EndedServer.thisJava(), "--server.port=0", "--plenum.data=" + this.data,
						"--plenum.mongodb-uri=" + server.bindAndGetConnectionString() + "/plenum")
				.toldInOneLine(line);
		}
		finally {
			server.shutdownNow();
		}
	}

	/** With a client that listens, and less than the manifest gives. */
	private static void stopsWithinItsGracePeriod(ServerProcess server) {
		try (GraphQlSocket socket = GraphQlSocket.connect(server.address("ws", "/graphql"), null)) {
			socket.subscribe("s", "subscription { scheduleChanged(eventId: \"evt_7pf3i02rlh3\") { revision } }", null);
			assertThat(server.stop(Duration.ofSeconds(30))).as("ended by the signal").isEqualTo(143);
			assertThat(socket.closed().code()).isEqualTo(1012);
		}
	}

	private static int cancelSomething(ServerProcess server) {
		Response event = server.as("organiser")
			.document(
					"{ event(slug: \"socialchefsdagarna-2024\") { id sessions(filter: { kinds: [SEMINAR] }) { nodes { id } } } }")
			.execute();
		return server.as("organiser")
			.document(
					"""
							mutation ($event: ID!, $session: ID!) {
							  changeSchedule(input: { eventId: $event, note: "Sjukdom", edits: [{ cancel: { sessionId: $session } }] }) {
							    ... on ScheduleChanged { event { revision } } } }""")
			.variable("event", event.path("event.id").entity(String.class).get())
			.variable("session", event.path("event.sessions.nodes[0].id").entity(String.class).get())
			.execute()
			.path("changeSchedule.event.revision")
			.entity(Integer.class)
			.get();
	}

	/**
	 * A MongoDB that rejects change streams with an error.
	 */
	private static final class WithoutChangeStreams extends H2Backend {

		private final int code;

		WithoutChangeStreams(int code) {
			super(MVStore.open(null));
			this.code = code;
		}

		@Override
		public Document handleCommand(Channel channel, String database, String command, Document query) {
			if (query.toString().contains("$changeStream")) {
				throw new MongoServerError(this.code, "Code" + this.code, "said in MongoDB's place");
			}
			return super.handleCommand(channel, database, command, query);
		}

	}

}
