package dev.plenum.platform.embedded;

import java.time.Duration;

import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A database whose majority trails behind its newest state.
 */
class TrailingMajorityTests {

	private static final Duration LAG = Duration.ofMillis(400);

	private static EmbeddedDatabase database;

	private static TestClient client;

	private MongoCollection<Document> collection;

	@BeforeAll
	static void start() {
		database = EmbeddedDatabase.trailing(LAG);
		client = new TestClient(database);
	}

	@AfterAll
	static void stop() {
		client.close();
		database.close();
	}

	@BeforeEach
	void useOwnCollection(TestInfo test) {
		this.collection = client.collection(test.getTestMethod().orElseThrow().getName())
			.withWriteConcern(WriteConcern.MAJORITY);
	}

	@Test
	void writeIsAnsweredWhenTheMajorityHasIt() {
		Mono<Long> insert = Mono.from(this.collection.insertOne(new Document("_id", "a")))
			.elapsed()
			.map((answer) -> answer.getT1());
		assertThat(client.get(insert)).isGreaterThanOrEqualTo(LAG.toMillis());
		assertThat(read(ReadConcern.MAJORITY)).isNotNull();
	}

	@Test
	void writeThatChangesNothingIsAnsweredAtOnce() {
		writeWithoutWaiting(new Document("_id", "a"));
		long start = System.nanoTime();
		assertThatExceptionOfType(MongoWriteException.class)
			.isThrownBy(() -> client.get(this.collection.insertOne(new Document("_id", "a"))));
		assertThat(client
			.get(this.collection.updateOne(Filters.and(Filters.eq("a"), Filters.eq("n", 7)), Updates.set("n", 8)))
			.getMatchedCount()).isZero();
		assertThat(client.get(this.collection.findOneAndUpdate(Filters.and(Filters.eq("a"), Filters.eq("n", 7)),
				Updates.set("n", 8))))
			.isNull();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LAG);
	}

	@Test
	void majorityReadsShowTheStateBeforeAWriteAndAllOtherReadsTheStateAfterIt() {
		client.get(this.collection.insertOne(new Document("_id", "a").append("n", 1)));
		client.get(this.collection.withWriteConcern(WriteConcern.W1).updateOne(Filters.eq("a"), Updates.set("n", 2)));
		writeWithoutWaiting(new Document("_id", "b"));
		assertThat(read(ReadConcern.MAJORITY)).containsEntry("n", 1);
		assertThat(read(ReadConcern.LINEARIZABLE)).containsEntry("n", 2);
		assertThat(read(ReadConcern.LOCAL)).containsEntry("n", 2);
		assertThat(client.all(this.collection.withReadConcern(ReadConcern.MAJORITY).find()))
			.containsExactly(new Document("_id", "a").append("n", 1));
		assertThat(client.get(this.collection.withReadConcern(ReadConcern.MAJORITY).countDocuments())).isOne();
		assertThat(client.all(this.collection.find())).hasSize(2);
	}

	@Test
	void majorityReadsShowADocumentThatHasJustBeenDeleted() {
		client.get(this.collection.insertOne(new Document("_id", "a")));
		client.get(this.collection.withWriteConcern(WriteConcern.W1).deleteOne(Filters.eq("a")));
		assertThat(read(ReadConcern.MAJORITY)).isNotNull();
		assertThat(client.all(this.collection.withReadConcern(ReadConcern.MAJORITY).find())).hasSize(1);
		assertThat(read(ReadConcern.LINEARIZABLE)).isNull();
	}

	@Test
	void changeStreamsReportAWriteWhenMajorityReadsShowIt() {
		try (ChangeEvents events = client.open(this.collection.watch())) {
			writeWithoutWaiting(new Document("_id", "a"));
			assertThat(read(ReadConcern.MAJORITY)).isNull();
			assertThat(events.next().getDocumentKey().getString("_id").getValue()).isEqualTo("a");
			assertThat(read(ReadConcern.MAJORITY)).isNotNull();
		}
	}

	private void writeWithoutWaiting(Document document) {
		client.get(this.collection.withWriteConcern(WriteConcern.W1).insertOne(document));
	}

	private Document read(ReadConcern concern) {
		return client.get(this.collection.withReadConcern(concern).find(Filters.eq("a")).first());
	}

}
