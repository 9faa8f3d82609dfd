package dev.plenum.platform.web;

import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.web.GraphQlSocket.Closed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The rules of graphql-transport-ws, with short timeouts.
 */
@Tag("slow")
@TransportTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = { "plenum.web.socket.init-timeout=1500ms", "plenum.web.socket.keep-alive=800ms",
		"plenum.web.allowed-origins=https://app.example.org" })
class SocketProtocolTests {

	private static final String TRANSPORT = "graphql-transport-ws";

	@LocalServerPort
	private int port;

	@Test
	void aSocketThatIsNotInitialisedInTimeIsClosed() {
		Instant start = Instant.now();
		try (GraphQlSocket socket = open()) {
			assertClosed(socket, 4408, "initialisation timeout");
			assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(1_400));
		}
	}

	@Test
	void theInitialisationEndsTheTimeout() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			assertThat(socket.untilQuiet(Duration.ofSeconds(2))).isEmpty();
			socket.send(Map.of("type", "ping"));
			assertThat(socket.next()).containsEntry("type", "pong");
		}
	}

	@Test
	void anOperationBeforeTheInitialisationIsUnauthorised() {
		try (GraphQlSocket socket = open()) {
			socket.subscribe("s", "{ greeting }", null);
			assertClosed(socket, 4401, "connection_init");
		}
	}

	@Test
	void aSecondInitClosesWith4429() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.init(null);
			assertClosed(socket, 4429, "Too many initialisation requests");
		}
	}

	@Test
	void anIdThatIsTakenClosesWith4409() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.subscribe("s", "subscription { never }", null);
			socket.subscribe("s", "{ greeting }", null);
			assertClosed(socket, 4409, "Subscriber for s already exists");
		}
	}

	@Test
	void aReasonThatIsTooLongIsCut() {
		String id = "ö".repeat(200);
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.subscribe(id, "subscription { never }", null);
			socket.subscribe(id, "{ greeting }", null);
			assertClosed(socket, 4409, "Subscriber for ööö");
		}
	}

	@Test
	void anIdCanBeUsedAgainAfterItsOperation() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.subscribe("s", "subscription { never }", null);
			socket.complete("s");
			socket.subscribe("s", "{ greeting }", null);
			assertThat(socket.next()).containsEntry("type", "next");
			assertThat(socket.next()).containsEntry("type", "complete");
			socket.subscribe("s", "{ greeting }", null);
			assertThat(socket.next()).containsEntry("type", "next");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{                                                              | not valid JSON
			x                                                              | not valid JSON
			[]                                                             | must be a JSON object
			null                                                           | must be a JSON object
			{}                                                             | 'type' must be one of
			{"type":5}                                                     | 'type' must be one of
			{"type":"nonsense"}                                            | 'type' must be one of
			{"type":"next","id":"1","payload":{}}                          | 'type' must be one of
			{"type":"start","id":"1","payload":{"query":"{greeting}"}}     | 'type' must be one of
			{"type":"subscribe","payload":{"query":"{greeting}"}}          | 'id' must be a non-empty string
			{"type":"subscribe","id":"","payload":{"query":"{greeting}"}}  | 'id' must be a non-empty string
			{"type":"subscribe","id":5,"payload":{"query":"{greeting}"}}   | 'id' must be a non-empty string
			{"type":"complete"}                                            | 'id' must be a non-empty string
			{"type":"subscribe","id":"1"}                                  | must be a JSON object with a 'query'
			{"type":"subscribe","id":"1","payload":{}}                     | 'query' must be
			{"type":"subscribe","id":"1","payload":"{greeting}"}           | 'payload' must be
			{"type":"subscribe","id":"1","payload":{"query":5}}            | 'query' must be
			{"type":"subscribe","id":"1","payload":{"query":"{greeting}","variables":5}} | 'variables' must be
			{"type":"ping","payload":5}                                    | 'payload' must be
			{"type":"ping","payload":{"a":"\\ud800"}}                      | surrogate
			{"type":"ping","payload":{"a":["\\uD83D\\ude00","\\uDfFf"]}}  | surrogate
			{"type":"subscribe","id":"\\ud800","payload":{"query":"{greeting}"}} | surrogate
			""")
	void aMessageThatSaysNothingClosesWith4400(String message, String reason) {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.sendText(message);
			assertClosed(socket, 4400, reason);
		}
	}

	@Test
	void aBinaryFrameClosesWith4400() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.sendBinary("{\"type\":\"ping\"}".getBytes());
			assertClosed(socket, 4400, "text frames");
		}
	}

	@Test
	void aFrameThatIsTooLargeClosesWith1009() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.sendText("{\"type\":\"ping\"}" + " ".repeat(64 * 1024 - 15));
			assertThat(socket.next()).containsEntry("type", "pong");
			socket.sendText("{\"type\":\"ping\"}" + " ".repeat(64 * 1024 - 14));
			assertClosed(socket, 1009, "");
		}
	}

	@Test
	void partsThatAreTooLargeTogetherCloseWith1009() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null)) {
			socket.sendFragments("{\"type\":\"ping\"}" + " ".repeat(40_000), " ".repeat(40_000));
			assertClosed(socket, 1009, "too large");
		}
	}

	@Test
	void aPingIsAnsweredWithItsPayload() {
		try (GraphQlSocket socket = open()) {
			socket.send(Map.of("type", "ping", "payload", Map.of("at", 5)));
			assertThat(socket.next()).isEqualTo(Map.of("type", "pong", "payload", Map.of("at", 5)));
			socket.send(Map.of("type", "ping"));
			assertThat(socket.next()).isEqualTo(Map.of("type", "pong"));
		}
	}

	@Test
	void pingsAreSentAtTheInterval() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null).silent()) {
			Instant start = Instant.now();
			for (int i = 0; i < 3; i++) {
				assertThat(socket.next()).isEqualTo(Map.of("type", "ping"));
				socket.send(Map.of("type", "pong"));
			}
			assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(2_200),
					Duration.ofMillis(4_400));
		}
	}

	@Test
	void noPingIsSentBeforeTheAcknowledgement() {
		try (GraphQlSocket socket = open().silent()) {
			assertThat(socket.untilQuiet(Duration.ofMillis(1_200))).isEmpty();
		}
	}

	@Test
	void aSilentClientIsDisconnected() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null).silent()) {
			assertThat(socket.next()).isEqualTo(Map.of("type", "ping"));
			assertThat(socket.next()).isEqualTo(Map.of("type", "ping"));
			assertClosed(socket, 4408, "The client sent nothing");
		}
	}

	@Test
	void aClientThatSendsAnythingStaysConnected() {
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), null).silent()) {
			for (int i = 0; i < 4; i++) {
				assertThat(socket.next()).isEqualTo(Map.of("type", "ping"));
				socket.complete("nothing");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer nonsense", "nonsense", "Bearer ", "Bearer for-PT-1S" })
	void aTokenThatIsRefusedClosesWith4403(String token) {
		try (GraphQlSocket socket = open()) {
			socket.init(Map.of("Authorization", token));
			assertClosed(socket, 4403, "token");
			assertThat(socket.untilQuiet(Duration.ofMillis(50))).isEmpty();
		}
	}

	@Test
	void aTokenThatIsNoTextClosesWith4403() {
		try (GraphQlSocket socket = open()) {
			socket.init(Map.of("token", List.of("attendee")));
			assertClosed(socket, 4403, "token");
		}
	}

	@Test
	void aTokenThatCannotBeCheckedNowClosesWith1013(CapturedOutput output) {
		for (int i = 0; i < 20; i++) {
			try (GraphQlSocket socket = open()) {
				socket.init(Map.of("token", "down"));
				assertClosed(socket, 1013, "Try again");
			}
		}
		assertThat(output).contains("A token cannot be checked").contains("The issuer does not answer");
		assertThat(output.getAll().lines().filter((line) -> line.contains("A token cannot be checked")))
			.hasSizeLessThan(10);
	}

	@Test
	void theSocketEndsWithItsToken() {
		Instant start = Instant.now();
		try (GraphQlSocket socket = GraphQlSocket.connect(uri(), Map.of("token", "for-PT2S"))) {
			socket.subscribe("s", "subscription { never }", null);
			assertClosed(socket, 4403, "expired");
			assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(1_500),
					Duration.ofSeconds(10));
		}
	}

	@Test
	void theSocketEndsWithTheTokenOfTheHandshake() {
		try (GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of("Authorization", "Bearer for-PT2S"), TRANSPORT)) {
			socket.init(null);
			assertThat(socket.next()).containsEntry("type", "connection_ack");
			assertClosed(socket, 4403, "expired");
		}
	}

	@Test
	void aSubprotocolMustBeOffered() {
		try (GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of())) {
			assertClosed(socket, 4406, "graphql-transport-ws");
		}
		try (GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of(), "mqtt", "xmpp")) {
			assertThat(socket.subprotocol()).isEqualTo("mqtt");
			assertClosed(socket, 4406, "graphql-transport-ws");
		}
	}

	@Test
	void theFirstSubprotocolThatTheServerSpeaksIsChosen() {
		try (GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of(), "mqtt", TRANSPORT, "graphql-ws")) {
			assertThat(socket.subprotocol()).isEqualTo(TRANSPORT);
		}
		try (GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of(), "graphql-ws", TRANSPORT)) {
			assertThat(socket.subprotocol()).isEqualTo("graphql-ws");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example.org", "null", "http://127.0.0.1", "http://127.0.0.1:1",
			"https://app.example.org.evil.org", "http://app.example.org", "not a uri" })
	void aPageOfAnotherOriginIsForbidden(String origin) {
		assertThatThrownBy(() -> GraphQlSocket.open(uri(), Map.of("Origin", origin), TRANSPORT))
			.hasCauseInstanceOf(WebSocketHandshakeException.class)
			.cause()
			.extracting((ex) -> ((WebSocketHandshakeException) ex).getResponse().statusCode())
			.isEqualTo(403);
	}

	@Test
	void aPageOfTheServersOriginOrOfAnAllowedOneMayConnect() {
		for (String origin : List.of("http://127.0.0.1:" + this.port, "https://127.0.0.1:" + this.port,
				"https://app.example.org")) {
			try (GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of("Origin", origin), TRANSPORT)) {
				socket.init(null);
				assertThat(socket.next()).containsEntry("type", "connection_ack");
			}
		}
	}

	@Test
	void theOlderProtocolHasItsOwnMessageTypes() {
		try (GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of(), "graphql-ws")) {
			socket.init(Map.of("token", "attendee"));
			assertThat(socket.next()).isEqualTo(Map.of("type", "connection_ack"));
			assertThat(socket.next()).isEqualTo(Map.of("type", "ka"));
			socket.send(Map.of("type", "start", "id", "1", "payload", Map.of("query", "{ caller { subject } }")));
			assertThat(nextButKeepAlive(socket)).containsEntry("type", "data")
				.containsEntry("id", "1")
				.extractingByKey("payload")
				.extracting("data")
				.isEqualTo(Map.of("caller", Map.of("subject", "attendee-1")));
			assertThat(nextButKeepAlive(socket)).isEqualTo(Map.of("type", "complete", "id", "1"));
			socket.send(Map.of("type", "start", "id", "2", "payload", Map.of("query", "subscription { never }")));
			socket.send(Map.of("type", "stop", "id", "2"));
			socket.send(Map.of("type", "start", "id", "2", "payload", Map.of("query", "subscription { x }")));
			Map<String, Object> error = nextButKeepAlive(socket);
			assertThat(error).containsEntry("type", "data").containsEntry("id", "2");
			assertThat(error.get("payload").toString()).contains("BAD_INPUT");
			assertThat(nextButKeepAlive(socket)).isEqualTo(Map.of("type", "complete", "id", "2"));
			socket.send(Map.of("type", "connection_terminate"));
			assertClosed(socket, 1000, "");
		}
	}

	@Test
	void theOlderProtocolReportsARefusedToken() {
		try (GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of(), "graphql-ws")) {
			socket.init(Map.of("Authorization", "Bearer nonsense"));
			assertThat(socket.next()).containsEntry("type", "connection_error").containsKey("payload");
			assertClosed(socket, 4403, "token");
		}
	}

	@Test
	void theOlderProtocolIsKeptAliveWithoutAnAnswerOfTheClient() {
		try (GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of(), "graphql-ws")) {
			socket.init(null);
			assertThat(socket.next()).isEqualTo(Map.of("type", "connection_ack"));
			for (int i = 0; i < 4; i++) {
				assertThat(socket.next()).isEqualTo(Map.of("type", "ka"));
			}
		}
	}

	private static Map<String, Object> nextButKeepAlive(GraphQlSocket socket) {
		Map<String, Object> message = socket.next();
		return "ka".equals(message.get("type")) ? nextButKeepAlive(socket) : message;
	}

	private static void assertClosed(GraphQlSocket socket, int code, String reason) {
		Closed closed = socket.closed();
		assertThat(closed.code()).as(closed.reason()).isEqualTo(code);
		assertThat(closed.reason()).contains(reason);
	}

	private GraphQlSocket open() {
		return GraphQlSocket.open(uri(), Map.of(), TRANSPORT);
	}

	private URI uri() {
		return URI.create("ws://127.0.0.1:" + this.port + "/graphql");
	}

}
