package dev.plenum.platform.mongo;

import java.time.Duration;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/**
 * Writes and reads a document once, in memory, on a thread of its own while the
 * application context comes up, so that the driver and the embedded database are loaded
 * when the start needs them.
 */
class DatabasePreinitializer implements BackgroundPreinitializer {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	@Override
	public void preinitialize() {
		try (EmbeddedDatabase database = EmbeddedDatabase.inMemory();
				MongoClient client = MongoClients.create(database.uri())) {
			MongoCollection<Document> collection = client.getDatabase("plenum").getCollection("first");
			Flux.concat(
					Mono.from(collection.insertOne(new Document("_id", "first"))), Mono.from(collection
						.updateOne(new Document("_id", "first"), new Document("$inc", new Document("version", 1)))),
					collection.find())
				.blockLast(PATIENCE);
		}
	}

}
