package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.List;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all collections have in common, over the wire.
 */
@ExtendWith(OutputCaptureExtension.class)
class DocumentsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	@Test
	void whatCannotBeReadIsLeftOutAndItsIdIsInTheLog(CapturedOutput output) {
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

	private static Document thing(String id, Object number) {
		return new Document("_id", id).append("eventId", "e").append("number", number);
	}

	public record Thing(@BsonId String id, String eventId, int number) {
	}

}
