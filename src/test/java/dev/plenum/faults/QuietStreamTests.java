package dev.plenum.faults;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.FeedSettings;
import dev.plenum.platform.mongo.News;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A change stream without changes for longer than the database keeps its history.
 */
@Tag("slow")
class QuietStreamTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** More changes than the embedded database keeps. */
	private static final int OTHER_WRITES = 12_000;

	@Test
	void itsResumeTokenStaysFreshSoThatItIsResumedWithoutAGap() {
		try (EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();
				DatabaseLine line = new DatabaseLine(URI.create(embedded.uri()).getPort());
				MongoClient through = MongoClients
					.create("mongodb://127.0.0.1:%d/?directConnection=true".formatted(line.port()));
				MongoClient beside = MongoClients.create(embedded.uri())) {
			MongoDatabase database = beside.getDatabase("plenum");
			ChangeFeed feed = new ChangeFeed(through.getDatabase("plenum"), FeedSettings.DEFAULTS);
			List<News> heard = new CopyOnWriteArrayList<>();
			feed.listen(Set.of("watched"), heard::add);
			feed.open().block(PATIENCE);

			Flux.range(0, OTHER_WRITES / 1000)
				.concatMap((batch) -> database.getCollection("other")
					.insertMany(IntStream.range(0, 1000).mapToObj((i) -> new Document("i", i)).toList()))
				.blockLast(PATIENCE);
			Instant written = Instant.now();
			await().atMost(PATIENCE).until(() -> feed.receivedAt().isAfter(written));
			line.cut();
			Mono.from(database.getCollection("watched").insertOne(new Document("_id", "after"))).block(PATIENCE);

			await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(News.Changed.class::isInstance));
			assertThat(heard).as("the gap of the opening, and the write").hasSize(2);
			feed.close().block(PATIENCE);
		}
	}

}
