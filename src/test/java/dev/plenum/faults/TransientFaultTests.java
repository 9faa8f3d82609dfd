package dev.plenum.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.plenum.platform.TransientFault;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The transient errors of the database, as the driver reports them for every kind of
 * operation. For the same code, the driver throws different exceptions.
 */
class TransientFaultTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final List<Integer> TRANSIENT = List.of(6, 7, 13, 24, 43, 50, 64, 89, 91, 94, 100, 112, 133, 134,
			189, 202, 237, 246, 262, 365, 8000, 9001, 10058, 10107, 11600, 11601, 11602, 13388, 13435, 13436, 14031);

	/**
	 * FailedToParse, TypeMismatch, ShardKeyNotFound, DuplicateKey, BSONObjectTooLarge.
	 */
	private static final List<Integer> LASTING = List.of(9, 14, 61, 11000, 10334);

	private static EmbeddedDatabase database;

	private static DatabaseLine line;

	private static MongoClient client;

	@BeforeAll
	static void connect() {
		database = EmbeddedDatabase.inMemory();
		line = new DatabaseLine(
				new ServerAddress(new ConnectionString(database.uri()).getHosts().getFirst()).getPort());
		client = MongoClients.create(MongoClientSettings.builder()
			.applyConnectionString(
					new ConnectionString("mongodb://127.0.0.1:" + line.port() + "/?directConnection=true"))
			.applyToServerSettings((server) -> server.minHeartbeatFrequency(1, TimeUnit.MILLISECONDS))
			.writeConcern(WriteConcern.MAJORITY)
			.build());
		Flux.from(items().insertMany(IntStream.range(0, 300).mapToObj((i) -> new Document("_id", i)).toList()))
			.blockLast(PATIENCE);
	}

	@AfterAll
	static void close() {
		client.close();
		line.close();
		database.close();
	}

	@AfterEach
	void repair() {
		line.repair();
	}

	/** The kinds of operations, and the place of the error in the answer. */
	enum Kind {

		FIND("find", (items) -> items.find(), Kind::error),

		CURSOR("getMore", (items) -> items.find().batchSize(10), Kind::error),

		AGGREGATE("aggregate", (items) -> items.countDocuments(), Kind::error),

		COMMAND("findAndModify", (items) -> items.findOneAndUpdate(eq(1), set("a", 1)), Kind::error),

		WRITE("update", (items) -> items.updateOne(eq(1), set("a", 1)), Kind::error),

		WRITE_ERROR("update", (items) -> items.updateOne(eq(1), set("a", 1)), Kind::writeError),

		BULK("insert", (items) -> items.bulkWrite(List.of(new InsertOneModel<>(new Document()))), Kind::writeError),

		WRITE_CONCERN("update", (items) -> items.updateOne(eq(1), set("a", 1)), Kind::writeConcernError),

		BULK_WRITE_CONCERN("insert", (items) -> items.bulkWrite(List.of(new InsertOneModel<>(new Document()))),
				Kind::writeConcernError),

		COMMAND_WRITE_CONCERN("findAndModify", (items) -> items.findOneAndUpdate(eq(1), set("a", 1)),
				Kind::writeConcernError);

		private final String command;

		private final Function<MongoCollection<Document>, Publisher<?>> operation;

		private final Function<Integer, BsonDocument> answer;

		Kind(String command, Function<MongoCollection<Document>, Publisher<?>> operation,
				Function<Integer, BsonDocument> answer) {
			this.command = command;
			this.operation = operation;
			this.answer = answer;
		}

		private static BsonDocument error(int code) {
			return fields(code).append("ok", new BsonInt32(0));
		}

		private static BsonDocument writeError(int code) {
			return done().append("writeErrors", new BsonArray(List.of(fields(code).append("index", new BsonInt32(0)))));
		}

		private static BsonDocument writeConcernError(int code) {
			return done().append("writeConcernError", fields(code));
		}

		private static BsonDocument done() {
			return new BsonDocument("ok", new BsonInt32(1)).append("n", new BsonInt32(1))
				.append("value", new BsonDocument("_id", new BsonInt32(1)));
		}

		private static BsonDocument fields(int code) {
			return new BsonDocument("code", new BsonInt32(code)).append("errmsg", new BsonString("said by the test"));
		}

		Throwable failure(int code) {
			line.answer((command) -> command.getFirstKey().equals(this.command), this.answer.apply(code));
			return catchThrowable(() -> Flux.from(this.operation.apply(items())).blockLast(PATIENCE));
		}

	}

	@ParameterizedTest
	@EnumSource
	void everyTransientCodeIsRecognisedInEveryKindOfOperation(Kind kind) {
		assertThat(TRANSIENT).allSatisfy((code) -> {
			Throwable failure = kind.failure(code);
			assertThat(failure).isInstanceOf(MongoException.class);
			assertThat(TransientFault.of(failure)).as("%s", failure).isNotNull();
		});
	}

	@ParameterizedTest
	@EnumSource
	void noOtherCodeIsTransient(Kind kind) {
		assertThat(LASTING).allSatisfy((code) -> {
			Throwable failure = kind.failure(code);
			assertThat(failure).isInstanceOf(MongoException.class);
			assertThat(TransientFault.of(failure)).as("%s", failure).isNull();
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436 })
	void aReadIsRepeatedOnce(int code) {
		for (Kind kind : List.of(Kind.FIND, Kind.AGGREGATE)) {
			line.answerOnce((command) -> command.getFirstKey().equals(kind.command), Kind.error(code));
			assertThat(Flux.from(kind.operation.apply(items())).collectList().block(PATIENCE)).isNotEmpty();
			assertThat(line.isArmed()).isFalse();
		}
	}

	@Test
	void aCutConnectionIsTransient() {
		line.kill();
		MongoClient impatient = MongoClients
			.create("mongodb://127.0.0.1:" + line.port() + "/?directConnection=true&serverSelectionTimeoutMS=50");
		Throwable failure = catchThrowable(
				() -> Flux.from(impatient.getDatabase("plenum").getCollection("items").find()).blockLast(PATIENCE));
		impatient.close();
		assertThat(TransientFault.of(failure)).isEqualTo(new TransientFault("MongoTimeoutException", true));
	}

	@ParameterizedTest
	@MethodSource
	void aCauseIsRecognised(Throwable cause, String name, boolean hasWaited) {
		assertThat(TransientFault.of(new IllegalStateException(cause))).isEqualTo(new TransientFault(name, hasWaited));
	}

	static Stream<Arguments> aCauseIsRecognised() {
		return Stream.of(Arguments.of(new MongoTimeoutException("late"), "MongoTimeoutException", true),
				Arguments.of(new MongoSocketReadException("cut", new ServerAddress()), "MongoSocketReadException",
						false),
				Arguments.of(new MongoInterruptedException("stop", new InterruptedException()),
						"MongoInterruptedException", false),
				Arguments.of(new TimeoutException("late"), "TimeoutException", true),
				Arguments.of(labelled("RetryableWriteError"), "MongoCommandException", false),
				Arguments.of(labelled("SystemOverloadedError"), "MongoCommandException", false));
	}

	@ParameterizedTest
	@MethodSource
	void anyOtherExceptionIsNot(Throwable exception) {
		assertThat(TransientFault.of(exception)).isNull();
	}

	static Stream<Throwable> anyOtherExceptionIsNot() {
		IllegalStateException first = new IllegalStateException("a fault of ours");
		IllegalStateException second = new IllegalStateException(first);
		first.initCause(second);
		return Stream.of(first, new MongoConfigurationException("wrong"), labelled("NonResumableChangeStreamError"));
	}

	private static MongoCommandException labelled(String label) {
		MongoCommandException exception = new MongoCommandException(
				new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(1)), new ServerAddress());
		exception.addLabel(label);
		return exception;
	}

	private static MongoCollection<Document> items() {
		return client.getDatabase("plenum").getCollection("items");
	}

}
