package dev.plenum.platform.web;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.plenum.platform.web.TransportTestApplication.Root;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operations over a WebSocket. The protocol's rules are in {@link SocketProtocolTests}.
 */
@Tag("slow")
@TransportTest
@ExtendWith(OutputCaptureExtension.class)
class SocketTests {

	private static final Duration SOON = GraphQlSocket.PATIENCE;

	@LocalServerPort
	private int port;

	@Test
	void everyKindOfOperationIsAnswered() {
		WebSocketGraphQlTester tester = WebSocketGraphQlTester.create(uri(), new ReactorNettyWebSocketClient());
		tester.document("query($name: String) { greeting(name: $name) }")
			.variable("name", "Åsa")
			.execute()
			.path("greeting")
			.entity(String.class)
			.isEqualTo("Hello Åsa");
		tester.document("mutation { raise }")
			.execute()
			.path("raise")
			.entity(Integer.class)
			.satisfies((count) -> assertThat(count).isPositive());
		StepVerifier
			.create(tester.document("subscription { numbers(count: 3) }")
				.executeSubscription()
				.toFlux("numbers", Integer.class))
			.expectNext(0, 1, 2)
			.expectComplete()
			.verify(SOON);
		tester.stop().block(SOON);
	}

	@Test
	void aQueryIsOneResult() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.subscribe("q", "{ greeting nothing }", null);
			assertThat(socket.next()).containsEntry("type", "next").containsEntry("id", "q");
			assertThat(socket.next()).isEqualTo(Map.of("type", "complete", "id", "q"));
		}
	}

	@Test
	void aSocketOutlivesAThousandSubscriptions() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			int before = Root.OPEN.get();
			for (int i = 0; i < 1_000; i++) {
				socket.subscribe("s" + i, "subscription { never }", null);
				socket.complete("s" + i);
			}
			socket.subscribe("q", "{ greeting }", null);
			assertThat(socket.next()).containsEntry("type", "next");
			assertThat(socket.next()).containsEntry("type", "complete");
			assertThat(Root.OPEN).hasValue(before);
		}
	}

	@Test
	void aSocketCarriesManySubscriptionsAtOnce() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			for (int i = 0; i < 40; i++) {
				socket.subscribe("s" + i, "subscription { endless(millis: 20) }", null);
			}
			Set<Object> heard = new HashSet<>();
			for (int i = 0; i < 1_000 && heard.size() < 40; i++) {
				heard.add(socket.next().get("id"));
			}
			assertThat(heard).hasSize(40);
			socket.send(Map.of("type", "ping", "payload", Map.of("n", 1)));
			assertThat(IntStream.range(0, 1_000).mapToObj((_) -> socket.next()))
				.contains(Map.of("type", "pong", "payload", Map.of("n", 1)));
		}
	}

	@Test
	void oneOperationTooManyIsRefusedAndTheOthersContinue() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			int before = Root.OPEN.get();
			for (int i = 0; i < 51; i++) {
				socket.subscribe("s" + i, "subscription { never }", null);
			}
			Map<String, Object> refusal = socket.next();
			assertThat(refusal).containsEntry("type", "error").containsEntry("id", "s50");
			assertThat(code(refusal)).isEqualTo("RATE_LIMITED");
			assertThat(refusal.toString()).contains("retryAfter=5");
			assertThat(Root.OPEN).hasValue(before + 50);
			socket.complete("s3");
			socket.subscribe("again", "{ greeting }", null);
			assertThat(socket.next()).containsEntry("type", "next").containsEntry("id", "again");
		}
	}

	@Test
	void operationsEndWithTheClient() {
		int before = Root.OPEN.get();
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			for (int i = 0; i < 3; i++) {
				socket.subscribe("s" + i, "subscription { never }", null);
			}
			Awaitility.await().atMost(SOON).untilAtomic(Root.OPEN, Matchers.is(before + 3));
			socket.complete("s1");
			Awaitility.await().atMost(SOON).untilAtomic(Root.OPEN, Matchers.is(before + 2));
		}
		Awaitility.await().atMost(SOON).untilAtomic(Root.OPEN, Matchers.is(before));
	}

	@Test
	void eventsComeInOrder() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.subscribe("s", "subscription { slowed(count: 10) { number } }", null);
			assertThat(IntStream.range(0, 10).mapToObj((_) -> socket.next().toString().replaceAll("\\D", "")))
				.containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
		}
	}

	@Test
	void anEventShowsTheStateAtItsTime() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.subscribe("s", "subscription { counted(count: 5) { loads } }", null);
			assertThat(IntStream.range(0, 5).mapToObj((_) -> socket.next().get("payload"))).doesNotHaveDuplicates();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			subscription { x }                          | BAD_INPUT
			{ greetin }                                 | BAD_INPUT
			{ greeting                                  | BAD_INPUT
			query($n: Int!) { twice(number: $n) }       | BAD_INPUT
			subscription { faultAtOnce(kind: PROBLEM) } | CONFLICT
			subscription { faultAtOnce(kind: BUG) }     | INTERNAL_ERROR
			""")
	void anOperationThatCannotBeginIsAnError(String document, String code) {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.subscribe("s", document, null);
			Map<String, Object> error = socket.next();
			assertThat(error).containsOnlyKeys("type", "id", "payload").containsEntry("type", "error");
			assertThat(code(error)).isEqualTo(code);
			socket.subscribe("s", "{ greeting }", null);
			assertThat(socket.next()).containsEntry("type", "next").containsEntry("id", "s");
		}
	}

	@Test
	void aDocumentOfTooManyTokensIsAnError() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.subscribe("s", "{" + " greeting".repeat(2001) + "}", null);
			assertThat(code(socket.next())).isEqualTo("QUERY_TOO_COMPLEX");
		}
	}

	@ParameterizedTest
	@CsvSource({ "PROBLEM, CONFLICT", "MONGO, UNAVAILABLE", "ACCESS, FORBIDDEN", "BUG, INTERNAL_ERROR" })
	void aStreamThatFailsEndsWithTheReason(String kind, String code) {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.subscribe("s", "subscription { faultAfter(count: 1, kind: " + kind + ") }", null);
			assertThat(socket.next()).containsEntry("payload", Map.of("data", Map.of("faultAfter", 0)));
			Map<String, Object> error = socket.next();
			assertThat(error).containsEntry("type", "error").containsEntry("id", "s");
			assertThat(code(error)).isEqualTo(code);
			assertThat(error.toString()).doesNotContain("secret");
			assertThat(socket.untilQuiet(Duration.ofMillis(200))).isEmpty();
		}
	}

	@Test
	void aFieldThatFailsInAnEventIsReportedOnce() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.subscribe("s", "subscription { faultInside(count: 1, kind: MONGO) { strictFault } }", null);
			Map<String, Object> next = socket.next();
			assertThat(next).containsEntry("type", "next")
				.extractingByKey("payload")
				.extracting("errors")
				.asInstanceOf(InstanceOfAssertFactories.LIST)
				.singleElement()
				.extracting("extensions.code")
				.isEqualTo("UNAVAILABLE");
		}
	}

	@Test
	void anEventThatIsCancelledIsNotLoggedAsAFault(CapturedOutput output) {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			for (int i = 0; i < 10; i++) {
				socket.subscribe("s" + i, "subscription { slowed(count: 1) { number } }", null);
				socket.complete("s" + i);
			}
			assertThat(socket.untilQuiet(Duration.ofMillis(300))).isEmpty();
		}
		assertThat(output).doesNotContain("ERROR");
	}

	@ParameterizedTest
	@ValueSource(strings = { "subscription { never }", "subscription { slowed(count: 3) { number } }",
			"subscription { faultAtOnce(kind: PROBLEM) }", "subscription { faultAfter(count: 1, kind: MONGO) }",
			"subscription { faultInside(count: 2, kind: MONGO) { strictFault } }",
			"subscription { endless(millis: 1) }", "{ later(millis: 5) }", "mutation { raise }", "{ greetin }" })
	void anOperationThatIsStoppedAtOnceLeavesNothingBehind(String document, CapturedOutput output) {
		int before = output.length();
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), Map.of("token", "attendee"))) {
			for (int i = 0; i < 20; i++) {
				socket.subscribe("s" + i, document, null);
				socket.complete("s" + i);
			}
			socket.subscribe("last", "{ later(millis: 50) }", null);
			while (!socket.next().equals(Map.of("type", "complete", "id", "last"))) {
				assertThat(output.toString().substring(before)).doesNotContain("onErrorDropped");
			}
		}
		assertThat(output.toString().substring(before)).doesNotContain("onErrorDropped");
	}

	@Test
	void anEventThatIsBeingExecutedWhenItsSubscriptionIsStoppedLeavesNothingBehind(CapturedOutput output) {
		int before = output.length();
		int executed = Root.OUTLASTED.get();
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.subscribe("s", "subscription { outlasted { first second } }", null);
			Awaitility.await().atMost(SOON).untilAtomic(Root.OUTLASTED, Matchers.is(executed + 1));
			socket.complete("s");
			Awaitility.await().atMost(SOON).untilAtomic(Root.OUTLASTED, Matchers.is(executed + 2));
			socket.subscribe("last", "{ later(millis: 50) }", null);
			assertThat(socket.next()).containsEntry("type", "next").containsEntry("id", "last");
		}
		assertThat(output.toString().substring(before)).doesNotContain("onErrorDropped");
	}

	@Test
	void anOperationThatComesAfterTheTokenExpiredIsNotExecuted() {
		int executed = Root.MADE.get();
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), Map.of("token", "for-PT1S"))) {
			Instant expired = Instant.now().plusSeconds(1);
			Awaitility.await()
				.atMost(SOON)
				.pollInterval(Duration.ofMillis(10))
				.until(() -> Instant.now().isAfter(expired));
			socket.subscribe("q", "{ made }", null);
			assertThat(socket.closed().code()).isEqualTo(4403);
		}
		assertThat(Root.MADE).hasValue(executed);
	}

	@Test
	void theTokenOfTheInitialisationDeterminesTheCaller() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), Map.of("Authorization", "Bearer administrator"))) {
			socket.subscribe("q", "{ caller { subject name administrator } }", null);
			assertThat(socket.next()).extracting("payload.data")
				.isEqualTo(Map.of("caller",
						Map.of("subject", "admin-1", "name", "Name of admin-1", "administrator", true)));
			socket.next();
			socket.subscribe("s", "subscription { caller { subject } }", null);
			assertThat(socket.next().get("payload"))
				.isEqualTo(Map.of("data", Map.of("caller", Map.of("subject", "admin-1"))));
		}
	}

	@ParameterizedTest
	@CsvSource({ "Authorization, Bearer attendee", "authorization, bearer attendee", "token, attendee",
			"token, Bearer attendee" })
	void aTokenIsTakenFromWhereClientsPutIt(String key, String value) {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), Map.of(key, value))) {
			assertSubject(socket, "attendee-1");
		}
	}

	@Test
	void aTokenIsTakenFromTheHandshakeToo() {
		Map<String, String> headers = Map.of("Authorization", "Bearer attendee");
		try (GraphQlSocket socket = GraphQlSocket.open(uri(), headers, "graphql-transport-ws")) {
			socket.init(null);
			socket.next();
			assertSubject(socket, "attendee-1");
		}
		try (GraphQlSocket socket = GraphQlSocket.open(uri(), headers, "graphql-transport-ws")) {
			socket.init(Map.of("token", "administrator"));
			socket.next();
			assertSubject(socket, "admin-1");
		}
	}

	private static void assertSubject(GraphQlSocket socket, String subject) {
		socket.subscribe("q", "{ caller { subject } }", null);
		assertThat(socket.next()).extracting("payload.data").isEqualTo(Map.of("caller", Map.of("subject", subject)));
	}

	@Test
	void theHandshakeDeterminesTheLanguages() {
		try (GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of("Accept-Language", "fi, sv;q=0.5"),
				"graphql-transport-ws")) {
			socket.init(null);
			socket.next();
			socket.subscribe("q", "{ languages }", null);
			assertThat(socket.next()).extracting("payload.data").isEqualTo(Map.of("languages", List.of("fi", "sv")));
		}
	}

	@Test
	void theBufferOfASlowReaderIsBounded() {
		int before = Root.FLOODED.get();
		try (GraphQlSocket socket = GraphQlSocket.openWithoutReading(uri())) {
			socket.init(null);
			socket.subscribe("s", "subscription { flood }", null);
			int[] last = { -1 };
			Awaitility.await().pollInterval(Duration.ofMillis(300)).atMost(SOON).until(() -> {
				int now = Root.FLOODED.get();
				boolean still = now == last[0] && now > before;
				last[0] = now;
				return still;
			});
			assertThat(Root.FLOODED.get() - before).isLessThan(2_000);
		}
	}

	@Test
	void theMessagesOfAClientThatDoesNotReadAreNotReadFurther() {
		try (GraphQlSocket socket = GraphQlSocket.openWithoutReading(uri())) {
			socket.init(null);
			String ping = "{\"type\":\"ping\",\"payload\":{\"x\":\"" + "x".repeat(60_000) + "\"}}";
			int sent = 0;
			while (sent < 5_000 && socket.trySendText(ping, Duration.ofSeconds(2))) {
				sent++;
			}
			assertThat(sent).isLessThan(1_000);
		}
	}

	@Test
	void aMessageThatIsReadAfterTheClientHasLeftStartsNoOperation() {
		int before = Root.OPEN.get();
		try (GraphQlSocket socket = GraphQlSocket.openWithoutReading(uri())) {
			socket.init(null);
			String ping = "{\"type\":\"ping\",\"payload\":{\"x\":\"" + "x".repeat(50_000) + "\"}}";
			String subscribe = "{\"type\":\"subscribe\",\"id\":\"%d\",\"payload\":{\"query\":\"subscription{never}\"}}";
			boolean read = true;
			for (int i = 0; i < 1_000 && read; i++) {
				int id = i;
				read = socket.trySendText(ping, Duration.ofMillis(500)) && IntStream.range(0, 5)
					.allMatch((n) -> socket.trySendText(subscribe.formatted(5 * id + n), Duration.ofMillis(500))
							&& socket.trySendText("{\"type\":\"complete\",\"id\":\"" + (5 * id + n - 3) + "\"}",
									Duration.ofMillis(500)));
			}
			assertThat(read).isFalse();
		}
		Awaitility.await().during(Duration.ofMillis(500)).atMost(SOON).untilAtomic(Root.OPEN, Matchers.is(before));
	}

	@Test
	void aMessageMayArriveInFragments() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.sendFragments("{\"type\":\"pi", "ng\"}");
			assertThat(socket.next()).isEqualTo(Map.of("type", "pong"));
		}
	}

	@Test
	void theServerAnswersToPingFramesToo() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			assertThat(socket.pingFrame("hello")).isEqualTo("hello");
		}
	}

	private static Object code(Map<String, Object> error) {
		return assertThat(error).extractingByKey("payload")
			.asInstanceOf(InstanceOfAssertFactories.LIST)
			.singleElement()
			.extracting("extensions.code")
			.actual();
	}

	private URI uri() {
		return URI.create("ws://127.0.0.1:" + this.port + "/graphql");
	}

}
