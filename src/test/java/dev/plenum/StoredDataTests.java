package dev.plenum;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that starts on a data directory which an earlier version wrote: commit
 * 344d42f, with one conference that has something of everything. The expected files are
 * that version's own answers, with the property names of this version. Everything in them
 * must be in the answers of this version, which may contain more.
 */
class StoredDataTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** Collections of what each process writes for itself. */
	private static final List<String> TRANSIENT = List.of("pulses", "leases", "auditIntents");

	@TempDir
	static Path data;

	private static Map<String, BsonDocument> before;

	private static ConfigurableApplicationContext server;

	@BeforeAll
	static void start() throws IOException {
		try (InputStream stored = new GZIPInputStream(resource("plenum.mvstore.gz"))) {
			Files.copy(stored, data.resolve("plenum.mvstore"));
		}
		try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0);
				MongoClient client = MongoClients.create(database.uri())) {
			before = documents(client.getDatabase("plenum"));
		}
		server = new SpringApplicationBuilder(Plenum.class, Clients.class).run("--server.port=0",
				"--plenum.data=" + data, "--plenum.mongodb-uri=", "--plenum.samples=false");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void everyStoredDocumentIsKeptWithAllItsFields() {
		Map<String, BsonDocument> after = documents(server.getBean(MongoDatabase.class));
		assertThat(before).hasSizeGreaterThan(30);
		before.forEach((name, document) -> {
			assertThat(after).containsKey(name);
			assertThat(after.get(name).entrySet()).as(name)
				.containsAll(
						document.entrySet().stream().filter((field) -> !field.getKey().equals("version")).toList());
		});
	}

	@Test
	void theProgrammeIsExportedWithEverythingThatIsStored() throws IOException {
		assertThat(missing(json("programme.json"), read(get("/events/stored-2026/programme.json", "organiser"))))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "b", "staff", "organiser" })
	void aPersonFindsAllTheirData(String person) throws IOException {
		JsonNode found = clients().as(person)
			.document("{ exportMyData }")
			.execute()
			.path("exportMyData")
			.entity(JsonNode.class)
			.get();
		assertThat(missing(json("my-data." + person + ".json"), found)).isEmpty();
	}

	@Test
	void anExhibitorFindsAllItsLeads() throws IOException {
		String exhibitor = json("ids.json").get("exhibitor").asString();
		assertThat(get("/exhibitors/" + exhibitor + "/leads.csv", "staff")).isEqualTo(text("leads.csv"));
	}

	@Test
	void aCalendarAppKeepsItsAddress() throws IOException {
		String address = text("calendar.txt").strip();
		assertThat(get(address.substring(address.indexOf("/calendar/")), "nobody")).contains("SUMMARY:Lunch med Bo");
	}

	private static Clients clients() {
		return server.getBean(Clients.class);
	}

	private static String get(String path, String subject) {
		return Objects.requireNonNull(clients().raw()
			.get()
			.uri(path)
			.headers((headers) -> headers.setBearerAuth(clients().token(subject)))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	/** All documents by collection and id, also those of collections without an event. */
	private static Map<String, BsonDocument> documents(MongoDatabase database) {
		Map<String, BsonDocument> documents = new TreeMap<>();
		Flux.from(database.listCollectionNames())
			.filter((name) -> !TRANSIENT.contains(name))
			.concatMap((name) -> Flux.from(database.getCollection(name, BsonDocument.class).find())
				.doOnNext((document) -> documents.put(name + "/" + id(document.get("_id")), document)))
			.blockLast(PATIENCE);
		return documents;
	}

	private static String id(BsonValue id) {
		return id.isString() ? id.asString().getValue() : id.toString();
	}

	/** The paths of what one answer contains and another one does not. */
	private static List<String> missing(JsonNode expected, JsonNode actual) {
		List<String> missing = new ArrayList<>();
		compare("", expected, actual, missing);
		return missing;
	}

	private static void compare(String path, JsonNode expected, JsonNode actual, List<String> missing) {
		if (expected.isObject()) {
			expected.properties()
				.forEach((field) -> compare(path + "/" + field.getKey(), field.getValue(), actual.path(field.getKey()),
						missing));
		}
		else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
			for (int i = 0; i < expected.size(); i++) {
				compare(path + "/" + i, expected.get(i), actual.get(i), missing);
			}
		}
		else if (!expected.equals(actual)) {
			missing.add(path + " is " + actual + " instead of " + expected);
		}
	}

	private static JsonNode json(String name) throws IOException {
		return read(text(name));
	}

	private static JsonNode read(String text) {
		return JsonMapper.shared().readTree(text);
	}

	private static String text(String name) throws IOException {
		try (InputStream stored = resource(name)) {
			return new String(stored.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static InputStream resource(String name) {
		return Objects.requireNonNull(StoredDataTests.class.getResourceAsStream("/stored/344d42f/" + name));
	}

}
