package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.Map;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.TestDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes that expect a version, over the wire.
 */
class ExpectedVersionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final String ID = "hou_e_1";

	private static final int WRITERS = 20;

	private final EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();

	private final MongoClient client = MongoClients
		.create(TestDatabase.uri().isEmpty() ? this.embedded.uri() : TestDatabase.uri());

	private final MongoDatabase database = this.client.getDatabase("expected" + System.nanoTime());

	private final Documents<House> houses = new Documents<>(this.database, "houses", House.class);

	@AfterEach
	void close() {
		Mono.from(this.database.drop()).block(PATIENCE);
		this.client.close();
		this.embedded.close();
	}

	@ParameterizedTest(name = "{0} expected: version {1}, name {2}")
	@CsvSource(textBlock = """
			,  2, new
			0, ,
			1, 2, new
			2, ,
			""")
	void aDocumentIsChangedOnlyIfItHasTheExpectedVersion(@Nullable Integer expected, @Nullable Long version,
			@Nullable String name) {
		put(null, "old");
		assertThat(put(expected, "new")).isEqualTo((version != null) ? house(version, name) : null);
		assertThat(this.houses.byId(ID).block(PATIENCE))
			.isEqualTo((version != null) ? house(2, "new") : house(1, "old"));
	}

	@ParameterizedTest(name = "{0} expected")
	@CsvSource({ ",", "0", "1", "2" })
	void aDocumentThatHasTheValuesAlreadyIsReturnedWhateverItsVersionAndNotWritten(@Nullable Integer expected) {
		put(null, "same");
		assertThat(put(expected, "same")).isEqualTo(house(1, "same"));
	}

	@Test
	void aDocumentIsCreatedOnlyIfNoneIsExpected() {
		assertThat(put(1, "first")).isNull();
		assertThat(put(0, "first")).isEqualTo(house(1, "first"));
	}

	@Test
	void nothingToSetAnswersTheDocumentAndCreatesNone() {
		assertThat(this.houses.putExpected(ID, 0, new Fields()).block(PATIENCE)).isNull();
		put(0, "first");
		assertThat(this.houses.putExpected(ID, 7, new Fields()).block(PATIENCE)).isEqualTo(house(1, "first"));
	}

	@Test
	void oneOfManyWritersThatExpectTheSameVersionSucceeds() {
		for (int version = 0; version < 5; version++) {
			int expected = version;
			assertThat(Flux.range(0, WRITERS)
				.flatMap((i) -> this.houses.putExpected(ID, expected, name("v%d by %d".formatted(expected, i))),
						WRITERS)
				.collectList()
				.block(PATIENCE)).singleElement().isEqualTo(this.houses.byId(ID).block(PATIENCE));
		}
	}

	@Test
	void oneOfManyWritersThatExpectTheSameVersionOfAPartSucceeds() {
		put(null, "house");
		for (int version = 0; version < 5; version++) {
			int expected = version;
			assertThat(Flux.range(0, WRITERS)
				.flatMap((i) -> room(expected, expected * WRITERS + i), WRITERS)
				.collectList()
				.block(PATIENCE)).singleElement().isEqualTo(this.houses.byId(ID).block(PATIENCE));
			assertThat(room().version()).isEqualTo(expected + 1);
		}
	}

	@Test
	void manyWritersOfAPartWithoutExpectationAllRaiseItsVersion() {
		put(null, "house");
		Flux.range(1, WRITERS).flatMap((i) -> room(null, i), WRITERS).blockLast(PATIENCE);
		assertThat(room().version()).isEqualTo(WRITERS);
	}

	@Test
	void aPartIsChangedOnlyIfItHasTheExpectedVersionAndOtherPartsDoNotCount() {
		put(null, "house");
		assertThat(room(1, 10).block(PATIENCE)).isNull();
		assertThat(room(0, 10).block(PATIENCE)).isNotNull();
		this.houses.putExpected(ID, "rooms.other", 0, new Fields().set("rooms.other.seats", 1)).block(PATIENCE);
		put(null, "another name");
		assertThat(room(0, 11).block(PATIENCE)).isNull();
		assertThat(room(2, 11).block(PATIENCE)).isNull();
		assertThat(room(7, 10).block(PATIENCE)).isEqualTo(this.houses.byId(ID).block(PATIENCE));
		assertThat(room()).isEqualTo(new Room(10, 1));
		assertThat(room(1, 11).block(PATIENCE)).isNotNull();
		assertThat(room()).isEqualTo(new Room(11, 2));
	}

	@ParameterizedTest(name = "{0} expected")
	@CsvSource({ ",", "1" })
	void aPartThatIsStoredWithoutAVersionHasVersion1(@Nullable Integer expected) {
		Mono.from(this.database.getCollection("houses")
			.insertOne(new Document("_id", ID).append("eventId", "evt_e")
				.append("version", 4L)
				.append("rooms", new Document("one", new Document("seats", 5)))))
			.block(PATIENCE);
		assertThat(room(0, 6).block(PATIENCE)).isNull();
		assertThat(room(2, 6).block(PATIENCE)).isNull();
		assertThat(room(expected, 6).block(PATIENCE)).isNotNull();
		assertThat(room()).isEqualTo(new Room(6, 2));
	}

	@Test
	void aPartOfADocumentThatDoesNotExistIsNotCreated() {
		assertThat(room(0, 6).block(PATIENCE)).isNull();
		assertThat(this.houses.byId(ID).block(PATIENCE)).isNull();
	}

	private @Nullable House put(@Nullable Integer expected, String name) {
		return this.houses.putExpected(ID, expected, name(name)).block(PATIENCE);
	}

	private Mono<House> room(@Nullable Integer expected, int seats) {
		return this.houses.putExpected(ID, "rooms.one", expected, new Fields().set("rooms.one.seats", seats));
	}

	private Room room() {
		return this.houses.byId(ID).block(PATIENCE).rooms().get("one");
	}

	private static Fields name(String name) {
		return new Fields().set("name", name);
	}

	private static House house(long version, @Nullable String name) {
		return new House(ID, "evt_e", version, name, null);
	}

	public record House(@BsonId String id, String eventId, long version, @Nullable String name,
			@Nullable Map<String, Room> rooms) {
	}

	public record Room(int seats, @Nullable Integer version) {
	}

}
