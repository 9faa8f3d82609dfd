package dev.plenum.push.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.plenum.push.delivery.Senders.Web;
import dev.plenum.platform.traffic.ServerAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The npm package web-push-testing reads the messages and accepts the token of the
 * server, and the service worker of the documentation displays them.
 */
@Tag("clients")
class IndependentReceiverTests {

	private static final Path SCRIPT = Path.of("src/clients/push-receiver.mjs").toAbsolutePath();

	@Test
	@Timeout(60)
	void itDecryptsAMessageAndVerifiesItsSender() throws IOException {
		int port = freePort();
		try (Senders senders = new Senders();
				Web web = senders.web(Senders.settings("mailto:ops@example.org", "http://localhost:" + port))) {
			senders.wait(Duration.between(Senders.NOW, Instant.now()));
			Process receiver = new ProcessBuilder("node", SCRIPT.toString(), String.valueOf(port),
					senders.key.publicKey())
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			try (BufferedReader lines = receiver.inputReader()) {
				JsonNode subscription = next(lines);
				Delivered delivered = web.push()
					.send(new WebPushAddress(subscription.path("endpoint").asString(),
							subscription.at("/keys/p256dh").asString(), subscription.at("/keys/auth").asString()),
							Senders.message("ses_1", 1, "Flyttad till 10.15 i sal B"))
					.block(Senders.PATIENCE);
				assertThat(delivered).isEqualTo(new Delivered.Sent());
				assertThat(next(lines).at("/notification/body").asString()).isEqualTo("Flyttad till 10.15 i sal B");
			}
			finally {
				receiver.destroyForcibly();
			}
		}
	}

	@Test
	@Timeout(60)
	void theServiceWorkerOfTheDocumentationDisplaysEveryMessageAndRingsOnce() throws IOException {
		DeclarativeMessage format = new DeclarativeMessage(Senders.settings(""), new ServerAddress(""));
		List<String> command = Stream
			.concat(Stream.of("node", Path.of("src/clients/push-worker.mjs").toString(), "docs/push.md"),
					Stream
						.of(Senders.message("ses_1", 1, "one"), Senders.message("ses_1", 1, "one").again(),
								Senders.message("ses_2", 1, "other").again(), Senders.message("ses_1", 2, "two"))
						.map((message) -> new String(format.encode(message), StandardCharsets.UTF_8)))
			.toList();
		Process worker = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader lines = worker.inputReader()) {
			assertThat(lines.lines().map(JsonMapper.shared()::readTree))
				.extracting((shown) -> "%s %s %s".formatted(shown.path("body").asString(),
						shown.path("silent").asBoolean() ? "silent" : "rings",
						shown.path("renotify").asBoolean() ? "again" : "once"))
				.containsExactly("one rings again", "one silent once", "other rings again", "two rings again",
						"one rings again");
		}
		finally {
			worker.destroyForcibly();
		}
	}

	private static JsonNode next(BufferedReader lines) throws IOException {
		String line = lines.readLine();
		while (line != null && !line.startsWith("{")) {
			line = lines.readLine();
		}
		assertThat(line).as("a line of the receiver; 'npm ci --prefix src/clients' installs it").isNotNull();
		return JsonMapper.shared().readTree(line);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
