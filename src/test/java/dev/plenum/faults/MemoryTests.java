package dev.plenum.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.plenum.HeapHistogram;
import dev.plenum.OwnProcesses;
import dev.plenum.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The memory that clients can occupy, counted after a full garbage collection.
 */
@Tag("slow")
@Timeout(240)
@OwnProcesses
class MemoryTests {

	private static final int MEGABYTE = 1024 * 1024;

	private static final String ANSWER = "dev.plenum.platform.web.Answer";

	private static final String DOCUMENT = "graphql.language.Document";

	private static final AtomicInteger ADDRESSES = new AtomicInteger();

	@TempDir
	private static Path data;

	private static ServerProcess server;

	@BeforeAll
	static void start() throws IOException {
		server = ServerProcess.start(data, "--plenum.web.kept-answers=1MB", "--plenum.rates.enabled=true",
				"--plenum.rates.mutations-per-subject=1000+1000/min", "--plenum.proxies.trusted=127.0.0.1");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void aReplacedSnapshotIsNotKept() throws IOException {
		HttpGraphQlTester organiser = server.as("organiser");
		GraphQlTester.Response event = organiser
			.document("{ event(slug: \"socialchefsdagarna-2024\") { id sessions(first: 1) { nodes { id } } } }")
			.execute();
		String id = event.path("event.id").entity(String.class).get();
		long before = server.histogram().count(ANSWER);
		for (int i = 0; i < 40; i++) {
			organiser.document("""
					mutation ($event: ID!, $session: ID!, $start: DateTime) { changeSchedule(input: {eventId: $event,
					  force: true, edits: [{move: {sessionId: $session, startsAt: $start}}]}) { __typename } }""")
				.variable("event", id)
				.variable("session", event.path("event.sessions.nodes[0].id").entity(String.class).get())
				.variable("start", "2024-10-02T07:%02d:00+02:00".formatted(i))
				.execute()
				.path("changeSchedule.__typename")
				.entity(String.class)
				.isEqualTo("ScheduleChanged");
			String question = "{ event(id: \"%s\") { revision } } # %d".formatted(id, i);
			get(List.of(question, question, question));
		}
		HeapHistogram heap = server.histogram();
		assertThat(heap.count("dev.plenum.programme.ProgrammeDocuments")).isBetween(1L, 10L);
		await().pollInterval(Duration.ofSeconds(1))
			.atMost(Duration.ofSeconds(30))
			.until(() -> server.histogram().count(ANSWER) < before + 10);
	}

	@Test
	void anAnswerThatIsRequestedOnceIsNotKept() throws IOException {
		HeapHistogram before = server.histogram();
		get(IntStream.range(0, 1_000).mapToObj((i) -> "{ __typename } # once " + i).toList());
		HeapHistogram heap = server.histogram();
		assertThat(heap.count(ANSWER) - before.count(ANSWER)).isLessThan(100);
		assertThat(heap.count(DOCUMENT) - before.count(DOCUMENT)).isLessThan(100);
	}

	@Test
	void answersStayWithinTheirMemory() throws IOException {
		long before = server.histogram().bytes();
		get(IntStream.range(0, 3_000).mapToObj((i) -> "{ __typename } # again " + i / 3).toList());
		HeapHistogram heap = server.histogram();
		assertThat(heap.count(ANSWER)).isBetween(100L, 600L);
		assertThat(heap.bytes() - before).isLessThan(4 * MEGABYTE);
	}

	/**
	 * Sends one query after another, each from another address.
	 */
	private static void get(List<String> documents) throws IOException {
		URI address = server.address("http", "/graphql");
		try (Socket socket = new Socket(address.getHost(), address.getPort())) {
			OutputStream output = socket.getOutputStream();
			CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(documents, output));
			InputStream input = new BufferedInputStream(socket.getInputStream());
			for (int i = 0; i < documents.size(); i++) {
				read(input);
			}
			writing.join();
		}
	}

	private static void write(List<String> documents, OutputStream output) {
		try {
			for (String document : documents) {
				int address = ADDRESSES.incrementAndGet();
				output.write("GET /graphql?query=%s HTTP/1.1\r\nHost: plenum\r\nX-Forwarded-For: 10.0.%d.%d\r\n%s\r\n"
					.formatted(URLEncoder.encode(document, StandardCharsets.UTF_8), address / 250, address % 250,
							(address % 2 == 0) ? "If-None-Match: *\r\n" : "")
					.getBytes(StandardCharsets.ISO_8859_1));
			}
			output.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void read(InputStream input) throws IOException {
		int length = 0;
		String status = line(input);
		for (String line = line(input); !line.isEmpty(); line = line(input)) {
			if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
				length = Integer.parseInt(line.substring(15).strip());
			}
		}
		input.skipNBytes(length);
		assertThat(status).containsPattern(" (200|304) ");
	}

	private static String line(InputStream input) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = input.read(); next != '\n'; next = input.read()) {
			assertThat(next).as("the connection goes on").isNotNegative();
			line.append((char) next);
		}
		return line.toString().strip();
	}

}
