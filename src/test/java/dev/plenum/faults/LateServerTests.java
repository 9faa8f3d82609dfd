package dev.plenum.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.plenum.NewEvent;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server that does not receive the changes of others: its subscribers and its readiness
 * probe.
 */
@Tag("slow")
class LateServerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** Longer than the delay that a ready server may have. */
	private static final Duration OUTAGE = Duration.ofSeconds(6);

	private static final Predicate<BsonDocument> STREAM = (command) -> command.getFirstKey().equals("getMore")
			|| command.getFirstKey().equals("aggregate");

	private static Servers servers;

	@BeforeAll
	static void start() {
		servers = new Servers(Duration.ZERO, "--plenum.feed.pulse=250ms", "--plenum.feed.silence=1s",
				"--plenum.feed.behind=3s");
	}

	@AfterAll
	static void stop() {
		servers.close();
	}

	@AfterEach
	void repair() {
		servers.line().repair();
		await().atMost(PATIENCE).until(() -> readiness() == 200);
	}

	@Test
	void whenTheConnectionOfTheChangeStreamIsFrozenEveryChangeIsReceivedOnce() {
		NewEvent event = NewEvent.on(servers.near());
		int before = event.moveTalk(servers.near(), "12:00");
		try (Listener listener = new Listener(event, before)) {
			listener.hears(before + 1, event.moveTalk(servers.near(), "12:10"));
			await().atMost(PATIENCE).until(() -> servers.line().freezeWaiting() > 0);
			event.moveTalk(servers.near(), "12:20");
			listener.hears(before + 1, event.moveTalk(servers.near(), "12:30"));
		}
	}

	@Test
	void whenAllOpenConnectionsAreFrozenEveryChangeIsReceivedOnce() {
		NewEvent event = NewEvent.on(servers.near());
		int before = event.moveTalk(servers.near(), "12:00");
		try (Listener listener = new Listener(event, before)) {
			listener.hears(before + 1, event.moveTalk(servers.near(), "12:10"));
			servers.line().freezeOpen();
			listener.hears(before + 1, event.moveTalk(servers.near(), "12:20"));
		}
	}

	@Test
	void aServerThatReceivesNoChangesAlthoughItsPulseIsAcknowledgedIsNotReady() {
		servers.line().freeze(STREAM);
		await().atMost(PATIENCE).until(() -> readiness() == 503);
		assertThat(status("/livez")).isEqualTo(200);
	}

	@Test
	void aServerWhoseDatabaseAnswersNothingStaysReadyAndAnswersFromMemory() {
		NewEvent event = NewEvent.on(servers.near());
		int before = event.moveTalk(servers.near(), "12:00");
		try (Listener listener = new Listener(event, before)) {
			listener.hears(before + 1, event.moveTalk(servers.near(), "12:10"));
			servers.line().freeze((command) -> true);
			servers.line().freezeOpen();
			await().during(OUTAGE)
				.atMost(OUTAGE.plusSeconds(10))
				.until(() -> readiness() == 200 && title(event).equals("Hållbar socialtjänst"));
			servers.line().repair();
			listener.hears(before + 1, event.moveTalk(servers.near(), "12:20"));
		}
	}

	@Test
	void changesThatArriveDuringAReloadAreSentAfterTheMissedOnes() {
		NewEvent event = NewEvent.on(servers.near());
		int before = event.moveTalk(servers.near(), "12:00");
		try (Listener listener = new Listener(event, before)) {
			listener.hears(before + 1, event.moveTalk(servers.near(), "12:10"));
			servers.line().answer(LateServerTests::resumes, historyLost());
			servers.line().slowDown((command) -> command.getFirstKey().equals("find"), Duration.ofMillis(700));
			servers.line().kill();
			addSession(event);
			servers.line().revive();
			AtomicInteger moves = new AtomicInteger();
			await().atMost(PATIENCE).until(() -> {
				event.moveTalk(servers.near(), "13:%02d".formatted(moves.getAndIncrement() % 60));
				return listener.heard.size() > 1 || listener.failure != null;
			});
			listener.hears(before + 1, event.moveTalk(servers.near(), "14:00"));
		}
	}

	private static void addSession(NewEvent event) {
		servers.near()
			.as(event.organiser())
			.document(
					"mutation ($input: PutSessionInput!) { putSession(input: $input) { ... on SessionPut { session { id } } } }")
			.variable("input",
					Map.of("eventId", event.id(), "key", "missed", "kind", "LECTURE", "title",
							List.of(Map.of("lang", "sv", "text", "Missad")), "slot",
							Map.of("startsAt", "2027-05-11T09:00:00+02:00", "endsAt", "2027-05-11T10:00:00+02:00",
									"roomIds", List.of(event.roomB()))))
			.executeAndVerify();
	}

	private static boolean resumes(BsonDocument command) {
		return command.getFirstKey().equals("aggregate")
				&& Pattern.compile("startAfter|resumeAfter").matcher(command.toString()).find();
	}

	private static BsonDocument historyLost() {
		return new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(286))
			.append("codeName", new BsonString("ChangeStreamHistoryLost"))
			.append("errmsg", new BsonString("said in the database's place"))
			.append("errorLabels", new BsonArray(List.of(new BsonString("NonResumableChangeStreamError"))));
	}

	private static int readiness() {
		return status("/readyz");
	}

	private static int status(String path) {
		return servers.far().raw().get().uri(path).exchange().returnResult().getStatus().value();
	}

	private static String title(NewEvent event) {
		return servers.far()
			.as("attendee")
			.document("query ($id: ID!) { node(id: $id) { ... on Session { title } } }")
			.variable("id", event.talk())
			.execute()
			.path("node.title")
			.entity(String.class)
			.get();
	}

	/**
	 * A phone that listens to the far server, and notes which revisions of a schedule it
	 * is told, with the titles of their sessions.
	 */
	private static final class Listener implements AutoCloseable {

		private final List<Integer> heard = new CopyOnWriteArrayList<>();

		private final Disposable subscription;

		private volatile @Nullable Throwable failure;

		Listener(NewEvent event, int after) {
			this.subscription = servers.far()
				.listener()
				.document("""
						subscription ($event: ID!, $after: Int) {
						  scheduleChanged(eventId: $event, afterRevision: $after) { revision session { title } } }""")
				.variable("event", event.id())
				.variable("after", after)
				.executeSubscription()
				.toFlux("scheduleChanged.revision", Integer.class)
				.subscribe(this.heard::add, (ex) -> this.failure = ex);
		}

		/** Waits for exactly the changes from one revision to another. */
		void hears(int from, int to) {
			List<Integer> expected = IntStream.rangeClosed(from, to).boxed().toList();
			await().atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(this.heard).as(() -> "heard, with " + this.failure).isEqualTo(expected));
		}

		@Override
		public void close() {
			this.subscription.dispose();
		}

	}

}
