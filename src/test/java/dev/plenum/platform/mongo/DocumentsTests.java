package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.List;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reads and writes of a collection, over the wire.
 */
@ExtendWith(OutputCaptureExtension.class)
class DocumentsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	@Test
	void anUnreadableDocumentIsLeftOutAndItsIdIsLogged(CapturedOutput output) {
		try (EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();
				MongoClient client = MongoClients.create(embedded.uri())) {
			MongoDatabase database = client.getDatabase("documents");
			Mono.from(database.getCollection("things")
				.insertMany(List.of(thing("one", 1), thing("unreadable", "two"), thing("three", 3)))).block(PATIENCE);
			Documents<Thing> things = new Documents<>(database, "things", Thing.class);
			assertThat(things.ofEvent("e").collectList().block(PATIENCE))
				.containsExactlyInAnyOrder(new Thing("one", "e", 1), new Thing("three", "e", 3));
			assertThat(things.all().collectList().block(PATIENCE)).hasSize(2);
			assertThat(output).contains("ERROR").contains("unreadable").contains("in things cannot be read");
		}
	}

	@Test
	void afterARefusedWriteTheNewestStateIsReturnedEvenIfTheMajorityDoesNotHaveIt() {
		try (EmbeddedDatabase embedded = EmbeddedDatabase.trailing(Duration.ofMillis(500));
				MongoClient client = client(embedded)) {
			MongoDatabase database = client.getDatabase("documents").withReadConcern(ReadConcern.MAJORITY);
			Documents<Thing> things = new Documents<>(database, "things", Thing.class);
			Mono.from(database.getCollection("things")
				.withWriteConcern(WriteConcern.W1)
				.insertOne(thing("thi_e_1", 1).append("eventId", "evt_e"))).block(PATIENCE);
			Thing first = new Thing("thi_e_1", "evt_e", 1);
			assertThat(things.byId("thi_e_1").block(PATIENCE)).isNull();
			assertThat(things.begin("thi_e_1", new Thing("thi_e_1", "evt_e", 2)).block(PATIENCE)).isEqualTo(first);
			assertThat(things.putDifferent("thi_e_1", new Fields().set("number", 1)).block(PATIENCE)).isEqualTo(first);
			assertThat(things.byId("thi_e_1", Reading.NEWEST).block(PATIENCE)).isEqualTo(first);
		}
	}

	@Test
	void nothingToSetWritesNothing() {
		try (EmbeddedDatabase embedded = EmbeddedDatabase.inMemory(); MongoClient client = client(embedded)) {
			MongoDatabase database = client.getDatabase("documents");
			Documents<Thing> things = new Documents<>(database, "things", Thing.class);
			Fields nothing = new Fields().first("number", 7);
			assertThatExceptionOfType(Problem.class)
				.isThrownBy(() -> things.putDifferent("thi_e_1", nothing).block(PATIENCE))
				.matches((problem) -> problem.code() == ErrorCode.UNAVAILABLE);
			assertThat(things.all().collectList().block(PATIENCE)).isEmpty();
			assertThat(things.add(new Thing("thi_e_1", "evt_e", 1)).block(PATIENCE)).isTrue();
			assertThat(things.putDifferent("thi_e_1", nothing).block(PATIENCE))
				.isEqualTo(new Thing("thi_e_1", "evt_e", 1));
			assertThat(things.put("thi_e_1", nothing).block(PATIENCE)).isEqualTo(new Thing("thi_e_1", "evt_e", 1));
		}
	}

	@Test
	void anIdWithoutAnEventFindsNothingAndIsSentToOneShard() {
		try (EmbeddedDatabase embedded = EmbeddedDatabase.inMemory(); MongoClient client = client(embedded)) {
			MongoDatabase database = client.getDatabase("documents");
			for (String id : List.of("nonsense", "evt_e", "", "a_b_c_d")) {
				assertThat(Key.ShardKey.EVENT_ID.of(id)
					.toBsonDocument(BsonDocument.class, database.getCodecRegistry())
					.isString("eventId")).isTrue();
			}
			assertThat(new Documents<>(database, "things", Thing.class).byId("evt_e").block(PATIENCE)).isNull();
		}
	}

	private static MongoClient client(EmbeddedDatabase embedded) {
		return MongoClients.create(embedded.uri());
	}

	private static Document thing(String id, Object number) {
		return new Document("_id", id).append("eventId", "e").append("number", number);
	}

	public record Thing(@BsonId String id, String eventId, int number) {
	}

}
