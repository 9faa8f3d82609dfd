package dev.plenum.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.plenum.OwnProcesses;
import dev.plenum.ServerProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server on Kubernetes with a low limit of open files and a separate management port.
 */
@Tag("slow")
@OwnProcesses
class ScarceConnectionsTests {

	private static final int OPEN_FILES = 400;

	private static final int CONNECTIONS = 600;

	@Test
	void healthChecksAreAnsweredAndTheReasonIsLoggedWhenNoMoreFilesCanBeOpened(@TempDir Path data) throws IOException {
		int management = ServerProcess.freePort();
		List<SocketChannel> open = new ArrayList<>();
		try (ServerProcess server = ServerProcess.startWithin(data,
				Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "443"), OPEN_FILES,
				"--management.server.port=" + management)) {
			int port = server.address("http", "/").getPort();
			believesNobodyAboutItsName(server);
			for (int i = 0; i < CONNECTIONS; i++) {
				open.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
			}
			for (String path : List.of("/livez", "/readyz")) {
				check(port, path);
			}
			check(management, "/actuator/health");
			assertThat(server.output()).anyMatch((line) -> line.contains("has reached its limit of"));
			assertThat(server.output().stream().filter((line) -> line.contains("WARN"))).hasSizeLessThan(100);
		}
		finally {
			for (SocketChannel channel : open) {
				channel.close();
			}
		}
	}

	private static void believesNobodyAboutItsName(ServerProcess server) {
		http(server.address("http", "/").getPort()).get()
			.uri("/local/token?subject=a")
			.header("X-Forwarded-For", "203.0.113.1")
			.exchange()
			.expectStatus()
			.isForbidden();
		http(server.address("http", "/").getPort()).post()
			.uri("/graphql")
			.header("Authorization", "Bearer " + server.token("attendee"))
			.header("Content-Type", "application/json")
			.header("X-Forwarded-Host", "evil.example")
			.header("X-Forwarded-Proto", "https")
			.header("Forwarded", "host=evil.example;proto=https")
			.bodyValue(Map.of("query",
					"{ event(slug: \"socialchefsdagarna-2024\") { myAgenda { calendarFeed { url } } } }"))
			.exchange()
			.expectBody()
			.jsonPath("$.data.event.myAgenda.calendarFeed.url")
			.value((String url) -> assertThat(url).startsWith("http://127.0.0.1:"));
	}

	private static void check(int port, String path) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.ignoreExceptions()
			.untilAsserted(() -> http(port).get().uri(path).exchange().expectStatus().isOk());
	}

	private static WebTestClient http(int port) {
		return WebTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + port)
			.responseTimeout(Duration.ofSeconds(10))
			.build();
	}

}
