package dev.plenum.needs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.plenum.OwnConference;
import dev.plenum.OwnProcesses;
import dev.plenum.ServerProcess;
import dev.plenum.platform.Ids;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two servers delete the needs of events on their dates, and one of them fails as in a
 * power failure, or is not run for a while.
 */
@Tag("slow")
@OwnProcesses
class DatedDeletionTests {

	private static final int MANY = 2000;

	/** Within this time each server has looked for events whose date has come. */
	private static final Duration LOOK = Duration.ofSeconds(6);

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	@TempDir
	private static Path data;

	private static EmbeddedDatabase database;

	private static MongoClient client;

	private static ServerProcess first;

	private final LocalDate today = LocalDate.now(OwnConference.ZONE);

	private ServerProcess second;

	@BeforeAll
	static void start() {
		database = EmbeddedDatabase.inMemory();
		client = MongoClients.create(database.uri());
		first = server();
	}

	@BeforeEach
	void startTheSecond() {
		this.second = server();
	}

	@AfterEach
	void stopTheSecond() {
		this.second.close();
	}

	@AfterAll
	static void stop() {
		first.close();
		client.close();
		database.close();
	}

	private static ServerProcess server() {
		return ServerProcess.start(data, "--plenum.mongodb-uri=" + database.uri(), "--plenum.needs.look-every=2s");
	}

	@Test
	void theOtherServerDeletesThemIfTheOneThatKnewTheDateFirstIsKilled() {
		String event = event("killed", this.today.plusDays(1));
		String other = event("other", this.today.plusDays(1));
		state(event);
		state(other);
		store(event, MANY);
		date(this.second, "killed", this.today);
		this.second.kill();
		await().atMost(PATIENCE).until(() -> stored(event) == 0);
		store(event, 1);
		await().alias("the last write of the killed server").atMost(PATIENCE).until(() -> stored(event) == 0);
		assertThat(stored(other)).isOne();
	}

	@Test
	void aServerThatDoesNotKnowOfALaterDateYetDeletesNothing() {
		String event = event("later", this.today);
		await().atMost(PATIENCE)
			.untilAsserted(() -> this.second.as("admin")
				.document("{ event(slug: \"later\") { needsDeletedOn } }")
				.execute()
				.path("event.needsDeletedOn")
				.entity(String.class)
				.isEqualTo(this.today.toString()));
		this.second.pause();
		try {
			date(first, "later", this.today.plusDays(1));
			state(event);
			await().during(LOOK).atMost(PATIENCE).until(() -> stored(event) == 1);
		}
		finally {
			this.second.proceed();
		}
		await().during(LOOK).atMost(PATIENCE).until(() -> stored(event) == 1);
		date(first, "later", this.today);
		await().atMost(PATIENCE).until(() -> stored(event) == 0);
	}

	private String event(String slug, LocalDate deletedOn) {
		String id = first.as("admin")
			.document(
					"mutation ($input: PutEventInput!) { putEvent(input: $input) { ... on EventPut { event { id } } } }")
			.variable("input", Map.of("slug", slug, "name", List.of(Map.of("lang", "sv", "text", slug)), "startsOn",
					this.today.toString(), "endsOn", this.today.toString(), "timezone", OwnConference.ZONE.getId(),
					"languages", List.of("sv"), "needsDeletedOn", deletedOn.toString()))
			.execute()
			.path("putEvent.event.id")
			.entity(String.class)
			.get();
		run(first, "publishEvent(input: {eventId: \"%s\"})".formatted(id), "EventPublished");
		return id;
	}

	private void date(ServerProcess server, String slug, LocalDate date) {
		run(server, "putEvent(input: {slug: \"%s\", needsDeletedOn: \"%s\"})".formatted(slug, date), "EventPut");
	}

	private static void state(String event) {
		run(first, "putMyNeeds(input: {eventId: \"%s\", diets: [VEGAN]})".formatted(event), "MyNeedsPut");
	}

	private static void run(ServerProcess server, String mutation, String success) {
		GraphQlTester.Response response = server.as("admin")
			.document("mutation { done: %s { __typename } }".formatted(mutation))
			.execute();
		response.path("done.__typename").entity(String.class).isEqualTo(success);
	}

	/** Writes the statements of many people as a server does. */
	private static void store(String event, int people) {
		Mono.from(needs().insertMany(IntStream.range(0, people)
			.mapToObj((person) -> new Document("_id", Ids.in("nee", event, "person " + person)).append("eventId", event)
				.append("version", 1L)
				.append("subject", "person " + person)
				.append("diets", List.of("VEGAN"))
				.append("accessNeeds", List.of())
				.append("at", Date.from(Instant.now())))
			.toList())).block(PATIENCE);
	}

	private static long stored(String event) {
		return Mono.from(needs().countDocuments(Filters.eq("eventId", event))).blockOptional(PATIENCE).orElseThrow();
	}

	private static MongoCollection<Document> needs() {
		return client.getDatabase("plenum").getCollection("needs");
	}

}
