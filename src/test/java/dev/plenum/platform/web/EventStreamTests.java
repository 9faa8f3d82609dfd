package dev.plenum.platform.web;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import dev.plenum.platform.web.TransportTestApplication.Root;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.client.HttpGraphQlClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("slow")
@TransportTest
@TestPropertySource(properties = "plenum.web.sse.keep-alive=200ms")
@Timeout(60)
class EventStreamTests {

	private static final Duration SOON = GraphQlSocket.PATIENCE;

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	private Gauge streams;

	@Autowired
	void measure(MeterRegistry meters) {
		this.streams = meters.get("plenum.event.streams").gauge();
	}

	@Test
	void aSubscriptionIsAStreamOfResults() {
		HttpGraphQlClient client = HttpGraphQlClient.create(WebClient.create(uri().toString()));
		StepVerifier
			.create(client.document("subscription { numbers(count: 3) }")
				.retrieveSubscription("numbers")
				.toEntity(Integer.class)
				.take(3))
			.expectNext(0, 1, 2)
			.expectComplete()
			.verify(SOON);
	}

	@Test
	void theStreamHasTheFormatOfGraphQlSse() throws Exception {
		HttpResponse<String> response = post("subscription { numbers(count: 2) }");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
		assertThat(response.headers().firstValue("Cache-Control"))
			.hasValueSatisfying((value) -> assertThat(value).contains("no-cache"));
		assertThat(response.body()).isEqualTo("""
				:
				event: next
				data: {"data":{"numbers":0}}

				event: next
				data: {"data":{"numbers":1}}

				event: complete
				data:

				""");
	}

	@Test
	void aBrowserSubscribesByGet() throws Exception {
		URI uri = UriComponentsBuilder.fromUri(uri())
			.queryParam("query", "{query}")
			.queryParam("variables", "{variables}")
			.encode()
			.buildAndExpand("subscription($n: Int!) { numbers(count: $n) }", "{\"n\": 1}")
			.toUri();
		HttpResponse<String> response = send(HttpRequest.newBuilder(uri).header("Accept", "text/event-stream").build(),
				BodyHandlers.ofString());
		assertThat(response.body()).contains("data: {\"data\":{\"numbers\":0}}").endsWith("event: complete\ndata:\n\n");
	}

	@Test
	void aMutationByGetIsRefused() throws Exception {
		URI uri = UriComponentsBuilder.fromUri(uri())
			.queryParam("query", "{query}")
			.encode()
			.buildAndExpand("mutation { raise }")
			.toUri();
		HttpResponse<String> response = send(HttpRequest.newBuilder(uri).header("Accept", "text/event-stream").build(),
				BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(405);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{ greeting }       | "data":{"greeting":"Hello you"}
			mutation { raise } | "data":{"raise":
			""")
	void anotherOperationIsOneResult(String document, String result) throws Exception {
		assertThat(post(document).body()).containsOnlyOnce("event: next\ndata: {" + result)
			.contains("event: complete\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					subscription { x }                             | BAD_INPUT      | Field 'x' in type 'Subscription' is undefined
					subscription {                                 | BAD_INPUT      | Invalid syntax
					subscription { faultAtOnce(kind: PROBLEM) }    | CONFLICT       | Somebody was first.
					subscription { faultAtOnce(kind: BUG) }        | INTERNAL_ERROR | Internal error.
					""")
	void aRefusedOperationIsOneResultWithTheReason(String document, String code, String message) throws Exception {
		assertThat(post(document).body()).containsOnlyOnce("event: next")
			.contains("\"code\":\"" + code + "\"")
			.contains(message)
			.endsWith("event: complete\ndata:\n\n")
			.doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource({ "PROBLEM, CONFLICT", "MONGO, UNAVAILABLE", "ACCESS, FORBIDDEN", "BUG, INTERNAL_ERROR" })
	void aStreamThatFailsEndsWithTheReason(String kind, String code) throws Exception {
		assertThat(post("subscription { faultAfter(count: 1, kind: " + kind + ") }").body())
			.contains("data: {\"data\":{\"faultAfter\":0}}\n")
			.containsOnlyOnce("\"code\":\"" + code + "\"")
			.endsWith("event: complete\ndata:\n\n")
			.doesNotContain("secret");
	}

	@Test
	void anErrorInsideAnEventHasACode() throws Exception {
		assertThat(
				post("subscription { faultInside(count: 2, kind: MONGO) { key fault } }").body().split("UNAVAILABLE\""))
			.hasSizeGreaterThan(2);
	}

	@Test
	void anInvalidRequestIsRefusedBeforeTheStream() throws Exception {
		HttpResponse<String> response = send(request().POST(HttpRequest.BodyPublishers.ofString("[]")).build(),
				BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
	}

	@Test
	void eventsComeInOrder() throws Exception {
		assertThat(post("subscription { slowed(count: 10) { number } }").body()
			.lines()
			.filter((line) -> line.startsWith("data: {"))).extracting((line) -> line.replaceAll("\\D", ""))
			.containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
	}

	@Test
	void anEventShowsTheStateAtItsTime() throws Exception {
		assertThat(post("subscription { counted(count: 5) { loads } }").body()
			.lines()
			.filter((line) -> line.startsWith("data: {"))).hasSize(5).doesNotHaveDuplicates();
	}

	@Test
	void commentsKeepAnIdleStreamOpenAndItEndsWithTheClient() throws Exception {
		int before = Root.OPEN.get();
		HttpResponse<InputStream> response = send(request().POST(body("subscription { never }")).build(),
				BodyHandlers.ofInputStream());
		try (InputStream stream = response.body()) {
			assertThat(new String(stream.readNBytes(8))).isEqualTo(":\n".repeat(4));
			assertThat(Root.OPEN).hasValue(before + 1);
		}
		Awaitility.await().atMost(SOON).untilAtomic(Root.OPEN, Matchers.is(before));
	}

	@Test
	void theBufferOfASlowReaderIsBounded() throws Exception {
		int before = Root.FLOODED.get();
		HttpResponse<InputStream> response = send(request().POST(body("subscription { flood }")).build(),
				BodyHandlers.ofInputStream());
		try (InputStream stream = response.body()) {
			assertThat(stream.read()).isPositive();
			Awaitility.await().during(Duration.ofSeconds(1)).atMost(SOON).until(stillAt());
			assertThat(Root.FLOODED.get() - before).isLessThan(2_000);
		}
	}

	@Test
	void aStreamEndsWithItsTokenSoThatItsClientReconnects() throws Exception {
		int before = Root.OPEN.get();
		String stream = send(
				request().header("Authorization", "Bearer for-PT2S").POST(body("subscription { never }")).build(),
				BodyHandlers.ofString())
			.body();
		assertThat(stream).startsWith(":\n:\n").doesNotContain("event:");
		Awaitility.await().atMost(SOON).untilAtomic(Root.OPEN, Matchers.is(before));
	}

	@Test
	void noEventIsSentAfterTheTokenHasExpired() throws Exception {
		Instant expiry = Instant.now().plusSeconds(1);
		HttpResponse<String> response = send(request().header("Authorization", "Bearer for-PT1S")
			.POST(body("subscription { endless(millis: 20) }"))
			.build(), BodyHandlers.ofString());
		assertThat(response.body()).contains("event: next").doesNotContain("event: complete");
		assertThat(Instant.now()).isAfterOrEqualTo(expiry);
		assertThat(response.body().split("event: next")).hasSizeLessThan(60);
	}

	@Test
	void aTokenThatHasJustExpiredOpensNoStream() throws Exception {
		HttpResponse<String> response = send(
				request().header("Authorization", "Bearer for-PT-5S").POST(body("subscription { never }")).build(),
				BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.body()).contains("UNAUTHENTICATED", "The token has expired");
	}

	@Test
	void aStreamThatIsNotReadEndsToo() throws Exception {
		double before = this.streams.value();
		HttpResponse<InputStream> response = send(
				request().header("Authorization", "Bearer for-PT1S").POST(body("subscription { flood }")).build(),
				BodyHandlers.ofInputStream());
		try (InputStream stream = response.body()) {
			assertThat(stream.read()).isPositive();
			Awaitility.await().atMost(SOON).until(() -> this.streams.value() <= before);
		}
	}

	private static Callable<Boolean> stillAt() {
		int[] last = { -1 };
		return () -> {
			int now = Root.FLOODED.get();
			boolean still = now == last[0];
			last[0] = now;
			return still;
		};
	}

	private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws Exception {
		return this.http.sendAsync(request, handler).get(SOON.toMillis(), TimeUnit.MILLISECONDS);
	}

	private HttpResponse<String> post(String document) throws Exception {
		return send(request().POST(body(document)).build(), BodyHandlers.ofString());
	}

	private static HttpRequest.BodyPublisher body(String document) {
		return HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(Map.of("query", document)));
	}

	private HttpRequest.Builder request() {
		return HttpRequest.newBuilder(uri())
			.header("Content-Type", "application/json")
			.header("Accept", "text/event-stream");
	}

	private URI uri() {
		return URI.create("http://127.0.0.1:" + this.port + "/graphql");
	}

}
