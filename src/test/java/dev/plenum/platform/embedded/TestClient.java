package dev.plenum.platform.embedded;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import com.mongodb.reactivestreams.client.ChangeStreamPublisher;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.reactivestreams.Publisher;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The real driver, waited for.
 */
final class TestClient implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final AtomicInteger aggregates = new AtomicInteger();

	private final MongoClient client;

	static {
		silence();
	}

	TestClient(EmbeddedDatabase database) {
		this(database.uri());
	}

	TestClient(String uri) {
		this.client = MongoClients.create(MongoClientSettings.builder()
			.applyConnectionString(new ConnectionString(uri))
			.addCommandListener(new CommandListener() {
				@Override
				public void commandSucceeded(CommandSucceededEvent event) {
					if (event.getCommandName().equals("aggregate")) {
						TestClient.this.aggregates.incrementAndGet();
					}
				}
			})
			.build());
	}

	/**
	 * Without Boot, Logback prints everything.
	 */
	static void silence() {
		for (String name : List.of("de.bwaldvogel", "io.netty", "org.mongodb", "reactor")) {
			((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
		}
	}

	MongoClient client() {
		return this.client;
	}

	MongoDatabase database() {
		return this.client.getDatabase("plenum");
	}

	MongoCollection<Document> collection(String name) {
		return database().getCollection(name);
	}

	Document command(String json) {
		return get(database().runCommand(Document.parse(json)));
	}

	<T> T get(Publisher<T> publisher) {
		return Mono.from(publisher).block(TIMEOUT);
	}

	<T> List<T> all(Publisher<T> publisher) {
		return Flux.from(publisher).collectList().block(TIMEOUT);
	}

	/**
	 * Subscribes to a stream and waits until it is open.
	 */
	ChangeEvents open(ChangeStreamPublisher<Document> stream) {
		int before = this.aggregates.get();
		ChangeEvents events = new ChangeEvents(stream);
		Awaitility.await()
			.atMost(TIMEOUT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.until(() -> this.aggregates.get() > before || events.failed());
		return events;
	}

	@Override
	public void close() {
		this.client.close();
	}

}
