package dev.plenum.platform.secret;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import com.mongodb.MongoClientSettings;
import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The key that all servers of a database share.
 */
class DerivationKeyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static EmbeddedDatabase embedded;

	private static MongoClient client;

	private final MongoDatabase database = client.getDatabase("keys");

	@BeforeAll
	static void open() {
		embedded = EmbeddedDatabase.inMemory();
		client = MongoClients
			.create(MongoClientSettings.builder().applyConnectionString(new ConnectionString(embedded.uri())).build());
	}

	@AfterAll
	static void close() {
		client.close();
		embedded.close();
	}

	@BeforeEach
	void removeTheKey() {
		Mono.from(this.database.getCollection(DerivationKey.COLLECTION).drop()).block(PATIENCE);
	}

	@Test
	void serversThatStartAtTheSameTimeUseTheSameKey() {
		List<DerivationKey> servers = IntStream.range(0, 20).mapToObj((_) -> new DerivationKey(this.database)).toList();
		Flux.fromIterable(servers)
			.flatMap((server) -> server.load().subscribeOn(Schedulers.boundedElastic()), 20)
			.blockLast(PATIENCE);
		assertThat(servers).extracting((server) -> HexFormat.of().formatHex(server.derive("test", "value")))
			.containsOnly(HexFormat.of().formatHex(servers.getFirst().derive("test", "value")));
		List<Document> stored = Flux.from(this.database.getCollection(DerivationKey.COLLECTION).find())
			.collectList()
			.block(PATIENCE);
		assertThat(stored).singleElement().satisfies((key) -> {
			assertThat(key.getString("keyId")).isEqualTo(servers.getLast().id()).isNotBlank();
			assertThat(key.get("secret", Binary.class).getData()).hasSize(32);
		});
	}

	@Test
	void aServerThatStartsLaterUsesTheStoredKey() {
		byte[] before = loaded().derive("test", "value");
		assertThat(loaded().derive("test", "value")).isEqualTo(before);
	}

	@Test
	void theValueDependsOnThePurposeAndEachPart() {
		DerivationKey key = loaded();
		assertThat(List.of(key.derive("a", "b", "c"), key.derive("a", "bc"), key.derive("ab", "c"),
				key.derive("a", "b", "c", ""), key.derive("a", "c", "b"), key.derive("a", "b")))
			.allSatisfy((value) -> assertThat(value).hasSize(32))
			.extracting((value) -> HexFormat.of().formatHex(value))
			.doesNotHaveDuplicates();
	}

	@Test
	void nothingIsDerivedBeforeTheKeyIsRead() {
		DerivationKey key = new DerivationKey(this.database);
		assertThatIllegalStateException().isThrownBy(() -> key.derive("test"));
	}

	private DerivationKey loaded() {
		DerivationKey key = new DerivationKey(this.database);
		key.load().block(PATIENCE);
		return key;
	}

}
