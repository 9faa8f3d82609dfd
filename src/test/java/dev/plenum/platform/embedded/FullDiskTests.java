package dev.plenum.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.mongodb.MongoException;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.plenum.platform.TransientFault;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What the embedded database does when its disk is full, and when its file was emptied.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class FullDiskTests {

	private static final int WRITERS = 8;

	@TempDir
	Path directory;

	@BeforeEach
	void register() {
		FullDisk.register();
	}

	@Test
	void changesAreRejectedAndReadsAnsweredUntilThereIsRoom(CapturedOutput output) {
		try (EmbeddedDatabase database = start(); TestClient client = new TestClient(database)) {
			MongoCollection<Document> items = client.collection("items");
			client.get(items.insertOne(new Document("_id", "before")));
			FullDisk.fill();
			for (int i = 0; i < 5; i++) {
				String id = "while full " + i;
				Throwable refusal = catchThrowable(() -> client.get(items.insertOne(new Document("_id", id))));
				assertThat(refusal).isInstanceOf(MongoException.class);
				assertThat(TransientFault.of(refusal)).as("%s", refusal).isNotNull();
			}
			Awaitility.await()
				.atMost(TestClient.TIMEOUT)
				.ignoreExceptions()
				.untilAsserted(() -> assertThat(ids(client, items)).containsExactly("before"));
			assertThat(catchThrowable(() -> client.get(items.insertOne(new Document("_id", "refused")))))
				.isInstanceOfSatisfying(MongoException.class, (ex) -> assertThat(ex.getCode()).isEqualTo(14031));
			FullDisk.free();
			Awaitility.await()
				.atMost(TestClient.TIMEOUT)
				.ignoreExceptions()
				.until(() -> client.get(items.insertOne(new Document("_id", "after"))) != null);
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("No space left on device"))).hasSize(1);
		assertThat(output).contains("The embedded database can write its file again.");
		try (EmbeddedDatabase database = start(); TestClient client = new TestClient(database)) {
			assertThat(ids(client, client.collection("items"))).containsExactlyInAnyOrder("before", "after");
		}
	}

	@Test
	void everyAcknowledgedChangeSurvives() {
		Set<String> acknowledged = ConcurrentHashMap.newKeySet();
		try (EmbeddedDatabase database = start(); TestClient client = new TestClient(database)) {
			MongoCollection<Document> items = client.collection("items");
			Disposable writers = Flux.range(0, WRITERS)
				.flatMap((writer) -> Flux.range(0, Integer.MAX_VALUE)
					.map((n) -> writer + " " + n)
					.concatMap((id) -> Mono.from(items.insertOne(new Document("_id", id)))
						.doOnNext((_) -> acknowledged.add(id))
						.onErrorComplete()), WRITERS)
				.subscribe();
			Awaitility.await().atMost(TestClient.TIMEOUT).until(() -> acknowledged.size() > 100);
			FullDisk.fill();
			Awaitility.await()
				.atMost(TestClient.TIMEOUT)
				.ignoreExceptions()
				.until(() -> client.get(items.find(eq("0 0")).first()) != null && isRefused(client, items));
			int before = acknowledged.size();
			FullDisk.free();
			Awaitility.await().atMost(TestClient.TIMEOUT).until(() -> acknowledged.size() > before + 100);
			writers.dispose();
		}
		try (EmbeddedDatabase database = start(); TestClient client = new TestClient(database)) {
			assertThat(Set.copyOf(ids(client, client.collection("items")))).containsAll(acknowledged);
		}
	}

	@Test
	void anEmptiedFileIsReported(CapturedOutput output) throws IOException {
		Path file = Files.createFile(this.directory.resolve("plenum.mvstore"));
		EmbeddedDatabase.start(this.directory, 0).close();
		assertThat(output).contains("WARN", "The database file " + file + " is empty: Plenum starts without any data.");
	}

	@Test
	void aNewFileIsNotReported(CapturedOutput output) {
		EmbeddedDatabase.start(this.directory, 0).close();
		EmbeddedDatabase.start(this.directory, 0).close();
		assertThat(output).doesNotContain("is empty");
	}

	private EmbeddedDatabase start() {
		return EmbeddedDatabase.start(new StoreFile(this.directory, FullDisk.SCHEME), 0);
	}

	private static boolean isRefused(TestClient client, MongoCollection<Document> items) {
		return catchThrowable(() -> client.get(items.insertOne(new Document("_id", "refused")))) != null;
	}

	private static List<String> ids(TestClient client, MongoCollection<Document> items) {
		return client.all(items.find())
			.stream()
			.map((item) -> item.getString("_id"))
			.collect(Collectors.toUnmodifiableList());
	}

}
