package dev.plenum.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.plenum.Plenum;
import dev.plenum.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The rehearsal of a server after its start, which clients notice only because the server
 * is not ready yet.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class RehearsalTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private Path data;

	@Test
	void allOperationsOfARehearsalSucceed() {
		try (PrivateServer server = PrivateServer.beside(new SpringApplication(Plenum.class))) {
			StepVerifier.create(new Rehearsal(server, 60).rounds(() -> true).take(2))
				.expectNext(1, 2)
				.expectComplete()
				.verify(PATIENCE);
			await().atMost(PATIENCE).until(() -> server.pushService().messages() > 0);
		}
	}

	@Test
	void aRehearsalWhoseTimeEndsDuringItsImportInterruptsNoRequest(CapturedOutput output) {
		try (PrivateServer server = PrivateServer.beside(new SpringApplication(Plenum.class))) {
			Instant end = Instant.now().plusMillis(100);
			StepVerifier.create(new Rehearsal(server, 60).rounds(() -> Instant.now().isBefore(end)))
				.thenConsumeWhile((_) -> true)
				.expectComplete()
				.verify(PATIENCE);
		}
		assertThat(output).doesNotContain(" ERROR ", " WARN ");
	}

	@Test
	void theServerAnswersDuringItsRehearsalAndIsReadyAfterwards() {
		try (ServerProcess server = ServerProcess.start(this.data, "--plenum.rehearsal.at-most=2s")) {
			assertThat(status(server, "/readyz")).isEqualTo(503);
			assertThat(status(server, "/livez")).isEqualTo(200);
			assertThat(slugs(server)).hasSize(6);
			await().atMost(PATIENCE).until(() -> status(server, "/readyz") == 200);
			assertThat(slugs(server)).hasSize(6).doesNotContain(ConferenceFile.SLUG);
			assertThat(server.output()).noneMatch((line) -> line.contains(" WARN ") || line.contains(" ERROR "));
		}
	}

	@Test
	void aServerThatIsStoppedDoesNotWaitForTheEndOfItsRehearsal() {
		try (ServerProcess server = ServerProcess.start(this.data, "--plenum.rehearsal.at-most=10m")) {
			assertThat(status(server, "/readyz")).isEqualTo(503);
			assertThat(server.stop(Duration.ofSeconds(30))).isEqualTo(143);
		}
	}

	@Test
	void aRehearsalThatFailsLeavesTheServerReady() {
		WarmUp warmUp = new WarmUp(new RehearsalSettings(Duration.ofMinutes(1)));
		assertThat(statusOf(warmUp)).isEqualTo(Status.OUT_OF_SERVICE);
		warmUp.rehearse(new ApplicationReadyEvent(new SpringApplication(NoServer.class), new String[0],
				new GenericApplicationContext(), Duration.ZERO));
		await().atMost(PATIENCE).until(() -> statusOf(warmUp).equals(Status.UP));
	}

	private static Status statusOf(WarmUp warmUp) {
		return warmUp.health().blockOptional(PATIENCE).orElseThrow().getStatus();
	}

	private static List<String> slugs(ServerProcess server) {
		return server.as("attendee")
			.document("{ events(first: 50) { nodes { slug } } }")
			.execute()
			.path("events.nodes[*].slug")
			.entityList(String.class)
			.get();
	}

	private static int status(ServerProcess server, String path) {
		try {
			HttpURLConnection connection = (HttpURLConnection) server.address("http", path).toURL().openConnection();
			return connection.getResponseCode();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A class that cannot be started as a server. */
	static final class NoServer {

		NoServer(String thatIsNotThere) {
		}

	}

}
