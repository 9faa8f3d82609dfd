package dev.plenum.deployment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import dev.plenum.OwnProcesses;
import dev.plenum.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server with the address of an OpenTelemetry collector.
 */
@Tag("slow")
@OwnProcesses
class TracingTests {

	@Test
	void operationsAreTracedToTheCollector(@TempDir Path data) throws IOException {
		List<String> spans = new CopyOnWriteArrayList<>();
		HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		collector.createContext("/v1/traces", (exchange) -> {
			spans.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		collector.start();
		String endpoint = "http://127.0.0.1:%d/v1/traces".formatted(collector.getAddress().getPort());
		try (ServerProcess server = ServerProcess.start(data,
				"--management.opentelemetry.tracing.export.otlp.endpoint=" + endpoint,
				"--management.tracing.sampling.probability=1",
				"--management.opentelemetry.tracing.export.schedule-delay=100ms")) {
			server.as("attendee").document("query Traced { viewer { subject } }").executeAndVerify();
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(spans).anySatisfy(
						(batch) -> assertThat(batch).contains("graphql query").contains("service.name", "plenum")));
		}
		finally {
			collector.stop(0);
		}
	}

}
