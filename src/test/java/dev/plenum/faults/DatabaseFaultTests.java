package dev.plenum.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.Clients;
import dev.plenum.NewEvent;
import dev.plenum.OwnConference;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server whose database is unavailable or slow, or has lost the position of its change
 * stream. In every case acknowledged changes are made, other changes are reported as not
 * made and can be retried, and every subscriber receives every change once and in order.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class DatabaseFaultTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static Servers servers;

	@BeforeAll
	static void start() {
		servers = new Servers(Duration.ofMinutes(1));
	}

	@AfterAll
	static void stop() {
		servers.close();
	}

	@AfterEach
	void repair() {
		servers.line().repair();
	}

	@Test
	void withoutTheDatabaseProgrammesAreReadAndChangesRefusedAndAfterwardsEachChangeIsReceivedOnce() {
		NewEvent event = NewEvent.on(servers.far());
		int before = event.moveTalk(servers.far(), "12:00");
		try (Listener listener = new Listener(servers.far(), event, before)) {
			servers.line().kill();
			Instant end = Instant.now().plusSeconds(10);
			for (int i = 0; Instant.now().isBefore(end); i++) {
				assertThat(List.of(probe("/readyz"), probe("/livez"))).as("no pod is taken away").containsOnly(200);
				assertThat(title(event)).isEqualTo("Hållbar socialtjänst");
				assertThat(codes(move(event, i % 60, Duration.ofSeconds(3)))).containsExactly("UNAVAILABLE");
			}
			assertThat(listener.ended()).isFalse();
			int meanwhile = event.moveTalk(servers.near(), "13:00");
			servers.line().repair();
			await().atMost(PATIENCE).until(() -> codes(move(event, 59, PATIENCE)).isEmpty());
			assertThat(meanwhile).as("nothing that was refused was done").isEqualTo(before + 1);
			listener.hears(before + 1, before + 2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aChangeWhoseConnectionBreaksIsMadeOnceByARetry(Cut cut) {
		NewEvent event = NewEvent.on(servers.far());
		int before = event.moveTalk(servers.far(), "12:00");
		try (Listener listener = new Listener(servers.far(), event, before)) {
			cut.of("schedules");
			List<String> first = codes(move(event, 30, PATIENCE));
			assertThat(first).isIn(List.of(), List.of("UNAVAILABLE"));
			assertThat(servers.line().isArmed()).as("it was cut").isFalse();
			await().atMost(PATIENCE).until(() -> codes(move(event, 30, PATIENCE)).isEmpty());
			int last = event.moveTalk(servers.near(), "13:00");
			assertThat(last).as("one step, and the one after it").isEqualTo(before + 2);
			listener.hears(before + 1, last);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aBookingWhoseConnectionBreaksIsMadeOnceByARetry(Cut cut) {
		OwnConference conference = OwnConference.of(servers.far());
		String session = conference.session("cut", "SEMINAR", 2, Map.of("capacity", 1));
		String attendee = conference.person("a");
		cut.of("seatings");
		assertThat(codes(book(attendee, session))).isIn(List.of(), List.of("UNAVAILABLE"));
		assertThat(servers.line().isArmed()).as("it was cut").isFalse();
		await().atMost(PATIENCE).until(() -> codes(book(attendee, session)).isEmpty());
		assertThat(book(attendee, session).at("/data/bookSeat/__typename").asString()).isEqualTo("SeatBooked");
		assertThat(book(conference.person("b"), session).at("/data/bookSeat/seat/position").asInt()).isEqualTo(1);
		assertThat(seats(session).at("/data/node/seats").toString()).isEqualTo("{\"taken\":1,\"waiting\":1}");
	}

	@ParameterizedTest
	@EnumSource
	void anImportWhoseConnectionBreaksIsCompletedByARetry(Cut cut) {
		OwnConference conference = OwnConference.of(servers.far());
		String file = IntStream.range(0, 40)
			.mapToObj((i) -> "k%d,N%d,C%d".formatted(i, i, i % 3))
			.collect(Collectors.joining("\n", "key,name,categories\n", ""));
		cut.ofThe(20, "exhibitors");
		int first = put(conference, file);
		assertThat(servers.line().isArmed()).as("it was cut").isFalse();
		if (first != 200) {
			assertThat(first).isEqualTo(503);
			await("another file waits").atMost(PATIENCE).until(() -> put(conference, "key,name\nother,Other") == 409);
			await().atMost(PATIENCE).until(() -> put(conference, file) == 200);
		}
		assertThat(put(conference, "key,name\nother,Other")).isEqualTo(200);
		assertThat(ask("admin", "query ($id: ID!) { event(id: $id) { exhibitors { totalCount } } }",
				Map.of("id", conference.id()), PATIENCE)
			.at("/data/event/exhibitors/totalCount")
			.asInt()).isEqualTo(41);
	}

	@ParameterizedTest
	@MethodSource
	void aMemberThatIsNoLongerPrimaryMakesARequestUnavailable(String command, BsonDocument answer,
			CapturedOutput output) {
		OwnConference conference = OwnConference.of(servers.far());
		String session = conference.session("elected", "SEMINAR", 2, Map.of("capacity", 1));
		String attendee = conference.person("a");
		servers.line()
			.answer((sent) -> sent.getFirstKey().equals(command)
					&& sent.get(command).equals(new BsonString("seatings")), answer);
		JsonNode refused = book(attendee, session);
		assertThat(codes(refused)).containsExactly("UNAVAILABLE");
		assertThat(refused.at("/errors/0/extensions/retryAfter").asInt()).isPositive();
		servers.line().repair();
		await().atMost(PATIENCE).until(() -> codes(book(attendee, session)).isEmpty());
		assertThat(output).contains("The database has a transient fault: ")
			.doesNotContain("Fault ", "\tat com.mongodb");
	}

	static Stream<Arguments> aMemberThatIsNoLongerPrimaryMakesARequestUnavailable() {
		return Stream.of(Arguments.of("find", error(13435, "NotPrimaryNoSecondaryOk")),
				Arguments.of("find", error(133, "FailedToSatisfyReadPreference")),
				Arguments.of("insert", error(10107, "NotWritablePrimary")),
				Arguments.of("insert", error(14031, "OutOfDiskSpace")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 133, 13435, 14031 })
	void aQueryWhoseReadFailsOnceIsAnswered(int code) {
		OwnConference conference = OwnConference.of(servers.far());
		AtomicInteger reads = new AtomicInteger();
		servers.line()
			.answerOnce((sent) -> sent.getFirstKey().equals("find")
					&& sent.get("find").equals(new BsonString("agendas")) && reads.incrementAndGet() == 1,
					error(code, "SaidByTheTest"));
		JsonNode answer = ask(conference.person("a"),
				"query ($id: ID!) { event(id: $id) { myAgenda { items { __typename } } } }",
				Map.of("id", conference.id()), PATIENCE);
		assertThat(reads).as("the read failed").hasPositiveValue();
		assertThat(codes(answer)).isEmpty();
	}

	@Test
	void aChangeThatCannotBeAuditedIsNotMade() {
		NewEvent event = NewEvent.on(servers.far());
		int before = event.moveTalk(servers.far(), "12:00");
		servers.line().answer((command) -> isWriteTo(command, "auditIntents"), error(11600, "InterruptedAtShutdown"));
		assertThat(codes(move(event, 10, PATIENCE))).containsExactly("UNAVAILABLE");
		assertThat(importing(event)).isEqualTo(503);
		servers.line().repair();
		assertThat(event.moveTalk(servers.far(), "13:00")).as("nothing was done").isEqualTo(before + 1);
		assertThat(exhibitors(event)).isZero();
		assertThat(audited(event)).as("what was done is entered, and nothing else").containsOnly("DONE");
	}

	@Test
	void aCodeIsShownWhileWritesFailAndValidAfterwards() {
		OwnConference conference = OwnConference.of(servers.far());
		String session = conference.session("door", "SEMINAR", 1, Map.of());
		servers.line().answer((command) -> isWriteTo(command, "agendas"), error(11600, "InterruptedAtShutdown"));
		String query = "query ($id: ID) { event(id: $id) { myAgenda { agendaCode calendarFeed { url } } } }";
		Map<String, String> codes = new HashMap<>();
		for (String name : List.of("a", "b", "c")) {
			JsonNode answer = ask(conference.person(name), query, Map.of("id", conference.id()), PATIENCE);
			assertThat(codes(answer)).isEmpty();
			codes.put(name, answer.at("/data/event/myAgenda/agendaCode").asString());
		}
		servers.line().repair();
		String checkIn = "mutation ($id: ID!, $code: String!) { checkIn(input: {sessionId: $id, attendee: {agendaCode: $code}}) { ... on AttendeeCheckedIn { name } } }";
		codes
			.forEach(
					(name, code) -> await().atMost(PATIENCE)
						.untilAsserted(() -> assertThat(ask(conference.person("organiser"), checkIn,
								Map.of("id", session, "code", code), PATIENCE)
							.at("/data/checkIn/name")
							.asString()).isEqualTo(conference.person(name))));
	}

	@Test
	void aDatabaseThatTakesFiveSecondsForEachCommandStopsNoReaderAndLosesNothing() {
		NewEvent event = NewEvent.on(servers.far());
		int before = event.moveTalk(servers.far(), "12:00");
		try (Listener listener = new Listener(servers.far(), event, before)) {
			servers.line().slowDown(Duration.ofSeconds(5));
			assertThat(codes(move(event, 10, Duration.ofSeconds(8)))).containsExactly("UNAVAILABLE");
			assertThat(title(event)).isEqualTo("Hållbar socialtjänst");
			assertThat(listener.ended()).isFalse();
			servers.line().repair();
			await().atMost(PATIENCE).until(() -> codes(move(event, 10, PATIENCE)).isEmpty());
			int last = event.moveTalk(servers.near(), "13:00");
			assertThat(last).isEqualTo(before + 2);
			listener.hears(before + 1, last);
		}
	}

	@ParameterizedTest
	@MethodSource
	void afterAGapSubscribersReceiveExactlyTheMissedChanges(BsonDocument answer) {
		NewEvent event = NewEvent.on(servers.far());
		int before = event.moveTalk(servers.far(), "12:00");
		try (Listener listener = new Listener(servers.far(), event, before)) {
			listener.hears(before + 1, event.moveTalk(servers.far(), "12:30"));
			servers.line().answer(DatabaseFaultTests::resumesAStream, answer);
			servers.line().kill();
			for (int i = 0; i < 5; i++) {
				event.moveTalk(servers.near(), "14:1" + i);
			}
			servers.line().revive();
			listener.hears(before + 1, before + 6);
			listener.hears(before + 1, event.moveTalk(servers.near(), "15:00"));
		}
	}

	static Stream<Named<BsonDocument>> afterAGapSubscribersReceiveExactlyTheMissedChanges() {
		BsonDocument invalidated = new BsonDocument("ok", new BsonInt32(1)).append("cursor",
				new BsonDocument("id", new BsonInt64(0)).append("ns", new BsonString("plenum.$cmd.aggregate"))
					.append("firstBatch", new BsonArray()));
		return Stream.of(Named.of("history lost", error(286, "ChangeStreamHistoryLost")),
				Named.of("token refused", error(260, "InvalidResumeToken")), Named.of("invalidated", invalidated));
	}

	@Test
	void changesByTwoServersWhoseClocksDifferByAMinuteKeepTheirOrder() {
		NewEvent event = NewEvent.on(servers.far());
		int before = event.moveTalk(servers.far(), "12:00");
		try (Listener far = new Listener(servers.far(), event, before);
				Listener near = new Listener(servers.near(), event, before)) {
			for (int i = 0; i < 10; i++) {
				event.moveTalk((i % 2 == 0) ? servers.near() : servers.far(), "13:%02d".formatted(i));
			}
			far.hears(before + 1, before + 10);
			near.hears(before + 1, before + 10);
		}
	}

	/** The moment when the connection breaks. */
	enum Cut {

		BEFORE, AFTER;

		void of(String collection) {
			ofThe(1, collection);
		}

		/** Breaks the connection at one of many writes to a collection. */
		void ofThe(int number, String collection) {
			AtomicInteger writes = new AtomicInteger();
			Predicate<BsonDocument> write = (command) -> isWriteTo(command, collection)
					&& writes.incrementAndGet() == number;
			if (this == BEFORE) {
				servers.line().cutBefore(write);
			}
			else {
				servers.line().cutAfter(write);
			}
		}

	}

	private static boolean isWriteTo(BsonDocument command, String collection) {
		return List.of("update", "insert", "findAndModify").contains(command.getFirstKey())
				&& command.getString(command.getFirstKey()).getValue().equals(collection);
	}

	private static boolean resumesAStream(BsonDocument command) {
		return command.getFirstKey().equals("aggregate") && command.getArray("pipeline")
			.stream()
			.map(BsonValue::asDocument)
			.filter((stage) -> stage.containsKey("$changeStream"))
			.map((stage) -> stage.getDocument("$changeStream"))
			.anyMatch((stream) -> stream.containsKey("startAfter") || stream.containsKey("resumeAfter"));
	}

	private static BsonDocument error(int code, String name) {
		return new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code))
			.append("codeName", new BsonString(name))
			.append("errmsg", new BsonString("said in the database's place"))
			.append("errorLabels", new BsonArray(List.of(new BsonString("NonResumableChangeStreamError"))));
	}

	private static int probe(String path) {
		return servers.far().raw().get().uri(path).exchange().returnResult().getStatus().value();
	}

	private static int importing(NewEvent event) {
		return servers.far()
			.raw()
			.put()
			.uri("/events/{slug}/exhibitors", event.slug())
			.headers((headers) -> headers.setBearerAuth(servers.far().token(event.organiser())))
			.contentType(new MediaType("text", "csv"))
			.bodyValue("key,name\nacme,Acme\n")
			.exchange()
			.returnResult()
			.getStatus()
			.value();
	}

	private static int exhibitors(NewEvent event) {
		return ask(event.organiser(), "query ($id: ID!) { event(id: $id) { exhibitors(first: 1) { totalCount } } }",
				Map.of("id", event.id()), PATIENCE)
			.at("/data/event/exhibitors/totalCount")
			.asInt(-1);
	}

	private static List<String> audited(NewEvent event) {
		return ask(event.organiser(), """
				query ($id: ID!) { event(id: $id) { audit(first: 100) { nodes { outcome } } } }""",
				Map.of("id", event.id()), PATIENCE)
			.at("/data/event/audit/nodes")
			.valueStream()
			.map((entry) -> entry.get("outcome").asString())
			.toList();
	}

	private static JsonNode move(NewEvent event, int minute, Duration patience) {
		return ask(
				event.organiser(), """
						mutation ($event: ID!, $talk: ID!, $start: DateTime) {
						  changeSchedule(input: {eventId: $event, force: true,
						    edits: [{move: {sessionId: $talk, startsAt: $start}}]}) { __typename } }""", Map.of("event",
						event.id(), "talk", event.talk(), "start", "2027-05-10T09:%02d:00+02:00".formatted(minute)),
				patience);
	}

	private static JsonNode book(String subject, String session) {
		return ask(subject, """
				mutation ($session: ID!) { bookSeat(input: {sessionId: $session}) { __typename
				  ... on SeatWaiting { seat { position } } } }""", Map.of("session", session), PATIENCE);
	}

	private static JsonNode seats(String session) {
		return ask("admin", "query ($id: ID!) { node(id: $id) { ... on Session { seats { taken waiting } } } }",
				Map.of("id", session), PATIENCE);
	}

	private static String title(NewEvent event) {
		return ask("attendee", "query ($id: ID!) { node(id: $id) { ... on Session { title } } }",
				Map.of("id", event.talk()), Duration.ofSeconds(3))
			.at("/data/node/title")
			.asString("none");
	}

	/** Sends a request to the far server and returns the answer of any status. */
	private static JsonNode ask(String subject, String document, Map<String, Object> variables, Duration patience) {
		byte[] answer = servers.far()
			.raw()
			.mutate()
			.responseTimeout(patience)
			.build()
			.post()
			.uri("/graphql")
			.headers((headers) -> headers.setBearerAuth(servers.far().token(subject)))
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", document, "variables", variables))
			.exchange()
			.expectBody()
			.returnResult()
			.getResponseBody();
		return JsonMapper.shared().readTree(answer);
	}

	private static int put(OwnConference conference, String file) {
		return servers.far()
			.raw()
			.put()
			.uri("/events/{slug}/exhibitors", conference.slug())
			.headers((headers) -> headers.setBearerAuth(servers.far().token("admin")))
			.contentType(MediaType.TEXT_PLAIN)
			.bodyValue(file)
			.exchange()
			.returnResult(Void.class)
			.getStatus()
			.value();
	}

	/** The codes of the errors; empty if there are none. */
	private static List<String> codes(JsonNode answer) {
		return answer.path("errors")
			.valueStream()
			.map((error) -> error.at("/extensions/code").asString("none"))
			.toList();
	}

	/**
	 * A subscriber that records what it receives.
	 */
	private static final class Listener implements AutoCloseable {

		private final List<Integer> heard = new CopyOnWriteArrayList<>();

		private final Disposable subscription;

		private volatile @Nullable Throwable failure;

		Listener(Clients clients, NewEvent event, int after) {
			this.subscription = clients.listener()
				.document(
						"subscription ($event: ID!, $after: Int) { scheduleChanged(eventId: $event, afterRevision: $after) { revision } }")
				.variable("event", event.id())
				.variable("after", after)
				.executeSubscription()
				.toFlux("scheduleChanged.revision", Integer.class)
				.subscribe(this.heard::add, (ex) -> this.failure = ex);
		}

		boolean ended() {
			return this.subscription.isDisposed();
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
