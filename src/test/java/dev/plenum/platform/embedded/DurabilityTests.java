package dev.plenum.platform.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is acknowledged survives {@code kill -9}, and nothing is left half-written.
 */
@Tag("slow")
class DurabilityTests {

	private static final int WRITERS = 8;

	@Test
	void aKilledProcessLosesNothingThatItAcknowledged(@TempDir Path directory) throws IOException {
		Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
		AtomicInteger writes = new AtomicInteger();
		try (DatabaseProcess process = new DatabaseProcess(directory);
				TestClient client = new TestClient(process.uri())) {
			MongoCollection<Document> sessions = client.collection("sessions");
			client.get(sessions.createIndex(Indexes.ascending("slug"), new IndexOptions().unique(true)));
			Disposable writers = Flux.range(0, WRITERS)
				.flatMap((writer) -> Flux.range(1, Integer.MAX_VALUE)
					.concatMap((n) -> Mono.from(write(sessions, writer, n)).doOnNext((done) -> {
						acknowledged.put(writer, n);
						writes.incrementAndGet();
					})), WRITERS)
				.subscribe((done) -> {
				}, (ex) -> {
				});
			Awaitility.await().atMost(TestClient.TIMEOUT.multipliedBy(6)).until(() -> writes.get() > 500);
			process.kill();
			writers.dispose();
		}
		try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
				TestClient client = new TestClient(database)) {
			MongoCollection<Document> sessions = client.collection("sessions");
			Set<Object> found = client.all(sessions.find())
				.stream()
				.map((session) -> session.get("_id"))
				.collect(Collectors.toSet());
			assertThat(acknowledged).hasSize(WRITERS);
			acknowledged.forEach((writer, n) -> {
				assertThat(IntStream.rangeClosed(1, n).mapToObj((i) -> id(writer, i))).allMatch(found::contains);
				assertThat(client.get(sessions.find(eq("slug", slug(writer, n))).first())).containsEntry("_id",
						id(writer, n));
				client.get(Flux.range(n + 1, 2).concatMap((next) -> write(sessions, writer, next)).last());
			});
		}
	}

	private static Publisher<?> write(MongoCollection<Document> sessions, int writer, int n) {
		return sessions.updateOne(eq("_id", id(writer, n)),
				combine(set("slug", slug(writer, n)), set("text", "x".repeat(500))), new UpdateOptions().upsert(true));
	}

	private static String id(int writer, int n) {
		return "ses_" + writer + "_" + n;
	}

	private static String slug(int writer, int n) {
		return "talk-" + writer + "-" + n;
	}

}
