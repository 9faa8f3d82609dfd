package dev.plenum.platform.web;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.plenum.platform.web.TransportTestApplication.Root;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A server that stops while clients are connected. The timeout of its web server is long.
 */
@Tag("slow")
@Timeout(60)
class ShutdownTests {

	@Test
	void socketsAreClosedWithAReasonAndTheStopDoesNotWait() {
		ConfigurableApplicationContext server = start();
		try (GraphQlSocket first = GraphQlSocket.connect(uri(server, "ws"), null);
				GraphQlSocket second = GraphQlSocket.connect(uri(server, "ws"), null)) {
			int before = Root.OPEN.get();
			second.subscribe("s", "subscription { never }", null);
			Awaitility.await().atMost(GraphQlSocket.PATIENCE).untilAtomic(Root.OPEN, Matchers.is(before + 1));
			assertThat(timeToStop(server)).isLessThan(Duration.ofSeconds(10));
			assertThat(first.closed().code()).isEqualTo(1012);
			assertThat(second.closed().code()).isEqualTo(1012);
			assertThat(second.closed().reason()).contains("connect again");
			assertThat(Root.OPEN).hasValue(before);
		}
	}

	@Test
	void aSocketThatDoesNotReadDelaysTheStopBrieflyAndNewConnectionsAreRefused() throws Exception {
		ConfigurableApplicationContext server = start();
		int before = Root.FLOODED.get();
		try (GraphQlSocket socket = GraphQlSocket.openWithoutReading(uri(server, "ws"))) {
			socket.init(null);
			socket.subscribe("s", "subscription { flood }", null);
			Awaitility.await()
				.atMost(GraphQlSocket.PATIENCE)
				.untilAtomic(Root.FLOODED, Matchers.greaterThan(before + 10));
			assertThat(status(HttpRequest.newBuilder(uri(server, "http").resolve("/readyz")))).isEqualTo(200);
			URI address = uri(server, "http");
			Thread stopping = Thread.ofVirtual().start(server::close);
			Awaitility.await()
				.atMost(GraphQlSocket.PATIENCE)
				.until(() -> status(HttpRequest.newBuilder(address.resolve("/readyz"))) == 503);
			Awaitility.await()
				.atMost(GraphQlSocket.PATIENCE)
				.untilAsserted(() -> assertThat(status(listening(address))).isEqualTo(503));
			assertThatThrownBy(
					() -> GraphQlSocket.connect(URI.create(address.toString().replace("http:", "ws:")), null))
				.rootCause()
				.hasMessageContaining("503");
			assertThat(status(asking(address, "{ greeting }"))).isEqualTo(200);
			assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
		}
	}

	@Test
	void streamsEndWithoutCompletion() throws Exception {
		ConfigurableApplicationContext server = start();
		HttpResponse<InputStream> response = HttpClient.newHttpClient()
			.sendAsync(listening(uri(server, "http")).build(), HttpResponse.BodyHandlers.ofInputStream())
			.get(GraphQlSocket.PATIENCE.toSeconds(), TimeUnit.SECONDS);
		try (InputStream stream = response.body()) {
			assertThat(timeToStop(server)).isLessThan(Duration.ofSeconds(10));
			assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(":\n");
		}
	}

	@Test
	void manySocketsAreClosedAndRunningRequestsFinish() throws Exception {
		ConfigurableApplicationContext server = start();
		List<GraphQlSocket> sockets = Stream.generate(() -> GraphQlSocket.connect(uri(server, "ws"), null))
			.limit(250)
			.toList();
		int before = Steps.LATER.get();
		CompletableFuture<HttpResponse<String>> running = HttpClient.newHttpClient()
			.sendAsync(asking(uri(server, "http"), "{ later(millis: 1500) }").build(),
					HttpResponse.BodyHandlers.ofString());
		Awaitility.await().atMost(GraphQlSocket.PATIENCE).untilAtomic(Steps.LATER, Matchers.greaterThan(before));
		Thread stopping = Thread.ofVirtual().start(server::close);
		assertThat(sockets).allSatisfy((socket) -> assertThat(socket.closed().code()).isEqualTo(1012));
		assertThat(running.get(20, TimeUnit.SECONDS).body()).contains("{\"later\":true}");
		stopping.join();
	}

	@Test
	void aServerStopsAtOnceAndOtherServersOfTheProcessContinue() throws Exception {
		ConfigurableApplicationContext other = start();
		try (other; GraphQlSocket socket = GraphQlSocket.connect(uri(other, "ws"), null)) {
			ConfigurableApplicationContext server = start();
			assertThat(status(asking(uri(server, "http"), "{ greeting }"))).isEqualTo(200);
			assertThat(timeToStop(server)).isLessThan(Duration.ofMillis(1500));
			socket.subscribe("s", "{ greeting }", null);
			assertThat(socket.next().toString()).contains("greeting");
			assertThat(status(asking(uri(other, "http"), "{ greeting }"))).isEqualTo(200);
		}
	}

	@Test
	void aSocketIsClosedAtItsMaximumAge() {
		ConfigurableApplicationContext server = start("plenum.web.socket.max-age=1s");
		try (server; GraphQlSocket socket = GraphQlSocket.connect(uri(server, "ws"), null)) {
			assertThat(socket.closed().code()).isEqualTo(1012);
			assertThat(socket.closed().reason()).contains("connect again");
		}
	}

	private static ConfigurableApplicationContext start(String... more) {
		SpringApplication application = new SpringApplication(TransportTestApplication.class);
		application.setDefaultProperties(
				Map.of("server.port", "0", "server.address", "127.0.0.1", "spring.graphql.schema.locations",
						"classpath:transport-schema/", "spring.lifecycle.timeout-per-shutdown-phase", "30s"));
		return application.run(Stream.of(more).map((setting) -> "--" + setting).toArray(String[]::new));
	}

	private static HttpRequest.Builder asking(URI address, String operation) {
		return HttpRequest.newBuilder(address)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"%s\"}".formatted(operation)));
	}

	private static HttpRequest.Builder listening(URI address) {
		return asking(address, "subscription { never }").header("Accept", "text/event-stream");
	}

	private static int status(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient()
			.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
			.get(GraphQlSocket.PATIENCE.toSeconds(), TimeUnit.SECONDS)
			.statusCode();
	}

	private static URI uri(ConfigurableApplicationContext server, String scheme) {
		return URI
			.create(scheme + "://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port") + "/graphql");
	}

	private static Duration timeToStop(ConfigurableApplicationContext server) {
		Instant start = Instant.now();
		server.close();
		return Duration.between(start, Instant.now());
	}

}
