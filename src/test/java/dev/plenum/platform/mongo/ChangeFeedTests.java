package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.TestDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * The change feed over the wire.
 */
@ExtendWith(OutputCaptureExtension.class)
class ChangeFeedTests {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final String UNREADABLE = "unreadable";

	private final EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();

	private final MongoClient client = MongoClients
		.create(TestDatabase.uri().isEmpty() ? this.embedded.uri() : TestDatabase.uri());

	private final MongoDatabase database = this.client.getDatabase("feed" + System.nanoTime());

	private final MongoCollection<Document> watched = this.database.getCollection("watched");

	private final ChangeFeed feed = new ChangeFeed(this.database, FeedSettings.DEFAULTS);

	private final List<News> heard = new CopyOnWriteArrayList<>();

	private final CountDownLatch late = new CountDownLatch(1);

	private final CountDownLatch goOn = new CountDownLatch(1);

	private final List<String> failed = new CopyOnWriteArrayList<>();

	@BeforeEach
	void open() {
		this.feed.listen(Set.of("watched"), this::fail);
		this.feed.listen(Set.of("watched"), this::hear);
		this.feed.listen(Set.of("watched"), this::waitIfLate);
		this.feed.open().block(PATIENCE);
	}

	private void fail(News news) {
		if (news instanceof News.Changed changed && changed.id().startsWith("failing")) {
			this.failed.add(changed.id());
			throw new StackOverflowError("of " + changed.id());
		}
	}

	private void hear(News news) {
		if (news instanceof News.Changed changed && changed.id().equals(UNREADABLE)) {
			throw new IllegalStateException("cannot be read here");
		}
		this.heard.add(news);
	}

	private void waitIfLate(News news) {
		if (news instanceof News.Changed changed && changed.id().equals("late")) {
			this.late.countDown();
			await().atMost(PATIENCE).until(() -> this.goOn.getCount() == 0);
		}
	}

	@AfterEach
	void close() {
		this.feed.close().block(PATIENCE);
		Mono.from(this.database.drop()).block(PATIENCE);
		this.client.close();
		this.embedded.close();
	}

	@Test
	void aGapIsReportedFirstAndThenEveryWriteInOrder() {
		Flux.range(0, 100)
			.concatMap((i) -> this.watched.insertOne(new Document("_id", "d" + i).append("name", "å" + i)))
			.blockLast(PATIENCE);
		await().atMost(PATIENCE).until(() -> this.heard.size() > 100);
		assertThat(this.heard.getFirst()).isInstanceOf(News.Gap.class);
		assertThat(changes()).extracting(News.Changed::id)
			.isEqualTo(IntStream.range(0, 100).mapToObj((i) -> "d" + i).toList());
		assertThat(changes().getLast().document()).containsEntry("name", new BsonString("å99"));
	}

	@Test
	void anUpdateComesWithTheWholeDocumentAndADeletionWithNone() {
		Flux.concat(this.watched.insertOne(new Document("_id", "a").append("kept", 1)),
				this.watched.updateOne(Filters.eq("a"), Updates.set("more", 2)),
				this.watched.deleteOne(Filters.eq("a")))
			.blockLast(PATIENCE);
		await().atMost(PATIENCE).until(() -> changes().size() == 3);
		assertThat(changes().getLast()).isEqualTo(new News.Changed("watched", "a", null, null));
	}

	@Test
	void aChangeOfADocumentThatHasBeenWrittenAgainIsOvertaken() throws InterruptedException {
		Mono.from(this.watched.insertOne(new Document("_id", "a").append("revision", 0))).block(PATIENCE);
		Mono.from(this.watched.insertOne(new Document("_id", "late"))).block(PATIENCE);
		assertThat(this.late.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		Flux.range(1, 2)
			.concatMap((revision) -> this.watched.updateOne(Filters.eq("a"), Updates.set("revision", revision)))
			.blockLast(PATIENCE);
		this.goOn.countDown();
		await().atMost(PATIENCE).until(() -> changes().size() == 4);
		assertThat(changes()).extracting(News.Changed::id).containsExactly("a", "late", "a", "a");
		assertThat(changes()).extracting(News.Changed::isOvertaken).containsExactly(false, false, true, false);
	}

	@Test
	void aListenerThatFailsOnADocumentReceivesTheNextOnesAndTheIdIsLogged(CapturedOutput output) {
		Flux.just("good", UNREADABLE, "better")
			.concatMap((id) -> this.watched.insertOne(new Document("_id", id)))
			.blockLast(PATIENCE);
		await().atMost(PATIENCE).until(() -> changes().size() == 2);
		assertThat(changes()).extracting(News.Changed::id).containsExactly("good", "better");
		assertThat(output).contains("ERROR").contains(UNREADABLE + " in watched").contains("cannot be read here");
	}

	@Test
	void anErrorOfOneListenerStopsNeitherItNorTheOthers(CapturedOutput output) {
		Flux.just("failing1", "failing2")
			.concatMap((id) -> this.watched.insertOne(new Document("_id", id)))
			.blockLast(PATIENCE);
		await().atMost(PATIENCE).until(() -> changes().size() == 2);
		assertThat(changes()).extracting(News.Changed::id).containsExactly("failing1", "failing2");
		assertThat(this.failed).containsExactly("failing1", "failing2");
		assertThat(output).contains("failing1 in watched").contains("failing2 in watched");
	}

	@Test
	void onceTheFeedIsOpenNobodyCanBeginToListen() {
		assertThatIllegalStateException().isThrownBy(() -> this.feed.listen(Set.of("other"), this::hear));
		assertThat(this.feed.collections()).containsExactly("watched");
	}

	@Test
	void aFeedThatIsOpenedTwiceReportsEveryWriteOnce() {
		this.feed.open().block(PATIENCE);
		Flux.range(0, 20)
			.concatMap(
					(i) -> Mono.from(this.watched.insertOne(new Document("_id", "d" + i))).then(this.feed.caughtUp()))
			.blockLast(PATIENCE);
		assertThat(changes()).extracting(News.Changed::id)
			.isEqualTo(IntStream.range(0, 20).mapToObj((i) -> "d" + i).toList());
		assertThat(this.heard).hasSize(21);
	}

	@Test
	void changesOfOtherCollectionsAreNotReported() {
		Flux.concat(this.database.getCollection("other").insertOne(new Document("_id", "x")),
				this.watched.insertOne(new Document("_id", "y")))
			.blockLast(PATIENCE);
		await().atMost(PATIENCE).until(() -> !changes().isEmpty());
		assertThat(changes()).extracting(News.Changed::id).containsExactly("y");
	}

	@Test
	void onceTheFeedHasCaughtUpEveryEarlierWriteIsReported() {
		Flux.range(0, 50)
			.concatMap((i) -> Mono.from(this.watched.insertOne(new Document("_id", "d" + i)))
				.then(this.feed.caughtUp())
				.doOnSuccess((done) -> assertThat(changes()).hasSize(i + 1)))
			.blockLast(PATIENCE);
	}

	@Test
	void callersThatWaitAtTheSameTimeAllSeeTheirWrites() {
		Flux.range(0, 50)
			.flatMap(
					(i) -> Mono.from(this.watched.insertOne(new Document("_id", "d" + i)))
						.then(this.feed.caughtUp())
						.doOnSuccess((done) -> assertThat(changes()).extracting(News.Changed::id).contains("d" + i)),
					50)
			.blockLast(PATIENCE);
	}

	@Test
	void afterItsStreamIsInvalidatedTheFeedOpensAgainWithAGap() {
		Mono.from(this.watched.insertOne(new Document("_id", "before"))).block(PATIENCE);
		await().atMost(PATIENCE).until(() -> changes().size() == 1);
		Mono.from(this.database.drop()).block(PATIENCE);
		await().atMost(PATIENCE).until(() -> this.heard.stream().filter(News.Gap.class::isInstance).count() == 2);
		Mono.from(this.watched.insertOne(new Document("_id", "after"))).block(PATIENCE);
		await().atMost(PATIENCE).until(() -> changes().getLast().id().equals("after"));
		assertThat(this.feed.isOpen()).isTrue();
	}

	private List<News.Changed> changes() {
		return this.heard.stream().filter(News.Changed.class::isInstance).map(News.Changed.class::cast).toList();
	}

}
