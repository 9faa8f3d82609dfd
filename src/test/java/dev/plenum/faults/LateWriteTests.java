package dev.plenum.faults;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.plenum.platform.TransientFault;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.platform.graphql.OperationDeadline;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.codecs.pojo.annotations.BsonId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * A write whose client was answered that it took too long. The database has sessions, so
 * that the driver repeats writes.
 */
public class LateWriteTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String ID = "ses_e_1";

	private static final BsonDocument WITH_SESSIONS = new BsonDocument("ok", new BsonInt32(1))
		.append("msg", new BsonString("isdbgrid"))
		.append("isWritablePrimary", BsonBoolean.TRUE)
		.append("helloOk", BsonBoolean.TRUE)
		.append("logicalSessionTimeoutMinutes", new BsonInt32(30))
		.append("minWireVersion", new BsonInt32(0))
		.append("maxWireVersion", new BsonInt32(21));

	private final EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();

	private final DatabaseLine line = new DatabaseLine(URI.create(this.embedded.uri()).getPort());

	private MongoClient client;

	private Documents<Note> notes;

	@BeforeEach
	void connect() {
		pretend();
		this.client = MongoClients
			.create("mongodb://127.0.0.1:%d/?socketTimeoutMS=2000&maxPoolSize=2".formatted(this.line.port()));
		this.notes = new Documents<>(this.client.getDatabase("plenum"), "sessions", Note.class);
		this.notes.put(ID, text("first")).block(PATIENCE);
	}

	@AfterEach
	void close() {
		this.line.repair();
		this.client.close();
		this.line.close();
		this.embedded.close();
	}

	@Test
	void isNotRepeatedAfterANewerOne() {
		this.line.freeze((command) -> command.getFirstKey().equals("findAndModify"));
		assertThatThrownBy(() -> write("late").block(PATIENCE)).isInstanceOf(MongoTimeoutException.class);
		this.line.repair();
		pretend();
		write("newer").block(PATIENCE);
		await("the driver would repeat the write").during(Duration.ofSeconds(3))
			.atMost(PATIENCE)
			.until(() -> this.notes.byId(ID).block(PATIENCE).text(), "newer"::equals);
	}

	@Test
	void isNotSentWhenAConnectionBecomesFreeAfterANewerOne() {
		this.line.slowDown((command) -> command.getFirstKey().equals("find"), Duration.ofMillis(1500));
		Mono.when(this.notes.byId(ID), this.notes.byId(ID)).subscribe();
		assertThatThrownBy(() -> write("late").block(PATIENCE)).isInstanceOf(MongoTimeoutException.class);
		this.line.repair();
		pretend();
		await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> write("newer").block(PATIENCE));
		await().during(Duration.ofSeconds(1))
			.atMost(PATIENCE)
			.until(() -> this.notes.byId(ID).block(PATIENCE).text(), "newer"::equals);
	}

	@ParameterizedTest
	@ValueSource(ints = { 6, 91, 189, 262, 10107, 11602 })
	void isNotRepeatedInAHurry(int code) {
		AtomicInteger attempts = new AtomicInteger();
		BsonDocument error = new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code))
			.append("errmsg", new BsonString("said in the database's place"))
			.append("errorLabels", new BsonArray(List.of(new BsonString("RetryableWriteError"))));
		this.line.answer((command) -> command.getFirstKey().equals("findAndModify") && attempts.incrementAndGet() > 0,
				error);
		assertThatThrownBy(() -> write("never").block(PATIENCE)).isInstanceOf(MongoException.class)
			.satisfies((fault) -> assertThat(TransientFault.of(fault)).isNotNull());
		assertThat(attempts).hasValueBetween(1, 20);
	}

	/** Writes as a mutation whose operation may take a second. */
	private Mono<Note> write(String text) {
		OperationDeadline deadline = new OperationDeadline(Duration.ofSeconds(1));
		return this.notes.put(ID, text(text)).contextWrite((context) -> context.put(OperationDeadline.class, deadline));
	}

	private static Fields text(String text) {
		return new Fields().set("text", text);
	}

	private void pretend() {
		this.line.answer((command) -> command.getFirstKey().equals("hello"), WITH_SESSIONS);
	}

	/**
	 * A document with a text.
	 */
	public record Note(@BsonId String id, String text) {
	}

}
