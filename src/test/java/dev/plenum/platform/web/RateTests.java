package dev.plenum.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The limits of traffic, in a server with small limits. Each test sends requests from its
 * own addresses, which a trusted proxy reports.
 */
@Tag("slow")
@TransportTest
@TestPropertySource(properties = { "plenum.rates.enabled=true", "plenum.rates.queries-per-subject=5+1/min",
		"plenum.rates.queries-per-address=9+1/min", "plenum.rates.mutations-per-subject=3+1/min",
		"plenum.rates.mutations-per-address=6+1/min", "plenum.rates.codes-per-subject=2+1/min",
		"plenum.rates.codes-per-address=4+1/min", "plenum.rates.connects-per-subject=4+1/min",
		"plenum.rates.connects-per-address=5+1/min", "plenum.rates.sockets-per-subject=2",
		"plenum.rates.sockets-per-address=3", "plenum.rates.sockets=12", "plenum.rates.streams-per-subject=2",
		"plenum.rates.streams-per-address=3", "plenum.rates.streams=5", "plenum.web.sse.max-age=8s",
		"plenum.proxies.trusted=127.0.0.0/8,192.0.2.1", "plenum.limits.introspection=false",
		"plenum.limits.timeout=300ms" })
class RateTests {

	private static final AtomicInteger NEXT = new AtomicInteger();

	private static final String QUERY = "{ greeting }";

	@LocalServerPort
	private int port;

	private Gauge sockets;

	private MeterRegistry meters;

	@Autowired
	void count(MeterRegistry meters) {
		this.meters = meters;
		this.sockets = meters.get("plenum.sockets").gauge();
	}

	@Test
	void anAddressAboveItsRateIsRefused() {
		String address = address();
		for (int i = 0; i < 9; i++) {
			assertThat(post(address, null, QUERY).getStatus().value()).isEqualTo(200);
		}
		EntityExchangeResult<byte[]> refused = post(address, null, QUERY);
		assertLimited(refused);
		assertThat(refused.getResponseHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(post(address(), null, QUERY).getStatus().value()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			203.0.113.1                        | 203.0.113.1, 192.0.2.1          | true
			203.0.113.2                        | 198.51.100.9, 203.0.113.2       | true
			2001:db8:1:1::1                    | 2001:db8:1:1::2                 | true
			2001:db8:2:1::1                    | 2001:db8:2:2::1                 | false
			203.0.113.4:4711                   | 203.0.113.4:4712                | true
			203.0.113.5, 203.0.113.6           | 203.0.113.5, 203.0.113.7        | false
			203.0.113.8, nonsense              | 203.0.113.9, nonsense           | true
			""")
	void anAddressIsDeterminedByTrustedProxies(String one, String other, boolean same) {
		for (int i = 0; i < 9; i++) {
			post(one, null, QUERY);
		}
		assertThat(post(other, null, QUERY).getStatus().value()).isEqualTo(same ? 429 : 200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz", "/actuator/health", "/actuator/health/readiness" })
	void healthChecksDoNotCountForTheirAddress(String path) {
		String address = address();
		for (int i = 0; i < 20; i++) {
			assertThat(WebTestClient.bindToServer()
				.baseUrl("http://127.0.0.1:" + this.port)
				.build()
				.get()
				.uri(path)
				.header("X-Forwarded-For", address)
				.exchange()
				.expectBody()
				.returnResult()
				.getStatus()
				.value()).isEqualTo(200);
		}
		assertThat(post(address, null, QUERY).getStatus().value()).isEqualTo(200);
	}

	@Test
	void aKeptAnswerCountsForTheAddressToo() {
		String address = address();
		for (int i = 0; i < 9; i++) {
			assertThat(post(address, null, "{ kept }").getStatus().value()).isEqualTo(200);
		}
		double given = this.meters.get("plenum.answers.repeated").counter().count();
		assertLimited(post(address, null, "{ kept }"));
		assertThat(this.meters.get("plenum.answers.repeated").counter().count())
			.as("the rate is checked before an answer is looked up")
			.isEqualTo(given);
		assertThat(post(address(), null, "{ kept }").getStatus().value()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "kept", "keptForCaller" })
	void aKeptAnswerCountsForTheSubjectToo(String field) {
		String subject = "as-reader-of-" + field;
		for (int i = 0; i < 5; i++) {
			assertThat(post(address(), subject, "{ " + field + " }").getStatus().value()).isEqualTo(200);
		}
		assertLimited(post(address(), subject, "{ " + field + " }"));
		assertThat(post(address(), subject + "-too", "{ " + field + " }").getStatus().value()).isEqualTo(200);
	}

	@Test
	void aSubjectAboveItsRateIsRefusedFromEveryAddress() {
		String subject = "as-asker";
		for (int i = 0; i < 5; i++) {
			assertThat(post(address(), subject, QUERY).getStatus().value()).isEqualTo(200);
		}
		assertLimited(post(address(), subject, QUERY));
		assertThat(post(address(), "as-other", QUERY).getStatus().value()).isEqualTo(200);
	}

	@Test
	void eachMutationFieldCounts() {
		int before = raised();
		assertThat(post(address(), "as-raiser", "mutation { a: raise b: raise }").getStatus().value()).isEqualTo(200);
		EntityExchangeResult<byte[]> refused = post(address(), "as-raiser", "mutation { a: raise b: raise }");
		assertLimited(refused);
		assertThat(json(refused).has("data")).isFalse();
		assertThat(post(address(), "as-raiser", "mutation { raise }").getStatus().value()).isEqualTo(200);
		assertThat(post(address(), "as-raiser", QUERY).getStatus().value()).isEqualTo(200);
		assertThat(raised()).isEqualTo(before + 4);
	}

	@Test
	void mutationsOfAnAddressCountTogether() {
		String address = address();
		for (int i = 0; i < 6; i++) {
			assertThat(post(address, "as-one-of-many-" + i, "mutation { raise }").getStatus().value()).isEqualTo(200);
		}
		assertLimited(post(address, "as-one-of-many-7", "mutation { raise }"));
	}

	@Test
	void codesCannotBeGuessed() {
		for (int i = 0; i < 2; i++) {
			assertThat(post(address(), "as-guesser", "mutation { redeem(code: \"" + i + "\") }").getStatus().value())
				.isEqualTo(200);
		}
		assertLimited(post(address(), "as-guesser", "mutation { redeem(code: \"good\") }"));
		String address = address();
		assertThat(post(address, null, "mutation { " + "abcd".replaceAll("(.)", "$1: redeem(code: \"$1\") ") + "}")
			.getStatus()
			.value()).isEqualTo(200);
		assertLimited(post(address, null, "mutation { redeem(code: \"good\") }"));
	}

	@Test
	void aSubjectAboveItsRateReceivesErrorsOnASocket() {
		try (GraphQlSocket socket = socket(address(), "as-talker")) {
			for (int i = 0; i < 5; i++) {
				socket.subscribe("q" + i, QUERY, null);
				assertThat(socket.next()).containsEntry("type", "next");
				assertThat(socket.next()).containsEntry("type", "complete");
			}
			socket.subscribe("q", QUERY, null);
			assertSocketLimited(socket.next());
			socket.subscribe("s", "subscription { never }", null);
			assertSocketLimited(socket.next());
			socket.subscribe("m", "mutation { redeem(code: \"x\") }", null);
			assertThat(socket.next()).containsEntry("type", "next");
		}
	}

	@Test
	void anAddressAboveItsRateReceivesErrorsOnASocket() {
		try (GraphQlSocket socket = socket(address(), null)) {
			for (int i = 0; i < 9; i++) {
				socket.subscribe("q" + i, QUERY, null);
				assertThat(socket.next()).containsEntry("type", "next");
				assertThat(socket.next()).containsEntry("type", "complete");
			}
			socket.subscribe("q", QUERY, null);
			assertSocketLimited(socket.next());
		}
	}

	@Test
	void anAddressThatConnectsTooOftenIsRefused() {
		String address = address();
		for (int i = 0; i < 5; i++) {
			socket(address, null).close();
		}
		assertThatThrownBy(() -> socket(address, null)).rootCause().hasMessageContaining("429");
		assertLimited(handshake(address));
	}

	@Test
	void theSocketsOfAnAddressAreLimited() {
		String address = address();
		try (GraphQlSocket one = socket(address, null); GraphQlSocket _ = socket(address, null)) {
			try (GraphQlSocket _ = socket(address, null)) {
				assertLimited(handshake(address));
			}
			one.pingFrame("x");
		}
		Awaitility.await().atMost(GraphQlSocket.PATIENCE).untilAsserted(() -> socket(address, null).close());
	}

	@Test
	void theSocketsOfASubjectAreLimited() {
		try (GraphQlSocket _ = socket(address(), "as-collector"); GraphQlSocket _ = socket(address(), "as-collector")) {
			try (GraphQlSocket third = GraphQlSocket.open(uri(), Map.of("X-Forwarded-For", address()),
					"graphql-transport-ws")) {
				third.init(Map.of("token", "as-collector"));
				assertThat(third.closed())
					.isEqualTo(new GraphQlSocket.Closed(1013, "You have too many open sockets. Retry after 30 s."));
			}
		}
	}

	@Test
	void aSubjectThatConnectsTooOftenIsRefusedFromEveryAddress() {
		for (int i = 0; i < 4; i++) {
			try (GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of("X-Forwarded-For", address()),
					"graphql-transport-ws")) {
				socket.init(Map.of("token", "as-returner"));
				socket.nextWhileOpen();
			}
		}
		try (GraphQlSocket fifth = GraphQlSocket.open(uri(), Map.of("X-Forwarded-For", address()),
				"graphql-transport-ws")) {
			fifth.init(Map.of("token", "as-returner"));
			GraphQlSocket.Closed closed = fifth.closed();
			assertThat(closed.code()).isEqualTo(1013);
			assertThat(closed.reason())
				.matches("Too many connections from you\\. Wait a little\\. Retry after \\d+ s\\.");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{greeting}", "{kept}", "{kept}" })
	void aBrowserThatReachesATrustedProxyByHttpsStaysWithHttps(String query) {
		WebTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + this.port)
			.build()
			.get()
			.uri("/graphql?query={query}", query)
			.header("X-Forwarded-For", address())
			.header("X-Forwarded-Proto", "https")
			.exchange()
			.expectHeader()
			.valueEquals("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
	}

	@Test
	void theStreamsOfAnAddressAreLimited() {
		String address = address();
		try (Streams streams = new Streams()) {
			assertThat(List.of(streams.open(address, null), streams.open(address, null), streams.open(address, null)))
				.containsOnly(200);
			assertThat(streams.open(address, null)).isEqualTo(429);
			assertThat(streams.open(address(), null)).isEqualTo(200);
			double refused = this.meters.get("plenum.rate.limited").tag("limit", "event streams").counter().count();
			assertThat(refused).isPositive();
		}
		assertAllStreamsEnd();
	}

	@Test
	void theStreamsOfASubjectAreLimitedFromEveryAddress() {
		try (Streams streams = new Streams()) {
			assertThat(List.of(streams.open(address(), "as-reader"), streams.open(address(), "as-reader")))
				.containsOnly(200);
			assertThat(streams.open(address(), "as-reader")).isEqualTo(429);
			assertThat(streams.open(address(), "as-writer")).isEqualTo(200);
		}
		assertAllStreamsEnd();
	}

	@Test
	void theStreamsOfTheServerAreLimited() {
		try (Streams streams = new Streams()) {
			List<Integer> five = Stream.generate(() -> streams.open(address(), null)).limit(5).toList();
			assertThat(five).containsOnly(200);
			assertThat(streams.open(address(), null)).isEqualTo(503);
		}
		assertAllStreamsEnd();
	}

	@Test
	void aStreamEndsAtItsMaximumAgeAndIsNotCountedAfterwards() throws IOException {
		String address = address();
		try (Streams streams = new Streams()) {
			assertThat(Stream.generate(() -> streams.open(address, null)).limit(3).toList()).containsOnly(200);
			for (InputStream stream : streams.open) {
				assertThat(new String(stream.readAllBytes())).startsWith(":\n").doesNotContain("event:");
			}
			Awaitility.await()
				.pollInterval(Duration.ofSeconds(1))
				.atMost(Duration.ofSeconds(5))
				.until(() -> streams.open(address, null) == 200);
		}
		assertAllStreamsEnd();
	}

	@Test
	void queriesOverEventStreamsAreNotCountedAsStreams() {
		String address = address();
		for (int i = 0; i < 5; i++) {
			assertThat(post(address, null, QUERY, "text/event-stream").getStatus().value()).isEqualTo(200);
		}
	}

	private void assertAllStreamsEnd() {
		Awaitility.await()
			.atMost(GraphQlSocket.PATIENCE)
			.until(() -> this.meters.get("plenum.event.streams").gauge().value() == 0);
	}

	/**
	 * Open event streams, which are closed together.
	 */
	private final class Streams implements AutoCloseable {

		private final HttpClient http = HttpClient.newHttpClient();

		private final List<InputStream> open = new ArrayList<>();

		int open(String address, @Nullable String token) {
			HttpRequest.Builder request = HttpRequest
				.newBuilder(URI.create("http://127.0.0.1:" + RateTests.this.port + "/graphql"))
				.headers("X-Forwarded-For", address, "Content-Type", "application/json", "Accept", "text/event-stream")
				.POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"subscription { never }\"}"));
			if (token != null) {
				request.header("Authorization", "Bearer " + token);
			}
			HttpResponse<InputStream> response = this.http.sendAsync(request.build(), BodyHandlers.ofInputStream())
				.orTimeout(20, TimeUnit.SECONDS)
				.join();
			this.open.add(response.body());
			return response.statusCode();
		}

		@Override
		public void close() {
			this.http.shutdownNow();
		}

	}

	@Test
	void theSocketsOfTheServerAreLimited() {
		List<GraphQlSocket> open = new ArrayList<>();
		assertThatThrownBy(() -> {
			while (open.size() < 20) {
				open.add(socket(address(), null));
			}
		}).rootCause().hasMessageContaining("503");
		assertThat(open).hasSizeBetween(1, 12);
		open.forEach(GraphQlSocket::close);
		Awaitility.await().atMost(GraphQlSocket.PATIENCE).until(() -> this.sockets.value() == 0);
		socket(address(), null).close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/event-stream" })
	void anOperationThatTakesTooLongIsCancelled(String accept) {
		assertThat(new String(post(address(), null, "{ hanging }", accept).getResponseBodyContent()))
			.contains("\"code\":\"UNAVAILABLE\"")
			.contains("took longer than 300 ms");
	}

	@Test
	void anOperationThatTakesTooLongOnASocketIsCancelled() {
		try (GraphQlSocket socket = socket(address(), null)) {
			socket.subscribe("q", "{ hanging }", null);
			assertThat(socket.next()).containsEntry("type", "error").asString().contains("code=UNAVAILABLE");
			socket.subscribe("s", "subscription { endless(millis: 200) }", null);
			for (int i = 0; i < 4; i++) {
				assertThat(socket.next()).containsEntry("type", "next");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ __schema { queryType { name } } }", "{ __type(name: \"Query\") { name } }" })
	void introspectionIsRefused(String operation) {
		assertThat(json(post(address(), null, operation)).at("/errors/0/extensions/code").asString())
			.isEqualTo("FORBIDDEN");
	}

	private static void assertLimited(EntityExchangeResult<byte[]> result) {
		assertThat(result.getStatus().value()).isEqualTo(429);
		JsonNode extensions = json(result).at("/errors/0/extensions");
		assertThat(extensions.get("code").asString()).isEqualTo("RATE_LIMITED");
		assertThat(extensions.get("retryAfter").asInt()).isBetween(1, 120);
		assertThat(result.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER))
			.isEqualTo(extensions.get("retryAfter").asString());
	}

	private static void assertSocketLimited(Map<String, Object> message) {
		assertThat(message).containsEntry("type", "error")
			.asString()
			.contains("code=RATE_LIMITED")
			.contains("retryAfter=");
	}

	private int raised() {
		return json(post(address(), null, "mutation { raise }")).at("/data/raise").asInt();
	}

	private static JsonNode json(EntityExchangeResult<byte[]> result) {
		return JsonMapper.shared().readTree(result.getResponseBodyContent());
	}

	private EntityExchangeResult<byte[]> post(String address, @Nullable String token, String operation) {
		return post(address, token, operation, "application/json");
	}

	private EntityExchangeResult<byte[]> post(String address, @Nullable String token, String operation, String accept) {
		return WebTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + this.port)
			.build()
			.post()
			.uri("/graphql")
			.header("X-Forwarded-For", address)
			.headers((headers) -> {
				if (token != null) {
					headers.setBearerAuth(token);
				}
			})
			.contentType(MediaType.APPLICATION_JSON)
			.header(HttpHeaders.ACCEPT, accept)
			.bodyValue(Map.of("query", operation))
			.exchange()
			.expectBody()
			.returnResult();
	}

	/**
	 * Asks for a WebSocket with a client that shows a refusal's body.
	 */
	private EntityExchangeResult<byte[]> handshake(String address) {
		return WebTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + this.port)
			.build()
			.get()
			.uri("/graphql")
			.headers((headers) -> {
				headers.set("X-Forwarded-For", address);
				headers.set("Connection", "Upgrade");
				headers.set("Upgrade", "websocket");
				headers.set("Sec-WebSocket-Version", "13");
				headers.set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
			})
			.exchange()
			.expectBody()
			.returnResult();
	}

	private GraphQlSocket socket(String address, @Nullable String token) {
		GraphQlSocket socket = GraphQlSocket.open(uri(), Map.of("X-Forwarded-For", address), "graphql-transport-ws");
		socket.init((token != null) ? Map.of("token", token) : null);
		assertThat(socket.next()).containsEntry("type", "connection_ack");
		return socket;
	}

	private URI uri() {
		return URI.create("ws://127.0.0.1:" + this.port + "/graphql");
	}

	private static String address() {
		return "10.1.1." + NEXT.incrementAndGet();
	}

}
