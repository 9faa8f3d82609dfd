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
	void everyVersionOfTheServerDerivesTheSameFromAKey() {
		byte[] secret = new byte[32];
		for (int i = 0; i < secret.length; i++) {
			secret[i] = (byte) i;
		}
		Mono.from(this.database.getCollection(DerivationKey.COLLECTION)
			.insertOne(new Document("_id", "derivation").append("keyId", "1").append("secret", new Binary(secret))))
			.block(PATIENCE);
		DerivationKey key = loaded();
		assertThat(HexFormat.of().formatHex(key.derive("ticket code", "par_a_b", "1")))
			.isEqualTo("d888e38cf3c0af810e6072bcaa919aa93abe9ab6ef6e987943cf4128cf40628d");
		assertThat(key.text(16, "calendar secret", "evt_a", "ann", "0")).isEqualTo("NnHVR16OuMIyR_g35X0iNA");
		assertThat(key.text(24, "refresh token", "sgn_a_b", "1")).isEqualTo("Xo98ux6uElQ2UGUQiUeWXMx7zCyQQMSq");
		assertThat(key.text(18, "seat invitation", "ses_a_b", "å", "1800000000000"))
			.isEqualTo("uvP03uP3ILf4l3ktGS3rD-sB");
	}

	@Test
	void onlyEqualSecretsAreTheSame() {
		assertThat(DerivationKey.same("å-secret", "å-secret")).isTrue();
		assertThat(List.of("", "å-secre", "å-secret.", "a-secret", "Å-secret"))
			.noneMatch((given) -> DerivationKey.same(given, "å-secret"));
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
