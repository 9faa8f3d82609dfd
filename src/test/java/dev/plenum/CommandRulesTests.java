package dev.plenum;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Grounds;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each of the {@link CommandRules} can fire, and none fires for what is right.
 */
class CommandRulesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final Document SET = new Document("$set", new Document("title", "x"));

	private static EmbeddedDatabase embedded;

	private static MongoClient client;

	private static MongoDatabase database;

	@BeforeAll
	static void start() {
		CommandRules rules = new CommandRules();
		embedded = EmbeddedDatabase.inMemory();
		client = MongoClients.create(MongoClientSettings.builder()
			.applyConnectionString(new ConnectionString(embedded.uri()))
			.addCommandListener(rules)
			.contextProvider(rules)
			.build());
		database = client.getDatabase("rules");
	}

	@AfterAll
	static void stop() {
		client.close();
		embedded.close();
	}

	@Test
	void upsertHasAPlainIdTheShardKeyAndSomethingToSet() {
		Document twice = new Document("$and",
				List.of(new Document("_id", "ses_e_1"), new Document("_id", new Document("$in", List.of()))));
		assertThat(brokenBy((db) -> upsert(db, twice, SET))).anyMatch((text) -> text.contains("plain id"))
			.anyMatch((text) -> text.contains("more than one id"));
		assertThat(brokenBy((db) -> upsert(db, new Document("_id", "ses_e_2"), SET)))
			.anyMatch((text) -> text.contains("shard key"));
		assertThat(brokenBy((db) -> upsert(db, key("ses_e_3"), new Document("$inc", new Document("version", 1L)))))
			.anyMatch((text) -> text.contains("sets nothing"));
		assertThat(brokenBy((db) -> upsert(db, key("ses_e_4"), SET))).isEmpty();
	}

	@Test
	void writeOfOneDocumentNamesTheShardKey() {
		assertThat(brokenBy((db) -> db.getCollection("sessions").findOneAndUpdate(new Document("_id", "ses_e_1"), SET)))
			.anyMatch((text) -> text.contains("shard key"));
		assertThat(brokenBy((db) -> db.getCollection("sessions").deleteOne(new Document("_id", "ses_e_1"))))
			.anyMatch((text) -> text.contains("shard key"));
		assertThat(brokenBy((db) -> db.getCollection("sessions")
			.bulkWrite(List.of(new DeleteOneModel<>(new Document("_id", "ses_e_1"))))))
			.anyMatch((text) -> text.contains("shard key"));
		assertThat(brokenBy((db) -> db.getCollection("sessions").insertOne(new Document("_id", "ses_e_9"))))
			.anyMatch((text) -> text.contains("event's id"));
		assertThat(brokenBy((db) -> db.getCollection("events").deleteOne(new Document("_id", "evt_e")))).isEmpty();
	}

	@Test
	void collectionsAndCommandsAreKnown() {
		assertThat(brokenBy((db) -> db.getCollection("news").find()))
			.anyMatch((text) -> text.contains("k8s/README.md"));
		assertThat(brokenBy((db) -> db.runCommand(new Document("serverStatus", 1))))
			.anyMatch((text) -> text.contains("Stable API"));
	}

	@Test
	void fieldsAreSuchAsMongoTakes() {
		Document dotted = new Document("$set", new Document("said", new Document("a.b", 1)));
		assertThat(brokenBy((db) -> db.getCollection("sessions").updateOne(key("ses_e_1"), dotted)))
			.anyMatch((text) -> text.contains("a.b"));
	}

	@Test
	void anUpdateIsOneThatOldAndShardedServersAccept() {
		for (Document update : List.of(new Document("$set", new Document()),
				new Document("$set", new Document("a", 1)).append("$unset", new Document("a.b", "")),
				new Document("$set", new Document("a", 1)).append("$inc", new Document("a", 1)),
				new Document("$set", new Document("eventId", "evt_f")), new Document("$set", new Document("a..b", 1)),
				new Document("$bit", new Document("a", new Document("and", 1))))) {
			assertThat(brokenBy((db) -> db.getCollection("sessions").updateOne(key("ses_e_1"), update)))
				.as(update.toJson())
				.isNotEmpty();
		}
		Document apart = new Document("$set", new Document("a.b", 1).append("ab", 1)).append("$unset",
				new Document("a.c", ""));
		assertThat(brokenBy((db) -> db.getCollection("sessions").updateOne(key("ses_e_1"), apart))).isEmpty();
	}

	@Test
	void anIndexIsPlainAndServesEveryCondition() {
		assertThat(brokenBy((db) -> db.getCollection("ratings")
			.createIndex(new Document("subject", 1), new IndexOptions().unique(true))))
			.anyMatch((text) -> text.contains("index with an option"));
		assertThat(slowBy((db) -> db.getCollection("offers").find(new Document("anything", 1))))
			.anyMatch((text) -> text.contains("without an index"));
		assertThat(slowBy((db) -> db.getCollection("offers")
			.find(new Document("$or", List.of(key("off_e_1"), new Document("anything", 1))))))
			.anyMatch((text) -> text.contains("without an index"));
		assertThat(brokenBy((db) -> db.getCollection("offers").createIndex(new Document("anything", 1)))).isEmpty();
		assertThat(slowBy((db) -> db.getCollection("offers").find(new Document("anything", 1))))
			.noneMatch((text) -> text.contains("anything"));
	}

	@Test
	void onlyALinearizableReadFollowsARefusedWrite() {
		assertThat(brokenBy((db) -> refused(db, ReadConcern.MAJORITY)))
			.anyMatch((text) -> text.contains("Documents.newest"));
		assertThat(brokenBy((db) -> refused(db, ReadConcern.LINEARIZABLE)))
			.noneMatch((text) -> text.contains("Documents.newest"))
			.anyMatch((text) -> text.contains("time limit"));
	}

	private static Publisher<?> refused(MongoDatabase db, ReadConcern concern) {
		Grounds operation = new Grounds(false);
		return Mono.from(db.getCollection("sessions").updateOne(key("ses_e_nothing"), SET))
			.thenMany(Flux.from(db.getCollection("sessions").withReadConcern(concern).find(key("ses_e_nothing"))))
			.contextWrite((context) -> context.put(Grounds.CONTEXT_KEY, operation));
	}

	private static Publisher<?> upsert(MongoDatabase db, Document filter, Document update) {
		return db.getCollection("sessions").updateOne(filter, update, new UpdateOptions().upsert(true));
	}

	private static Document key(String id) {
		return new Document(Map.of("_id", id, "eventId", "evt_e"));
	}

	private static List<String> brokenBy(Function<MongoDatabase, Publisher<?>> command) {
		send(command);
		return CommandRules.broken();
	}

	private static List<String> slowBy(Function<MongoDatabase, Publisher<?>> command) {
		send(command);
		return CommandRules.brokenSince(Instant.now());
	}

	private static void send(Function<MongoDatabase, Publisher<?>> command) {
		Flux.from(command.apply(database)).onErrorComplete().blockLast(PATIENCE);
	}

}
