package dev.plenum.platform.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.OperationType;
import com.mongodb.reactivestreams.client.ChangeStreamPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("slow")
class ChangeStreamTests {

	private static final List<Bson> PIPELINE = List.of(Aggregates
		.match(and(in("ns.coll", "events", "sessions"), in("operationType", "insert", "update", "replace", "delete"))));

	private EmbeddedDatabase database;

	private TestClient client;

	private MongoCollection<Document> events;

	@BeforeEach
	void start() {
		this.database = EmbeddedDatabase.inMemory();
		this.client = new TestClient(this.database);
		this.events = this.client.collection("events");
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.database.close();
	}

	@Test
	void everyKindOfWriteIsReportedInOrderWithItsDocument() {
		try (ChangeEvents stream = this.client.open(watch())) {
			this.client.get(this.events.insertOne(new Document("_id", "a").append("n", 1)));
			assertEvent(stream.next(), OperationType.INSERT, new Document("_id", "a").append("n", 1));
			this.client.get(this.events.updateOne(eq("_id", "a"), inc("n", 1)));
			assertEvent(stream.next(), OperationType.UPDATE, new Document("_id", "a").append("n", 2));
			this.client.get(this.events.findOneAndUpdate(eq("_id", "a"), inc("n", 1)));
			assertEvent(stream.next(), OperationType.UPDATE, new Document("_id", "a").append("n", 3));
			this.client.get(this.events.replaceOne(eq("_id", "a"), new Document("m", 1)));
			assertEvent(stream.next(), OperationType.REPLACE, new Document("_id", "a").append("m", 1));
			this.client.get(this.events.deleteOne(eq("_id", "a")));
			assertEvent(stream.next(), OperationType.DELETE, null);
		}
	}

	private static void assertEvent(ChangeStreamDocument<Document> event, OperationType type, Document document) {
		assertThat(event.getOperationType()).isEqualTo(type);
		assertThat(event.getNamespace().getFullName()).isEqualTo("plenum.events");
		assertThat(event.getDocumentKey()).isEqualTo(new BsonDocument("_id", new BsonString("a")));
		assertThat(event.getFullDocument()).isEqualTo(document);
	}

	@Test
	void anUpdateNamesTheChangedFields() {
		this.client.get(this.events.insertOne(Document.parse("{_id: 'a', slots: {x: 1, y: {z: 1}}, old: 1, same: 1}")));
		try (ChangeEvents stream = this.client.open(watch())) {
			this.client.get(this.events.updateOne(eq("_id", "a"),
					combine(set("slots.y.z", 2), set("new", null), set("same", 1), unset("old"))));
			ChangeStreamDocument<Document> event = stream.next();
			assertThat(event.getUpdateDescription().getUpdatedFields())
				.isEqualTo(BsonDocument.parse("{'slots.y.z': 2, new: null}"));
			assertThat(event.getUpdateDescription().getRemovedFields()).containsExactly("old");
		}
	}

	@Test
	void eventsThatThePipelineExcludesAreNotReported() {
		try (ChangeEvents stream = this.client.open(watch())) {
			this.client.get(this.client.collection("others").insertOne(new Document("_id", "a")));
			this.client.get(this.client.client()
				.getDatabase("other")
				.getCollection("events")
				.insertOne(new Document("_id", "b")));
			this.client.get(this.client.collection("sessions").insertOne(new Document("_id", "c")));
			assertThat(stream.next().getFullDocument().get("_id")).isEqualTo("c");
		}
	}

	@Test
	void aWriteThatFailsOrChangesNothingIsNotReported() {
		this.client.get(this.events.insertOne(new Document("_id", "a").append("n", 1)));
		try (ChangeEvents stream = this.client.open(watch())) {
			assertThatExceptionOfType(MongoWriteException.class)
				.isThrownBy(() -> this.client.get(this.events.insertOne(new Document("_id", "a"))));
			this.client.get(this.events.updateOne(eq("_id", "a"), set("n", 1)));
			this.client.get(this.events.deleteOne(eq("_id", "none")));
			this.client.get(this.events.insertOne(new Document("_id", "b")));
			assertThat(stream.next().getFullDocument().get("_id")).isEqualTo("b");
		}
	}

	@Test
	void anUpdateOfADocumentThatIsGoneHasNoFullDocument() {
		BsonDocument token = tokenOfAnInsert("x");
		this.client.get(this.events.insertOne(new Document("_id", "a")));
		this.client.get(this.events.updateOne(eq("_id", "a"), set("n", 1)));
		this.client.get(this.events.deleteOne(eq("_id", "a")));
		try (ChangeEvents stream = this.client.open(watch().startAfter(token))) {
			assertThat(stream.next().getFullDocument()).isEqualTo(new Document("_id", "a"));
			assertThat(stream.next().getFullDocument()).isNull();
			assertThat(stream.next().getOperationType()).isEqualTo(OperationType.DELETE);
		}
	}

	@Test
	void aTokenResumesAfterItsEventForAnotherClient() {
		BsonDocument token = tokenOfAnInsert("a");
		this.client.get(this.events.insertOne(new Document("_id", "b")));
		try (TestClient other = new TestClient(this.database);
				ChangeEvents stream = other.open(other.database().watch(PIPELINE).resumeAfter(token))) {
			assertThat(stream.next().getFullDocument().get("_id")).isEqualTo("b");
			assertThat(stream.pending()).isZero();
		}
	}

	@Test
	void aStreamCanStartAtATime() {
		try (ChangeEvents stream = this.client.open(watch())) {
			this.client.get(this.events.insertOne(new Document("_id", "a")));
			this.client.get(this.events.insertOne(new Document("_id", "b")));
			stream.next();
			ChangeStreamDocument<Document> second = stream.next();
			try (ChangeEvents later = this.client.open(watch().startAtOperationTime(second.getClusterTime()))) {
				assertThat(later.next().getResumeToken()).isEqualTo(second.getResumeToken());
			}
		}
	}

	@Test
	void theDriverResumesAfterALostConnection() throws Exception {
		try (FlakyNetwork network = new FlakyNetwork(this.database);
				TestClient other = new TestClient(network.uri());
				ChangeEvents stream = other.open(other.database().watch(PIPELINE))) {
			for (String id : List.of("a", "b")) {
				network.cut();
				this.client.get(this.events.insertOne(new Document("_id", id)));
				assertThat(stream.next().getFullDocument().get("_id")).isEqualTo(id);
			}
		}
	}

	@Test
	void aTokenThatIsTooOldIsRejected() {
		BsonDocument token = tokenOfAnInsert("a");
		Flux.range(0, 11)
			.concatMap((batch) -> this.client.collection("others" + batch)
				.insertMany(IntStream.range(0, 1000).mapToObj((i) -> new Document("batch", batch)).toList()))
			.blockLast(TestClient.TIMEOUT);
		assertHistoryLost(watch().resumeAfter(token));
	}

	@Test
	void aTokenOfAnEarlierProcessIsRejected() {
		BsonDocument token;
		try (EmbeddedDatabase earlier = EmbeddedDatabase.inMemory(); TestClient other = new TestClient(earlier)) {
			ChangeEvents stream = other.open(other.database().watch());
			other.get(other.collection("events").insertOne(new Document("_id", "a")));
			token = stream.next().getResumeToken();
		}
		assertHistoryLost(watch().resumeAfter(token));
		assertHistoryLost(watch().startAfter(BsonDocument.parse("{_data: 'of another server'}")));
	}

	private void assertHistoryLost(ChangeStreamPublisher<Document> stream) {
		try (ChangeEvents events = this.client.open(stream)) {
			assertThat(events.end()).isInstanceOfSatisfying(MongoCommandException.class, (ex) -> {
				assertThat(ex.getErrorCode()).isEqualTo(286);
				assertThat(ex.getErrorCodeName()).isEqualTo("ChangeStreamHistoryLost");
				assertThat(ex.hasErrorLabel("NonResumableChangeStreamError")).isTrue();
			});
		}
	}

	@Test
	void aStreamOfACollectionEndsWhenItIsDropped() {
		this.client.get(this.events.insertOne(new Document("_id", "a")));
		try (ChangeEvents stream = this.client.open(this.events.watch());
				ChangeEvents all = this.client.open(this.client.database().watch())) {
			this.client.get(this.events.drop());
			assertThat(stream.next().getOperationType()).isEqualTo(OperationType.DROP);
			assertThat(stream.next().getOperationType()).isEqualTo(OperationType.INVALIDATE);
			assertThat(stream.end()).isNull();
			this.client.get(this.client.database().drop());
			assertThat(all.next().getOperationType()).isEqualTo(OperationType.DROP);
			assertThat(all.next().getOperationType()).isEqualTo(OperationType.DROP_DATABASE);
			assertThat(all.next().getOperationType()).isEqualTo(OperationType.INVALIDATE);
			assertThat(all.end()).isNull();
		}
	}

	@Test
	void manyStreamsReceiveEveryWriteOfManyWritersInTheSameOrder() {
		List<ChangeEvents> streams = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			streams.add(this.client.open(watch()));
		}
		Flux.range(0, 200)
			.flatMap((i) -> this.events.insertOne(new Document("_id", "e" + i)), 20)
			.blockLast(TestClient.TIMEOUT);
		List<BsonDocument> order = told(streams.getFirst(), 200);
		assertThat(order).doesNotHaveDuplicates();
		streams.stream().skip(1).forEach((stream) -> assertThat(told(stream, 200)).isEqualTo(order));
		streams.forEach(ChangeEvents::close);
	}

	private static List<BsonDocument> told(ChangeEvents stream, int count) {
		return IntStream.range(0, count).mapToObj((i) -> stream.next().getDocumentKey()).toList();
	}

	@Test
	void aSubscriberWithoutDemandBlocksNobody() {
		Document large = new Document("text", "x".repeat(1_000_000));
		StepVerifier.create(watch(), 1).then(() -> {
			try (ChangeEvents stream = this.client.open(watch())) {
				for (int i = 0; i < 20; i++) {
					this.client.get(this.events.insertOne(new Document(large).append("_id", "a" + i)));
					assertThat(stream.next().getFullDocument().get("_id")).isEqualTo("a" + i);
				}
			}
		}).expectNextCount(1).thenCancel().verify(TestClient.TIMEOUT);
	}

	@Test
	void closingTheDatabaseDoesNotWaitForIdleStreams() {
		this.client.open(watch().maxAwaitTime(1, TimeUnit.MINUTES));
		this.client.open(watch().maxAwaitTime(1, TimeUnit.MINUTES));
		long start = System.nanoTime();
		this.database.close();
		assertThat(System.nanoTime() - start).isLessThan(TestClient.TIMEOUT.toNanos());
	}

	private ChangeStreamPublisher<Document> watch() {
		return this.client.database().watch(PIPELINE).fullDocument(FullDocument.UPDATE_LOOKUP);
	}

	private BsonDocument tokenOfAnInsert(String id) {
		try (ChangeEvents stream = this.client.open(watch())) {
			this.client.get(this.events.insertOne(new Document("_id", id)));
			return stream.next().getResumeToken();
		}
	}

}
