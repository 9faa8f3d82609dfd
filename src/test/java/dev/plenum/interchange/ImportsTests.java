package dev.plenum.interchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.TestDatabase;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.platform.mongo.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The memory of imports, over the wire.
 */
class ImportsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final String EVENT = "evt_one";

	private static final Instant NOW = Instant.parse("2027-05-10T10:00:00Z");

	private final EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();

	private final MongoClient client = MongoClients
		.create(TestDatabase.uri().isEmpty() ? this.embedded.uri() : TestDatabase.uri());

	private final MongoDatabase database = this.client.getDatabase("imports" + System.nanoTime());

	private final Imports imports = new Imports(this.database);

	@AfterEach
	void close() {
		Mono.from(this.database.drop()).block(PATIENCE);
		this.client.close();
		this.embedded.close();
	}

	@Test
	void anImportThatWasPlannedBeforeAnotherCompletedIsPlannedAgain() {
		ImportDocument one = says(1, "one");
		assertThat(done(this.imports.begin(null, one))).isTrue();
		ImportDocument begun = stored();
		assertThat(done(this.imports.end(one))).isTrue();
		assertThat(done(this.imports.begin(begun, says(2, "other")))).isFalse();
		ImportDocument completed = stored();
		assertThat(done(this.imports.begin(completed, says(completed.version() + 1, "other")))).isTrue();
	}

	@Test
	void anImportCompletesOnlyWhileNoOtherHasBegun() {
		ImportDocument one = says(1, "one");
		assertThat(done(this.imports.begin(null, one))).isTrue();
		assertThat(done(this.imports.begin(stored(), says(2, "other")))).isTrue();
		assertThat(done(this.imports.end(one))).isFalse();
		assertThat(done(this.imports.end(says(2, "other")))).isTrue();
		assertThat(stored().unsettled()).isEmpty();
	}

	private static ImportDocument says(long version, String said) {
		return new ImportDocument(EVENT, version, FileFormat.PLENUM, NOW, Map.of("ses_1", said),
				Map.of("ses_1", "before"), Map.of());
	}

	private ImportDocument stored() {
		ImportDocument stored = this.imports.ofEvent(EVENT, Reading.NEWEST).block(PATIENCE);
		assertThat(stored).isNotNull();
		return stored;
	}

	private static boolean done(Mono<Boolean> write) {
		return Boolean.TRUE.equals(write.block(PATIENCE));
	}

}
