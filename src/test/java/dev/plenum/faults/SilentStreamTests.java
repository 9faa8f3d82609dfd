package dev.plenum.faults;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.FeedSettings;
import dev.plenum.platform.mongo.News;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A change stream that becomes silent or fails repeatedly while the database works.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class SilentStreamTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final FeedSettings SETTINGS = new FeedSettings(Duration.ofMillis(200), Duration.ofSeconds(1),
			Duration.ofSeconds(2), Duration.ofMillis(100));

	private final EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();

	private final DatabaseLine line = new DatabaseLine(URI.create(this.embedded.uri()).getPort());

	private final MongoClient through = client(this.line);

	private final MongoClient beside = MongoClients.create(this.embedded.uri());

	private final MongoCollection<Document> watched = this.beside.getDatabase("plenum").getCollection("watched");

	private final ChangeFeed feed = feed(this.through);

	private final List<News> heard = new CopyOnWriteArrayList<>();

	private static MongoClient client(DatabaseLine line) {
		return MongoClients.create("mongodb://127.0.0.1:%d/?directConnection=true&maxPoolSize=4&socketTimeoutMS=2000"
			.formatted(line.port()));
	}

	private static ChangeFeed feed(MongoClient client) {
		return new ChangeFeed(client.getDatabase("plenum"), SETTINGS);
	}

	@BeforeEach
	void listen() {
		this.feed.listen(Set.of("watched"), this.heard::add);
	}

	@AfterEach
	void close() {
		this.line.repair();
		this.feed.close().block(PATIENCE);
		this.through.close();
		this.beside.close();
		this.line.close();
		this.embedded.close();
	}

	@Test
	void whenItsConnectionIsFrozenRepeatedlyItIsResumedOnAnotherWithoutAGap() {
		this.feed.open().block(PATIENCE);
		for (int i = 0; i < 6; i++) {
			await().atMost(PATIENCE).until(() -> this.line.freezeWaiting() > 0);
			write("d" + i);
			String last = "d" + i;
			await().atMost(PATIENCE).until(() -> ids().contains(last));
		}
		assertThat(ids()).containsExactly("d0", "d1", "d2", "d3", "d4", "d5");
		assertThat(this.heard).as("the gap of the opening, and the writes").hasSize(7);
	}

	@Test
	void silenceAloneEndsAStreamWhoseConnectionHasNoTimeout() {
		try (MongoClient patient = MongoClients
			.create("mongodb://127.0.0.1:%d/?directConnection=true".formatted(this.line.port()))) {
			ChangeFeed waiting = feed(patient);
			waiting.listen(Set.of("watched"), this.heard::add);
			waiting.open().block(PATIENCE);
			await().atMost(PATIENCE).until(() -> this.line.freezeWaiting() > 0);
			write("after");
			await().atMost(PATIENCE).until(() -> ids().contains("after"));
			waiting.close().block(PATIENCE);
		}
	}

	@Test
	void whenAllOpenConnectionsAreFrozenItIsResumedOnANewOneWithoutAGap() {
		this.feed.open().block(PATIENCE);
		await().atMost(PATIENCE).until(() -> {
			write("before");
			return !ids().isEmpty();
		});
		this.line.freezeOpen();
		write("after");
		await().atMost(PATIENCE).until(() -> ids().contains("after"));
		assertThat(this.heard.stream().filter(News.Gap.class::isInstance)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 10334, 2, 8 })
	void anErrorThatIsNotResumableIsAGap(int code) {
		this.feed.open().block(PATIENCE);
		AtomicInteger told = new AtomicInteger();
		this.line.answer(
				(command) -> command.getFirstKey().equals("getMore") && told.incrementAndGet() == 1 || resumes(command),
				error(code));
		await().atMost(PATIENCE).until(() -> gaps() == 2);
		write("after");
		await().atMost(PATIENCE).until(() -> ids().contains("after"));
	}

	@Test
	void theThirdFailureAtOneTokenIsAGap() {
		this.feed.open().block(PATIENCE);
		AtomicInteger resumed = new AtomicInteger();
		Predicate<BsonDocument> counted = (command) -> resumes(command) && resumed.incrementAndGet() > 0;
		this.line.answer(counted,
				error(91).append("errorLabels", new BsonArray(List.of(new BsonString("ResumableChangeStreamError")))));
		this.line.cut();
		await().atMost(PATIENCE).until(() -> gaps() == 2);
		assertThat(resumed.get()).as("the driver sends each command twice").isBetween(3, 6);
		write("after");
		await().atMost(PATIENCE).until(() -> ids().contains("after"));
	}

	@Test
	void onAShardedClusterOneServerAtATimeAdvancesTheClocksOfAllShards() {
		List<String> times = new CopyOnWriteArrayList<>();
		router(this.line, times);
		this.feed.open().block(PATIENCE);
		await().atMost(PATIENCE).until(() -> times.size() > 3);
		assertThat(times.subList(0, 3)).containsExactly("none", "100", "101");
		try (DatabaseLine otherLine = new DatabaseLine(URI.create(this.embedded.uri()).getPort());
				MongoClient other = client(otherLine)) {
			List<String> otherTimes = new CopyOnWriteArrayList<>();
			router(otherLine, otherTimes);
			ChangeFeed second = feed(other);
			second.open().block(PATIENCE);
			int before = times.size();
			await().atMost(PATIENCE).until(() -> times.size() > before + 20);
			assertThat(otherTimes).as("the first has the lease").isEmpty();
			this.feed.close().block(PATIENCE);
			await().atMost(PATIENCE).until(() -> otherTimes.size() > 3);
			second.close().block(PATIENCE);
		}
	}

	@Test
	void ifTheClocksOfShardsCannotBeAdvancedAWarningIsLogged(CapturedOutput output) {
		this.line.answer((command) -> command.getFirstKey().equals("hello"), ROUTER);
		this.line.answer((command) -> command.getFirstKey().equals("dbStats"), error(13));
		this.line.slowDown((command) -> command.getFirstKey().equals("getMore"), Duration.ofMillis(700));
		this.feed.open().block(PATIENCE);
		await().atMost(PATIENCE).until(() -> output.getOut().contains("a quiet shard delays all changes"));
		assertThat(output).contains("The read that keeps the clocks of all shards going failed");
	}

	@Test
	void onAReplicaSetNoClocksAreAdvanced() {
		AtomicInteger reads = new AtomicInteger();
		this.line.answer((command) -> command.getFirstKey().equals("dbStats") && reads.incrementAndGet() > 0, ok());
		this.feed.open().block(PATIENCE);
		write("one");
		await().atMost(PATIENCE).until(() -> ids().contains("one"));
		assertThat(reads).hasValue(0);
	}

	/** The answer of a sharded cluster's router to the handshake. */
	private static final BsonDocument ROUTER = ok().append("msg", new BsonString("isdbgrid"))
		.append("isWritablePrimary", BsonBoolean.TRUE)
		.append("helloOk", BsonBoolean.TRUE)
		.append("minWireVersion", new BsonInt32(0))
		.append("maxWireVersion", new BsonInt32(21));

	/** Answers like a router, and records the cluster times of reads. */
	private static void router(DatabaseLine line, List<String> times) {
		UnaryOperator<BsonDocument> stats = (command) -> {
			BsonDocument concern = command.getDocument("readConcern", new BsonDocument());
			times.add(concern.isTimestamp("afterClusterTime")
					? String.valueOf(concern.getTimestamp("afterClusterTime").getTime()) : "none");
			return ok().append("$clusterTime",
					new BsonDocument("clusterTime", new BsonTimestamp(99 + times.size(), 1)));
		};
		line.answer((command) -> command.getFirstKey().equals("hello"), ROUTER);
		line.answer((command) -> command.getFirstKey().equals("dbStats"), stats);
	}

	private static BsonDocument ok() {
		return new BsonDocument("ok", new BsonInt32(1));
	}

	private static BsonDocument error(int code) {
		return new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code))
			.append("codeName", new BsonString("Code" + code))
			.append("errmsg", new BsonString("said in the database's place"));
	}

	private static boolean resumes(BsonDocument command) {
		return command.getFirstKey().equals("aggregate")
				&& Pattern.compile("startAfter|resumeAfter").matcher(command.toString()).find();
	}

	private void write(String id) {
		Mono.from(this.watched.replaceOne(new Document("_id", id), new Document("at", System.nanoTime()),
				new ReplaceOptions().upsert(true)))
			.block(PATIENCE);
	}

	private List<String> ids() {
		return this.heard.stream()
			.filter(News.Changed.class::isInstance)
			.map((news) -> ((News.Changed) news).id())
			.toList();
	}

	private long gaps() {
		return this.heard.stream().filter(News.Gap.class::isInstance).count();
	}

}
