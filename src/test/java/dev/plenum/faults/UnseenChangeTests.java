package dev.plenum.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import com.mongodb.ConnectionString;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.NewEvent;
import dev.plenum.TestDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Visible changes that nobody could report when they were made: no server ran, the change
 * feed had a gap, or two servers saw them at the same moment.
 */
@Tag("slow")
class UnseenChangeTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Test
	void whatChangesWhileNoServerRunsIsReportedByTheNextOneWithItsNodes() {
		try (EmbeddedDatabase embedded = EmbeddedDatabase.inMemory()) {
			String uri = TestDatabase.uri().isEmpty() ? embedded.uri() : TestDatabase.uri();
			NewEvent event;
			int before;
			try (ConfigurableApplicationContext server = Servers.start(uri, Duration.ZERO)) {
				Clients clients = server.getBean(Clients.class);
				event = NewEvent.on(clients);
				before = event.settledVersion(clients);
			}
			try (MongoClient client = MongoClients.create(uri)) {
				MongoDatabase database = client.getDatabase(name(uri));
				change(database, "events", event.id(), "rooms." + event.roomB() + ".name", "Sal C");
				change(database, "sessions", event.talk(), "capacity", 30);
				Mono.from(database.getCollection("speakers").deleteOne(Filters.eq(event.asa()))).block(PATIENCE);
			}
			try (ConfigurableApplicationContext server = Servers.start(uri, Duration.ZERO);
					Listener listener = new Listener(server.getBean(Clients.class), event, before)) {
				await().atMost(PATIENCE)
					.untilAsserted(() -> assertThat(listener.nodes()).containsExactlyInAnyOrder("ROOM " + event.roomB(),
							"SESSION " + event.talk(), "-SPEAKER " + event.asa()));
			}
		}
	}

	@Test
	void twoServersReportTheSameChangesInTheSameOrderAlthoughTheirClocksDiffer() {
		try (Servers servers = new Servers(Duration.ofSeconds(15))) {
			NewEvent event = NewEvent.on(servers.far());
			int before = event.settledVersion(servers.near());
			try (Listener far = new Listener(servers.far(), event, before);
					Listener near = new Listener(servers.near(), event, before)) {
				IntStream.range(0, 60)
					.forEach((i) -> rename((i % 2 == 0) ? servers.far() : servers.near(), event, "Sal " + i));
				Instant soon = Instant.now().plusSeconds(25);
				putSession(servers.near(), event, Map.of("capacity", 3, "bookingOpensAt", soon.toString()));
				int after = event.settledVersion(servers.near());
				await().atMost(PATIENCE).until(() -> far.last() == after && near.last() == after);
				assertThat(far.changes()).isEqualTo(near.changes());
				assertThat(far.changes()).extracting(Change::version)
					.isEqualTo(IntStream.rangeClosed(before + 1, after).boxed().toList());
				assertThat(far.nodes()).contains("ROOM " + event.roomB(), "SESSION " + event.talk());
				await().atMost(PATIENCE).until(() -> far.last() > after && near.last() > after);
				assertThat(event.settledVersion(servers.far())).as("the opening is reported once").isEqualTo(after + 1);
				await().atMost(Duration.ofSeconds(60)).until(() -> Instant.now().isAfter(soon.plusSeconds(1)));
				assertThat(event.settledVersion(servers.near())).as("also when both clocks are past it")
					.isEqualTo(after + 1);
			}
		}
	}

	@Test
	void afterAGapExactlyTheMissedChangesAreReported() {
		try (Servers servers = new Servers(Duration.ZERO)) {
			NewEvent event = NewEvent.on(servers.far());
			int before = event.settledVersion(servers.far());
			try (Listener listener = new Listener(servers.far(), event, before)) {
				servers.line().answer(UnseenChangeTests::resumesAStream, historyLost());
				servers.line().kill();
				rename(servers.near(), event, "Sal under avbrottet");
				int after = event.settledVersion(servers.near());
				servers.line().revive();
				await().atMost(PATIENCE).until(() -> listener.last() == after);
				assertThat(listener.nodes()).containsExactly("ROOM " + event.roomB());
			}
		}
	}

	private static void change(MongoDatabase database, String collection, String id, String field, Object value) {
		MongoCollection<Document> documents = CommandRules.byHand(database.getCollection(collection));
		Mono.from(documents.updateOne(Filters.eq(id),
				Updates.combine(Updates.set(field, value), Updates.inc("version", 1L))))
			.block(PATIENCE);
	}

	private static String name(String uri) {
		String database = new ConnectionString(uri).getDatabase();
		return (database != null) ? database : "plenum";
	}

	private static void rename(Clients clients, NewEvent event, String name) {
		clients.as(event.organiser())
			.document("mutation { putRoom(input: {eventId: \"%s\", id: \"%s\", name: \"%s\"}) { __typename } }"
				.formatted(event.id(), event.roomB(), name))
			.executeAndVerify();
	}

	private static void putSession(Clients clients, NewEvent event, Map<String, ?> fields) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", event.id(), "id", event.talk()));
		input.putAll(fields);
		clients.as(event.organiser())
			.document("mutation ($input: PutSessionInput!) { putSession(input: $input) { __typename } }")
			.variable("input", input)
			.executeAndVerify();
	}

	/** Waits until all changes are recorded. */
	private static boolean resumesAStream(BsonDocument command) {
		return command.getFirstKey().equals("aggregate") && command.getArray("pipeline")
			.stream()
			.map(BsonValue::asDocument)
			.filter((stage) -> stage.containsKey("$changeStream"))
			.map((stage) -> stage.getDocument("$changeStream"))
			.anyMatch((stream) -> stream.containsKey("startAfter") || stream.containsKey("resumeAfter"));
	}

	private static BsonDocument historyLost() {
		return new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(286))
			.append("codeName", new BsonString("ChangeStreamHistoryLost"))
			.append("errmsg", new BsonString("said in the database's place"))
			.append("errorLabels", new BsonArray(List.of(new BsonString("NonResumableChangeStreamError"))));
	}

	private record Change(int version, List<Node> nodes) {
	}

	private record Node(String id, String kind, boolean removed) {
	}

	/** A subscriber of one server. */
	private static final class Listener implements AutoCloseable {

		private final List<Change> changes = new CopyOnWriteArrayList<>();

		private final Disposable subscription;

		Listener(Clients clients, NewEvent event, int after) {
			this.subscription = clients.listener()
				.document(
						"subscription { programmeChanged(eventId: \"%s\", after: %d) { version nodes { id kind removed } } }"
							.formatted(event.id(), after))
				.executeSubscription()
				.toFlux("programmeChanged", Change.class)
				.subscribe(this.changes::add);
		}

		List<Change> changes() {
			return List.copyOf(this.changes);
		}

		int last() {
			return this.changes.isEmpty() ? 0 : this.changes.getLast().version();
		}

		List<String> nodes() {
			return this.changes.stream()
				.flatMap((change) -> change.nodes().stream())
				.map((node) -> (node.removed() ? "-" : "") + node.kind() + " " + node.id())
				.toList();
		}

		@Override
		public void close() {
			this.subscription.dispose();
		}

	}

}
