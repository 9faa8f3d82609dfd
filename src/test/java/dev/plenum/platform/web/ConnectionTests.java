package dev.plenum.platform.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The timeouts of connections and the limits of their number and memory, in a server with
 * small limits.
 */
@Tag("slow")
@TransportTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = { "plenum.connections.header-timeout=1s", "plenum.connections.gap-timeout=1s",
		"plenum.connections.body-timeout=3s", "plenum.connections.idle-timeout=1500ms",
		"plenum.connections.write-timeout=2s", "plenum.connections.upload-rate=100KB",
		"plenum.connections.upload-window=2s", "plenum.connections.max=30", "plenum.connections.held=500KB",
		"plenum.connections.held-per-address=300KB", "plenum.connections.unread=4MB",
		"plenum.connections.unread-per-address=2MB", "plenum.limits.max-answer=3MB",
		"plenum.web.socket.init-timeout=10s" })
class ConnectionTests {

	private static final String QUERY = "GET /graphql?query=%7Bgreeting%7D HTTP/1.1\r\nHost: a\r\n";

	private static final String POST = "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

	private static final String PUT = "PUT /files HTTP/1.1\r\nHost: a\r\n";

	private static final String SOCKET = "GET /graphql HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
			+ "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
			+ "Sec-WebSocket-Protocol: graphql-transport-ws\r\n";

	/** The head of a masked text frame of 60,000 octets. */
	private static final String FRAME = "\u0081\u00fe\u00ea\u0060\0\0\0\0";

	private final List<RawConnection> open = new ArrayList<>();

	private final MeterRegistry meters;

	@LocalServerPort
	private int port;

	@Autowired
	ConnectionTests(MeterRegistry meters) {
		this.meters = meters;
	}

	@AfterEach
	void close() {
		this.open.forEach(RawConnection::close);
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			assertThat(number("plenum.connections")).isZero();
			assertThat(number("plenum.connections.held")).isZero();
			assertThat(number("plenum.connections.unread")).isZero();
		});
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					half a line            | GET /gra
					half a head            | GET / HTTP/1.1~Host: a~
					half a handshake       | GET /graphql HTTP/1.1~Host: a~Upgrade: websocket~Connection: Upgrade~
					half a body            | POST /graphql HTTP/1.1~Host: a~Content-Type: application/json~Content-Length: 100~~{
					half a chunk           | POST /graphql HTTP/1.1~Host: a~Content-Type: application/json~Transfer-Encoding: chunked~~5~{"
					a body without octets  | POST /graphql HTTP/1.1~Host: a~Content-Type: application/json~Content-Length: 100~~
					half a body of a GET   | GET /livez HTTP/1.1~Host: a~Content-Length: 100~~{
					half a body, no path   | POST /nowhere HTTP/1.1~Host: a~Content-Length: 100~~{
					half a trailer         | POST /graphql HTTP/1.1~Host: a~Transfer-Encoding: chunked~~0~A: b~
					""")
	void anIncompleteRequestIsRefusedAfterItsTimeout(String name, String start) {
		assertThat(connection().send(start.replace("~", "\r\n")).rest()).startsWith("HTTP/1.1 408")
			.contains("\"code\":\"BAD_INPUT\"");
	}

	@Test
	void aSilentConnectionIsClosed() {
		assertThat(connection().rest()).isEmpty();
	}

	@Test
	void anIdleConnectionIsClosedAfterItsTimeout() {
		RawConnection connection = connection();
		connection.send(QUERY + "\r\n").until("Hello");
		assertThat(connection.send(QUERY + "\r\n").rest()).contains("Hello").doesNotContain("408");
	}

	@Test
	void aClientThatSendsAPartOfTheNextRequestWithEachRequestIsNotLate() {
		String request = QUERY + "\r\n";
		String start = request.substring(0, 10);
		RawConnection connection = connection().send(start);
		for (int i = 0; i < 30; i++) {
			Awaitility.await().pollDelay(Duration.ofMillis(100)).until(connection::isOpen);
			connection.send(request.substring(start.length()) + start).until("Hello");
		}
	}

	@Test
	void aPauseOfTheServerMakesNoClientLate(@Autowired Map<String, SmartLifecycle> parts) {
		SmartLifecycle time = parts.values()
			.stream()
			.filter((part) -> part.getClass().getSimpleName().equals("Connections"))
			.findFirst()
			.orElseThrow();
		RawConnection connection = connection();
		connection.send(QUERY + "\r\n").until("Hello");
		time.stop();
		Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(connection::isOpen);
		time.start();
		Awaitility.await().pollDelay(Duration.ofMillis(500)).until(connection::isOpen);
		connection.send(QUERY + "\r\n").until("Hello");
	}

	@Test
	void theSecondRequestOfAConnectionHasTheSameTimeout() {
		assertThat(connection().send(QUERY + "\r\n" + QUERY).rest()).contains("Hello").contains("HTTP/1.1 408");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ", POST + "Content-Length: 60000\r\n\r\n" })
	void aRequestThatArrivesOctetByOctetIsRefusedAfterItsTimeout(String start) {
		RawConnection connection = connection().send(start);
		Awaitility.await()
			.pollInterval(Duration.ofMillis(200))
			.atMost(Duration.ofSeconds(20))
			.until(() -> connection.flood("x", 1) == 0 || !connection.isOpen());
	}

	@Test
	void aClientThatDoesNotReadItsAnswersIsDisconnected() {
		String flood = "subscription%7Bflood%7D";
		RawConnection connection = connection()
			.send("GET /graphql?query=" + flood + " HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n");
		connection.until("event-stream");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(number("plenum.connections")).isZero());
	}

	@Test
	void clientsThatDoNotReadTheSameAnswerNeedLittleMemory() {
		String request = "GET /graphql?query=%7BkeptLong(kilobytes:2000)%7D HTTP/1.1\r\nHost: a\r\n";
		IntStream.range(0, 3).forEach((_) -> RawConnection.ask(this.port, request + "Connection: close\r\n\r\n"));
		long before = directMemory();
		IntStream.range(0, 20).forEach((_) -> unread(request + "\r\n"));
		assertThat(directMemory() - before).isLessThan(12_000_000);
		assertThat(number("plenum.connections")).isEqualTo(20);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /graphql?query=%7Blong(kilobytes:1000)%7D HTTP/1.1\r\nHost: a\r\n\r\n",
			POST + "Content-Length: 39\r\n\r\n{\"query\": \"{ long(kilobytes: 1000) }\" }" })
	void answersThatAClientDoesNotReadAreLimited(String request, CapturedOutput output) {
		IntStream.range(0, 10).forEach((_) -> unread(request));
		assertThat(number("plenum.connections.unread")).isBetween(500_000.0, 2_100_000.0);
		assertThat(number("plenum.connections")).isLessThan(5);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(output).contains("Clients at one address do not read their answers"));
		assertThat(RawConnection.ask(this.port, QUERY + "Connection: close\r\n\r\n")).contains("Hello");
	}

	@ParameterizedTest
	@ValueSource(strings = { "long", "keptLong" })
	void largeAnswersArriveCompletelyAndInOrder(String field) {
		String request = "GET /graphql?query=%7B" + field + "(kilobytes:100)%7D HTTP/1.1\r\nHost: a\r\n";
		IntStream.range(0, 3).forEach((_) -> RawConnection.ask(this.port, request + "Connection: close\r\n\r\n"));
		RawConnection connection = connection();
		connection.send(request + "\r\n" + request + "\r\n" + QUERY + "\r\n");
		String answers = connection.rest();
		assertThat(answers.split("HTTP/1\\.1 200 OK", -1)).hasSize(4);
		assertThat(answers.split("\"" + field + "\":\"" + "0123456789abcdef".repeat(6_400) + "\"", -1)).hasSize(3);
		assertThat(answers).contains("Hello");
	}

	@Test
	void aClientThatReadsALargeAnswerSlowlyIsNotDisconnectedAndThenHasTimeForTheNextRequest() {
		RawConnection connection = small();
		connection.send("GET /graphql?query=%7Blong(kilobytes:800)%7D HTTP/1.1\r\nHost: a\r\n\r\n");
		for (int i = 0; i < 50; i++) {
			assertThat(connection.skip(16 * 1024)).isEqualTo(16 * 1024);
			Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
		}
		connection.until("}}}");
		Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
		connection.send(QUERY + "\r\n").until("Hello");
	}

	@Test
	void aSubscriberIsSentNoMoreLargeResultsThanItReads(@Autowired Steps steps) {
		steps.take(4);
		String message = "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"subscription { steps(after: %d) { a: page b: page c: page d: page e: page f: page } }\"}}"
			.formatted(steps.newest() - 4);
		assertThat(subscribed(connection(), message).skip(4 * 60_000)).isEqualTo(4 * 60_000);
		RawConnection slow = subscribed(small(), message);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> number("plenum.connections.unread"), (unread) -> unread > 0);
		assertThat(number("plenum.connections.unread")).isLessThan(100_000);
		assertThat(slow.skip(4 * 60_000)).isEqualTo(4 * 60_000);
	}

	@Test
	void anAnswerThatIsTooLargeIsNotSent() {
		assertThat(RawConnection.ask(this.port,
				"GET /graphql?query=%7Blong(kilobytes:5000)%7D HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 400")
			.contains("QUERY_TOO_COMPLEX", "The answer is larger than");
	}

	@Test
	void anUploadMayTakeLongIfItIsFastEnough() {
		RawConnection connection = connection()
			.send(PUT + "Authorization: Bearer attendee\r\nConnection: close\r\nContent-Length: 1000000\r\n\r\n");
		IntStream.range(0, 20).forEach((_) -> {
			connection.send("x".repeat(50_000));
			Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
		});
		assertThat(connection.rest()).startsWith("HTTP/1.1 200").endsWith("1000000");
	}

	@Test
	void anUploadThatIsTooSlowIsRefused() {
		RawConnection connection = connection()
			.send(PUT + "Authorization: Bearer attendee\r\nContent-Length: 1000000\r\n\r\n");
		Awaitility.await()
			.pollInterval(Duration.ofMillis(500))
			.atMost(Duration.ofSeconds(20))
			.until(() -> connection.flood("x".repeat(1000), 1000) == 0 || !connection.isOpen());
	}

	@Test
	void anUploadIsNotReadBeforeItsCallerIsAuthorised() {
		assertThat(connection().send(PUT + "Content-Length: 100000000\r\n\r\n" + "x".repeat(100_000)).rest())
			.startsWith("HTTP/1.1 401")
			.containsIgnoringCase("connection: close");
		assertThat(RawConnection.ask(this.port, PUT + "Expect: 100-continue\r\nContent-Length: 10\r\n\r\n"))
			.startsWith("HTTP/1.1 401");
	}

	@Test
	void anUploadMayContinueWhenItsCallerIsAuthorised() {
		RawConnection connection = connection().send(PUT
				+ "Authorization: Bearer attendee\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 5\r\n\r\n");
		connection.until("100 Continue\r\n\r\n");
		assertThat(connection.send("hello").rest()).startsWith("HTTP/1.1 200").endsWith("5");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /graphql?query=%7Bgreeting%7D", "GET /livez", "POST /graphql", "POST /nowhere",
			"DELETE /graphql", "OPTIONS /graphql", "PATCH /nowhere" })
	void aLargeBodyIsRefusedUnreadOnEveryPath(String request) {
		assertThat(RawConnection.ask(this.port, request + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1572864000\r\n\r\n"))
			.startsWith("HTTP/1.1 413")
			.contains("\"code\":\"BAD_INPUT\"");
		assertThat(RawConnection.ask(this.port, request + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
				+ ("4000\r\n" + "x".repeat(0x4000) + "\r\n").repeat(5)))
			.startsWith("HTTP/1.1 413");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			bodies         | POST /graphql HTTP/1.1~Host: a~Content-Length: 64000~~
			bodies, chunks | POST /graphql HTTP/1.1~Host: a~Transfer-Encoding: chunked~~f000~
			""")
	void incompleteRequestsOfAnAddressAreLimited(String name, String start) {
		List<RawConnection> slow = IntStream.range(0, 10)
			.mapToObj((_) -> connection().send(start.replace("~", "\r\n") + "x".repeat(60_000)))
			.toList();
		assertThat(slow.stream().map(RawConnection::rest))
			.anyMatch((answer) -> answer.startsWith("HTTP/1.1 429") && answer.contains("\"code\":\"RATE_LIMITED\"")
					&& answer.contains("\"retryAfter\":5"))
			.allMatch((answer) -> answer.startsWith("HTTP/1.1 4"));
	}

	@Test
	void otherAddressesAreAnsweredMeanwhile() {
		IntStream.range(0, 10)
			.forEach((_) -> connection().send(POST + "Content-Length: 64000\r\n\r\n" + "x".repeat(60_000)));
		String body = "{\"query\":\"{greeting}\"}";
		assertThat(RawConnection.ask(this.port,
				POST + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))
			.startsWith("HTTP/1.1 200");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(number("plenum.connections.held")).isLessThanOrEqualTo(300 * 1024));
	}

	@Test
	void incompleteMessagesOfSocketsAreLimitedToo() {
		List<RawConnection> sockets = IntStream.range(0, 8).mapToObj((_) -> {
			RawConnection socket = connection().send(SOCKET + "\r\n");
			socket.until("\r\n\r\n");
			return socket.send(FRAME + "x".repeat(59_000));
		}).toList();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(number("plenum.connections")).isLessThan(8));
		assertThat(number("plenum.connections.held")).isLessThanOrEqualTo(300 * 1024);
		sockets.forEach(RawConnection::rest);
	}

	@Test
	void moreRequestsAreNotReadWhileManyWaitForTheirAnswers() {
		RawConnection connection = connection()
			.send("GET /graphql?query=%7Blater(millis:4000)%7D HTTP/1.1\r\nHost: a\r\n\r\n");
		String request = POST + "Content-Length: 60000\r\n\r\n" + " ".repeat(60_000);
		assertThat(connection.flood(request, 200_000_000)).isLessThan(20_000_000);
	}

	@Test
	void aHealthCheckIsAnsweredThoughThereAreTooManyConnections() {
		IntStream.range(0, 40).forEach((_) -> connection());
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(number("plenum.connections")).isGreaterThan(30));
		assertThat(RawConnection.ask(this.port, "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200")
			.contains("UP")
			.containsIgnoringCase("connection: close");
		assertThat(RawConnection.ask(this.port, QUERY + "\r\n")).startsWith("HTTP/1.1 503")
			.containsIgnoringCase("retry-after: 5")
			.contains("\"code\":\"UNAVAILABLE\"");
		assertThat(number("plenum.connections.limit")).isEqualTo(30);
	}

	private RawConnection connection() {
		RawConnection connection = RawConnection.to(this.port);
		this.open.add(connection);
		return connection;
	}

	private RawConnection small() {
		RawConnection connection = RawConnection.small(this.port);
		this.open.add(connection);
		return connection;
	}

	/**
	 * Sends a request on a new connection and waits until its answer is on the way.
	 */
	private void unread(String request) {
		small().send(request).until("HTTP/1.1 200");
	}

	private static RawConnection subscribed(RawConnection socket, String message) {
		socket.send(SOCKET + "\r\n").until("\r\n\r\n");
		socket.send(frame("{\"type\":\"connection_init\"}")).until("connection_ack");
		return socket.send(frame(message));
	}

	/**
	 * A masked text frame of 126 to 65,535 octets.
	 */
	private static String frame(String text) {
		String message = text + " ".repeat(Math.max(0, 126 - text.length()));
		return "\u0081\u00fe" + (char) (message.length() >> 8) + (char) (message.length() & 0xff) + "\0\0\0\0"
				+ message;
	}

	private static long directMemory() {
		return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
	}

	private double number(String name) {
		return this.meters.get(name).gauge().value();
	}

}
