package dev.plenum.platform.embedded;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.BsonInt64;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The operations that the server needs, through the real driver.
 */
@Tag("slow")
class OperationsTests {

	private static EmbeddedDatabase database;

	private static TestClient client;

	private MongoCollection<Document> collection;

	@BeforeAll
	static void start() {
		database = EmbeddedDatabase.inMemory();
		client = new TestClient(database);
	}

	@AfterAll
	static void stop() {
		client.close();
		database.close();
	}

	@BeforeEach
	void collectionOfItsOwn(TestInfo test) {
		this.collection = client.collection(test.getTestMethod().orElseThrow().getName());
	}

	@Test
	void everyTypeIsReadAsItWasStored() {
		Document stored = new Document("_id", "evt_1").append("long", Long.MAX_VALUE)
			.append("int", 7)
			.append("double", 0.1)
			.append("date", Date.from(Instant.parse("2026-09-14T08:30:00.123Z")))
			.append("text", "Räksmörgås på Ångströmlaboratoriet 🎤")
			.append("nothing", null)
			.append("list", Arrays.asList(List.of(1, 2), List.of(), null, new Document("a", List.of("b"))))
			.append("map", new Document("inner", new Document()))
			.append("bytes", new Binary(new byte[] { 0, 1, -1 }));
		insert(stored);
		assertThat(find("evt_1")).isEqualTo(stored);
	}

	@Test
	void aGuardedUpdateChangesNestedFieldsAndLists() {
		insert(new Document("_id", "evt_1").append("revision", 3L)
			.append("slots",
					new Document("ses_a", new Document("room", "A")).append("ses_b", new Document("room", "B")))
			.append("changes", IntStream.range(0, 1000).boxed().toList()));
		UpdateResult result = client.get(this.collection.updateOne(and(eq("_id", "evt_1"), eq("revision", 3L)),
				combine(set("slots.ses_a.room", "C"), set("slots.ses_x", new Document("room", "X")),
						unset("slots.ses_b"), inc("revision", 1L),
						pushEach("changes", List.of(1000, 1001), new PushOptions().slice(-1000)))));
		assertThat(result.getModifiedCount()).isOne();
		Document found = find("evt_1");
		assertThat(found.get("slots"))
			.isEqualTo(new Document("ses_a", new Document("room", "C")).append("ses_x", new Document("room", "X")));
		assertThat(found.get("revision")).isEqualTo(4L);
		assertThat(found.getList("changes", Integer.class)).hasSize(1000).startsWith(2).endsWith(1001);
	}

	@Test
	void aGuardThatDoesNotHoldChangesNothing() {
		insert(new Document("_id", "evt_1").append("revision", 4L));
		UpdateResult result = client
			.get(this.collection.updateOne(and(eq("_id", "evt_1"), eq("revision", 3L)), inc("revision", 1L)));
		assertThat(result.getMatchedCount()).isZero();
		assertThat(find("evt_1").get("revision")).isEqualTo(4L);
	}

	@Test
	void anUpsertInsertsFirstAndThenUpdates() {
		for (int i = 0; i < 2; i++) {
			client.get(this.collection.updateOne(eq("_id", "agd_1"),
					combine(setOnInsert("secret", "s" + i), inc("version", 1)), new UpdateOptions().upsert(true)));
		}
		assertThat(find("agd_1")).isEqualTo(new Document("_id", "agd_1").append("secret", "s0").append("version", 2));
	}

	@Test
	void anUpsertOfAnIdThatExistsButDoesNotMatchIsADuplicate() {
		insert(new Document("_id", "evt_1").append("revision", 4L));
		assertThatExceptionOfType(MongoWriteException.class)
			.isThrownBy(() -> client.get(this.collection.updateOne(and(eq("_id", "evt_1"), eq("revision", 3L)),
					set("name", "x"), new UpdateOptions().upsert(true))))
			.satisfies((ex) -> assertThat(ex.getError().getCode()).isEqualTo(11000))
			.satisfies((ex) -> assertThat(ex.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
		assertThatExceptionOfType(MongoWriteException.class)
			.isThrownBy(() -> client.get(this.collection.replaceOne(and(eq("_id", "evt_1"), eq("revision", 3L)),
					new Document("name", "x"), new ReplaceOptions().upsert(true))))
			.satisfies((ex) -> assertThat(ex.getError().getCode()).isEqualTo(11000));
		assertThatExceptionOfType(MongoCommandException.class)
			.isThrownBy(() -> client.get(this.collection.findOneAndUpdate(and(eq("_id", "evt_1"), eq("revision", 3L)),
					set("name", "x"), new FindOneAndUpdateOptions().upsert(true))))
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(11000));
	}

	@Test
	void findOneAndUpdateReturnsTheDocumentBeforeOrAfter() {
		insert(new Document("_id", "a").append("n", 1));
		assertThat(client.get(this.collection.findOneAndUpdate(eq("_id", "a"), inc("n", 1)))).containsEntry("n", 1);
		assertThat(client.get(this.collection.findOneAndUpdate(eq("_id", "a"), inc("n", 1),
				new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))))
			.containsEntry("n", 3);
		assertThat(client.get(this.collection.findOneAndUpdate(eq("_id", "b"), inc("n", 1)))).isNull();
	}

	@Test
	void insertingAnIdTwiceIsADuplicate() {
		insert(new Document("_id", "a").append("n", 1));
		assertThatExceptionOfType(MongoWriteException.class).isThrownBy(() -> insert(new Document("_id", "a")))
			.satisfies((ex) -> assertThat(ex.getError().getCode()).isEqualTo(11000));
		assertThat(find("a")).containsEntry("n", 1);
	}

	@Test
	void findSelectsSortsAndLimits() {
		client.get(this.collection
			.insertMany(IntStream.range(0, 300).mapToObj((i) -> new Document("_id", "s" + i).append("n", i)).toList()));
		assertThat(client.all(this.collection.find(and(in("_id", "s3", "s1", "s2", "none"), gt("n", 0)))
			.sort(Sorts.descending("n"))
			.limit(2))).extracting((found) -> found.get("_id")).containsExactly("s3", "s2");
		assertThat(client.all(this.collection.find().sort(Sorts.ascending("n")).batchSize(50)))
			.extracting((found) -> found.get("n"))
			.containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
	}

	@Test
	void replaceDeleteAndCount() {
		insert(new Document("_id", "a").append("old", true));
		insert(new Document("_id", "b"));
		client.get(this.collection.replaceOne(eq("_id", "a"), new Document("new", true)));
		assertThat(find("a")).isEqualTo(new Document("_id", "a").append("new", true));
		assertThat(client.get(this.collection.estimatedDocumentCount())).isEqualTo(2);
		assertThat(client.get(this.collection.countDocuments(eq("new", true)))).isOne();
		assertThat(client.get(this.collection.deleteOne(eq("_id", "a"))).getDeletedCount()).isOne();
		assertThat(client.get(this.collection.deleteOne(eq("_id", "a"))).getDeletedCount()).isZero();
		assertThat(client.get(this.collection.estimatedDocumentCount())).isOne();
	}

	@Test
	void aUniqueIndexRejectsTheSecond() {
		insert(new Document("_id", "a").append("event", "e").append("slug", "x"));
		for (int i = 0; i < 2; i++) {
			client
				.get(this.collection.createIndex(Indexes.ascending("event", "slug"), new IndexOptions().unique(true)));
		}
		client.get(this.collection.createIndex(Indexes.ascending("event")));
		insert(new Document("_id", "b").append("event", "e").append("slug", "y"));
		assertThatExceptionOfType(MongoWriteException.class)
			.isThrownBy(() -> insert(new Document("_id", "c").append("event", "e").append("slug", "x")))
			.satisfies((ex) -> assertThat(ex.getError().getCode()).isEqualTo(11000));
		assertThatExceptionOfType(MongoWriteException.class)
			.isThrownBy(() -> client.get(this.collection.updateOne(eq("_id", "b"), set("slug", "x"))))
			.satisfies((ex) -> assertThat(ex.getError().getCode()).isEqualTo(11000));
		client.get(this.collection.deleteOne(eq("_id", "a")));
		insert(new Document("_id", "c").append("event", "e").append("slug", "x"));
	}

	@Test
	void ofFiftyWritersExactlyOneWinsEachRevision() {
		insert(new Document("_id", "evt_1").append("revision", 0L).append("winners", List.of()));
		for (long revision = 0; revision < 20; revision++) {
			long guard = revision;
			List<Long> modified = Flux.range(0, 50)
				.flatMap((writer) -> Mono
					.from(this.collection.updateOne(and(eq("_id", "evt_1"), eq("revision", guard)),
							combine(inc("revision", 1L),
									pushEach("winners", List.of(writer), new PushOptions().slice(-1000)))))
					.map(UpdateResult::getModifiedCount), 50)
				.collectList()
				.block(TestClient.TIMEOUT);
			assertThat(modified.stream().mapToLong(Long::longValue).sum()).isOne();
		}
		assertThat(find("evt_1").getList("winners", Integer.class)).hasSize(20);
	}

	@Test
	void aReaderNeverSeesHalfOfAnUpdate() {
		insert(allFields(0).append("_id", "a"));
		Mono<Void> writes = Flux.range(1, 150)
			.concatMap((n) -> this.collection.updateOne(eq("_id", "a"), new Document("$set", allFields(n))))
			.then();
		Stream<Document> seen = Flux.range(0, 10_000)
			.flatMap((i) -> this.collection.find(eq("_id", "a")).first(), 4)
			.takeUntilOther(writes)
			.toStream();
		assertThat(seen).isNotEmpty().allSatisfy((found) -> {
			found.remove("_id");
			assertThat(Set.copyOf(found.values())).hasSize(1);
		});
	}

	private static Document allFields(int n) {
		Document document = new Document();
		IntStream.range(0, 300).forEach((field) -> document.append("field" + field, n));
		return document;
	}

	@Test
	void pingAndHelloAreAnsweredAndHelloIdentifiesTheEmbeddedDatabase() {
		assertThat(client.command("{ping: 1}").get("ok")).isEqualTo(1.0);
		assertThat(client.command("{hello: 1}")).containsEntry("isWritablePrimary", true)
			.containsEntry("embedded", true)
			.doesNotContainKey("setName");
	}

	@Test
	void anUnknownCommandIsAnErrorWithItsCode() {
		assertThatExceptionOfType(MongoCommandException.class).isThrownBy(() -> client.command("{fly: 1}"))
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(59));
	}

	@Test
	void theLongIsStillALong() {
		insert(new Document("_id", "a").append("revision", 1L));
		client.get(this.collection.updateOne(eq("_id", "a"), inc("revision", 1L)));
		assertThat(client.get(this.collection.find(eq("_id", "a")).first()).toBsonDocument().get("revision"))
			.isEqualTo(new BsonInt64(2));
	}

	private void insert(Document document) {
		client.get(this.collection.insertOne(document));
	}

	private Document find(String id) {
		return client.get(this.collection.find(eq("_id", id)).first());
	}

}
