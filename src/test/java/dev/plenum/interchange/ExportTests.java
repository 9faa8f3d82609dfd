package dev.plenum.interchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.platform.Ids;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exports programmes and imports the exported files.
 */
@Tag("slow")
@LiveServer
class ExportTests {

	private static final String SAMPLE = "socialchefsdagarna-2024";

	private static final String EMPTY = """
			{"slug": "%s", "name": {"en": "Copy"}, "startsOn": "2027-10-29", "endsOn": "2027-10-31", "timezone": "Europe/Berlin", "languages": ["en", "sv"]}""";

	/** Properties that schema.org defines, by the type of the object. */
	private static final Map<String, Set<String>> WORDS = Map.of("Event",
			Set.of("@type", "@id", "name", "additionalType", "alternateName", "description", "image", "url",
					"startDate", "endDate", "previousStartDate", "eventStatus", "eventAttendanceMode", "inLanguage",
					"location", "organizer", "performer", "keywords", "maximumAttendeeCapacity", "subEvent",
					"superEvent", "identifier", "about", "eventSchedule"),
			"Schedule", Set.of("@type", "scheduleTimezone"), "PropertyValue", Set.of("@type", "propertyID", "value"),
			"Thing", Set.of("@type", "name"), "Place", Set.of("@type", "name", "address", "containedInPlace"),
			"VirtualLocation", Set.of("@type", "url"), "PostalAddress",
			Set.of("@type", "name", "addressLocality", "addressCountry"), "Organization",
			Set.of("@type", "name", "alternateName", "description", "image", "url", "sameAs"), "Person",
			Set.of("@type", "name", "description", "image", "jobTitle", "affiliation", "sameAs"));

	@Autowired
	private Clients clients;

	@Autowired
	private MongoDatabase database;

	private final String slug = "export-" + UUID.randomUUID().toString().substring(0, 8);

	@ParameterizedTest
	@ValueSource(strings = { "programme.json", "schedule.json", "schedule.xml", "programme.jsonld" })
	void importingAnExportedFileChangesNothing(String name) {
		byte[] first = get(SAMPLE, name, "admin").getResponseBody();
		assertChangesNothing("a trial with the sample", put(SAMPLE, "?dryRun=true", first));
		assertThat(put(this.slug, first).get("added").size()).isGreaterThan(30);
		byte[] second = get(this.slug, name, "admin").getResponseBody();
		JsonNode again = put(this.slug, Objects.requireNonNull(second));
		for (String list : List.of("added", "changed", "cancelled", "missing", "kept", "clashes", "warnings")) {
			assertThat(again.get(list)).as(list).isEmpty();
		}
		assertThat(get(this.slug, name, "admin").getResponseBody()).isEqualTo(second);
		assertThat(again.get("revision").asInt()).isZero();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void everyExportCanBeImportedByTheServerThatWroteIt(long seed) {
		put(this.slug, new OddProgramme(this.slug, seed).json());
		hideASession();
		JsonNode before = withoutFacts(get(this.slug, "programme.json", "admin"));
		for (String name : List.of("programme.json", "schedule.json", "schedule.xml", "programme.ics",
				"programme.jsonld", "programme.csv", "programme.xlsx")) {
			byte[] exported = Objects.requireNonNull(get(this.slug, name, "admin").getResponseBody());
			assertChangesNothing(name, put(this.slug, exported));
			assertThat(withoutFacts(get(this.slug, "programme.json", "admin"))).as(name).isEqualTo(before);
			String copy = this.slug + "-" + name.replace('.', '-');
			if (name.matches(".*csv|.*xlsx")) {
				put(copy, EMPTY.formatted(copy).getBytes(StandardCharsets.UTF_8));
			}
			put(copy, exported);
			byte[] again = Objects.requireNonNull(get(copy, name, "admin").getResponseBody());
			assertChangesNothing("a copy by " + name, put(copy, again));
			if (!name.endsWith(".ics")) {
				assertThat(get(copy, name, "admin").getResponseBody()).as(name).isEqualTo(again);
			}
		}
	}

	/** Without what is stored only to be exported again, such as a number. */
	private static JsonNode withoutFacts(EntityExchangeResult<byte[]> file) {
		JsonNode programme = JsonMapper.shared().readTree(text(file));
		programme.findParents("facts").forEach((object) -> ((ObjectNode) object).remove("facts"));
		return programme;
	}

	private static void assertChangesNothing(String name, JsonNode report) {
		for (String list : List.of("added", "changed", "cancelled", "missing", "kept", "clashes", "warnings")) {
			assertThat(report.get(list)).as("%s of %s", list, name).isEmpty();
		}
	}

	private void hideASession() {
		this.clients.administrator()
			.document(
					"""
							mutation { putSession(input: {eventId: "%s", key: "hidden", kind: LECTURE, title: [{lang: "en", text: "Hidden"}], visibleFrom: "2099-01-01T00:00:00Z", force: true,
							  slot: {startsAt: "2027-10-30T10:00:00+02:00", endsAt: "2027-10-30T11:00:00+02:00"}}) { __typename } }"""
						.formatted(Ids.event(this.slug)))
			.executeAndVerify();
	}

	@ParameterizedTest
	@ValueSource(strings = { "schedule.json", "schedule.xml", "programme.csv", "programme.xlsx" })
	void aFormatWithFewerFieldsRemovesNothing(String name) {
		put(this.slug, Objects.requireNonNull(get(SAMPLE, "programme.json", "admin").getResponseBody()));
		String before = text(get(this.slug, "programme.json", "admin"));
		JsonNode report = put(this.slug, Objects.requireNonNull(get(this.slug, name, "admin").getResponseBody()));
		assertThat(report.get("changed")).isEmpty();
		assertThat(report.get("kept")).isEmpty();
		assertThat(report.get("revision").asInt()).isZero();
		JsonNode after = JsonMapper.shared().readTree(text(get(this.slug, "programme.json", "admin")));
		assertThat(after.get("sessions").findValuesAsString("role"))
			.isEqualTo(JsonMapper.shared().readTree(before).get("sessions").findValuesAsString("role"));
		assertThat(after.get("sessions").findValues("title"))
			.isEqualTo(JsonMapper.shared().readTree(before).get("sessions").findValues("title"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "programme.json", "schedule.json", "schedule.xml", "programme.jsonld", "programme.csv",
			"programme.xlsx", "template.xlsx" })
	void filesArePublicAndCachedByTheirTag(String name) {
		EntityExchangeResult<byte[]> file = get(SAMPLE, name, null);
		assertThat(file.getStatus()).isEqualTo(HttpStatus.OK);
		assertThat(file.getResponseHeaders().getCacheControl()).contains("public");
		String tag = Objects.requireNonNull(file.getResponseHeaders().getETag());
		this.clients.raw()
			.get()
			.uri("/events/{slug}/{name}", SAMPLE, name)
			.header(HttpHeaders.IF_NONE_MATCH, tag)
			.exchange()
			.expectStatus()
			.isNotModified();
		assertThat(get("no-such-event", name, null).getStatus()).isEqualTo(HttpStatus.NOT_FOUND);
	}

	@Test
	void aSessionOverMidnightAndTheRepeatedHourInAutumnArePreserved() {
		String file = """
				{"slug": "night", "name": {"en": "Night"}, "startsOn": "2027-10-30", "endsOn": "2027-10-31", "timezone": "Europe/Stockholm",
				 "languages": ["en"], "rooms": [{"key": "a", "name": "A"}], "sessions": [
				  {"key": "midnight", "kind": "SOCIAL", "title": {"en": "Dance"}, "startsAt": "2027-10-30T23:30", "endsAt": "2027-10-31T01:30", "rooms": ["a"]},
				  {"key": "summer", "kind": "LECTURE", "title": {"en": "Before"}, "startsAt": "2027-10-31T02:15:00+02:00", "endsAt": "2027-10-31T02:45:00+02:00"},
				  {"key": "winter", "kind": "LECTURE", "title": {"en": "After"}, "startsAt": "2027-10-31T02:15:00+01:00", "endsAt": "2027-10-31T02:45:00+01:00"},
				  {"key": "gone", "kind": "LECTURE", "title": {"en": "Gone"}, "startsAt": "2027-10-31T12:00", "endsAt": "2027-10-31T13:00", "status": "CANCELLED"}]}""";
		put(this.slug, file.getBytes(StandardCharsets.UTF_8));
		for (String name : List.of("programme.json", "schedule.json", "schedule.xml")) {
			String out = text(get(this.slug, name, null));
			assertThat(out).contains("2027-10-30T23:30:00+02:00", "2027-10-31T02:15:00+02:00",
					"2027-10-31T02:15:00+01:00");
			JsonNode report = put(this.slug, out.getBytes(StandardCharsets.UTF_8));
			assertThat(report.get("changed")).as(name).isEmpty();
			assertThat(report.get("missing")).as(name).isEmpty();
		}
		assertThat(text(get(this.slug, "schedule.xml", null))).contains("<duration>02:00</duration>")
			.doesNotContain("Gone");
	}

	@Test
	void aSessionInTheNightAfterTheLastDayDoesNotAddADay() {
		put(this.slug,
				"""
						{"slug": "late", "name": {"en": "Late"}, "startsOn": "2027-10-30", "endsOn": "2027-10-31", "timezone": "Europe/Stockholm", "languages": ["en"],
						 "sessions": [{"key": "late", "kind": "SOCIAL", "title": {"en": "Late"}, "startsAt": "2027-11-01T01:00", "endsAt": "2027-11-01T02:00"}]}"""
					.getBytes(StandardCharsets.UTF_8));
		assertThat(text(get(this.slug, "programme.json", null)).replaceAll("\\s", ""))
			.contains("\"endsOn\":\"2027-10-31\"");
		assertThat(text(get(this.slug, "schedule.json", null)).replaceAll("\\s", "")).contains("\"daysCount\":2",
				"\"date\":\"2027-11-01T01:00:00+01:00\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "programme.json", "schedule.json", "schedule.xml" })
	void theDayChangeIsExportedAndImported(String name) {
		put(this.slug,
				"""
						{"slug": "night", "name": {"en": "Night"}, "startsOn": "2027-12-27", "endsOn": "2027-12-28", "dayChange": "09:00",
						 "timezone": "Europe/Berlin", "languages": ["en"], "sessions": [
						  {"key": "a", "kind": "SOCIAL", "title": {"en": "A"}, "startsAt": "2027-12-28T07:30", "endsAt": "2027-12-28T08:00"},
						  {"key": "b", "kind": "SOCIAL", "title": {"en": "B"}, "startsAt": "2027-12-29T08:00", "endsAt": "2027-12-29T08:30"}]}"""
					.getBytes(StandardCharsets.UTF_8));
		String file = text(get(this.slug, name, null));
		put(this.slug + "-2", file.getBytes(StandardCharsets.UTF_8));
		for (String event : List.of(this.slug, this.slug + "-2")) {
			this.clients.anonymous()
				.document("{ event(slug: \"%s\") { dayChange endsOn days { date sessions { title } } } }"
					.formatted(event))
				.execute()
				.path("event.dayChange")
				.entity(String.class)
				.isEqualTo("09:00")
				.path("event.endsOn")
				.entity(String.class)
				.isEqualTo("2027-12-28")
				.path("event.days[*].sessions[*].title")
				.entityList(String.class)
				.containsExactly("A", "B")
				.path("event.days")
				.entityList(Object.class)
				.hasSize(2);
		}
		JsonNode again = put(this.slug, file.getBytes(StandardCharsets.UTF_8));
		assertThat(again.get("changed")).isEmpty();
		assertThat(again.get("kept")).isEmpty();
	}

	@Test
	void anOlderServerThatKnowsNoDayChangeLeavesItAndTheNightsAsTheyAre() {
		put(this.slug,
				"""
						{"slug": "night", "name": {"en": "Night"}, "startsOn": "2027-12-27", "endsOn": "2027-12-28", "dayChange": "09:00",
						 "timezone": "Europe/Berlin", "languages": ["en"], "sessions": [
						  {"key": "a", "kind": "SOCIAL", "title": {"en": "A"}, "startsAt": "2027-12-29T08:00", "endsAt": "2027-12-29T08:30"}]}"""
					.getBytes(StandardCharsets.UTF_8));
		// Its import widens the event until the calendar day of the last session.
		Mono.from(
				this.database.getCollection("events")
					.updateOne(new Document("_id", Ids.event(this.slug)), Updates
						.combine(Updates.set("endsOn", LocalDate.of(2027, 12, 29)), Updates.inc("version", 1L))))
			.block(Duration.ofSeconds(20));
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> this.clients.anonymous()
				.document("{ event(slug: \"%s\") { dayChange endsOn days { date sessions { title } } } }"
					.formatted(this.slug))
				.execute()
				.path("event.endsOn")
				.entity(String.class)
				.isEqualTo("2027-12-29")
				.path("event.dayChange")
				.entity(String.class)
				.isEqualTo("09:00")
				.path("event.days[1].sessions[*].title")
				.entityList(String.class)
				.containsExactly("A"));
		assertThat(text(get(this.slug, "schedule.xml", null))).contains("end=\"2027-12-29T09:00:00+01:00\"");
	}

	@Test
	void theJsonLdHasWhatSearchEnginesRequire() {
		put(this.slug,
				"""
						{"slug": "jsonld", "name": {"sv": "Dagarna", "en": "Days"}, "theme": {"sv": "Tema"}, "startsOn": "2027-10-30", "endsOn": "2027-10-31",
						 "timezone": "Europe/Stockholm", "languages": ["sv", "en"], "venue": {"name": "Mässan", "city": "Åbo", "country": "FI"},
						 "organisers": [{"name": "Föreningen", "role": "ORGANISER", "url": "https://forening.example/"}], "signUp": {"url": "https://dagarna.example/"},
						 "rooms": [{"key": "a", "name": "Sal A"}, {"key": "b", "name": "Sal B"}], "tracks": [{"key": "t", "name": {"sv": "Spår"}}],
						 "speakers": [{"key": "p", "name": "Åsa", "type": "PERSON", "portrait": "https://bild.example/asa.png", "organisation": "Staden"},
						  {"key": "o", "name": "Orkestern", "type": "ORGANISATION"}],
						 "sessions": [
						  {"key": "s1", "kind": "LECTURE", "title": {"en": "Talk </script>", "sv": "Tal"}, "language": "en", "startsAt": "2027-10-30T10:00", "endsAt": "2027-10-30T11:00",
						   "rooms": ["a", "b"], "track": "t", "speakers": [{"speaker": "p", "role": "SPEAKER"}, {"speaker": "o", "role": "SPEAKER"}], "capacity": 20,
						 "image": "https://bild.example/tal.png", "links": [{"url": "https://dagarna.example/tal", "kind": "PAGE"}, {"url": "https://direkt.example/a", "kind": "STREAM"}]},
						  {"key": "s2", "kind": "LECTURE", "title": {"sv": "Flyttad"}, "startsAt": "2027-10-31T10:00", "endsAt": "2027-10-31T11:00", "rooms": ["a"]},
						  {"key": "s3", "kind": "LECTURE", "title": {"sv": "Inställd"}, "startsAt": "2027-10-31T12:00", "endsAt": "2027-10-31T13:00"}]}"""
					.getBytes(StandardCharsets.UTF_8));
		String first = text(get(this.slug, "programme.jsonld", null));
		this.clients.administrator()
			.document(
					"mutation ($event: ID!, $moved: ID!, $gone: ID!) { changeSchedule(input: {eventId: $event, edits: [{move: {sessionId: $moved, startsAt: \"2027-10-31T14:00:00+01:00\", endsAt: \"2027-10-31T15:00:00+01:00\"}}, {cancel: {sessionId: $gone}}]}) { __typename } }")
			.variable("event", Ids.event(this.slug))
			.variable("moved", Ids.in("ses", Ids.event(this.slug), "s2"))
			.variable("gone", Ids.in("ses", Ids.event(this.slug), "s3"))
			.execute()
			.path("changeSchedule.__typename")
			.entity(String.class)
			.isEqualTo("ScheduleChanged");
		EntityExchangeResult<byte[]> answer = get(this.slug, "programme.jsonld", null);
		assertThat(answer.getResponseHeaders().getContentType()).hasToString("application/ld+json");
		JsonNode event = JsonMapper.shared().readTree(text(answer));
		assertThat(JsonMapper.shared().readTree(first).findValuesAsString("eventStatus"))
			.containsOnly("https://schema.org/EventScheduled");
		assertThat(event.get("@context").asString()).isEqualTo("https://schema.org");
		assertThat(event.get("@type").asString()).isEqualTo("Event");
		assertThat(event.get("name").asString()).isEqualTo("Dagarna");
		assertThat(event.get("startDate").asString()).isEqualTo("2027-10-30");
		assertThat(event.get("url").asString()).isEqualTo("https://dagarna.example/");
		assertThat(event.get("inLanguage").toString()).isEqualTo("[\"sv\",\"en\"]");
		assertThat(event.get("organizer").toString())
			.isEqualTo("{\"@type\":\"Organization\",\"name\":\"Föreningen\",\"url\":\"https://forening.example/\"}");
		assertThat(event.at("/location/address").toString())
			.isEqualTo("{\"@type\":\"PostalAddress\",\"addressLocality\":\"Åbo\",\"addressCountry\":\"FI\"}");
		JsonNode talk = event.at("/subEvent/0");
		assertThat(talk.get("name").asString()).isEqualTo("Talk </script>");
		assertThat(text(answer)).doesNotContain("</script");
		assertThat(talk.get("startDate").asString()).isEqualTo("2027-10-30T10:00:00+02:00");
		assertThat(talk.get("endDate").asString()).isEqualTo("2027-10-30T11:00:00+02:00");
		assertThat(talk.get("inLanguage").asString()).isEqualTo("en");
		assertThat(talk.at("/location/0/name").asString()).isEqualTo("Sal A");
		assertThat(talk.at("/location/1/name").asString()).isEqualTo("Sal B");
		assertThat(talk.at("/location/0/containedInPlace/name").asString()).isEqualTo("Mässan");
		assertThat(talk.at("/location/2").toString())
			.isEqualTo("{\"@type\":\"VirtualLocation\",\"url\":\"https://direkt.example/a\"}");
		assertThat(talk.get("image").asString()).isEqualTo("https://bild.example/tal.png");
		assertThat(talk.get("url").asString()).isEqualTo("https://dagarna.example/tal");
		assertThat(talk.at("/performer").findValuesAsString("@type")).containsExactly("Person", "Organization",
				"Organization");
		assertThat(talk.at("/performer/0/image").asString()).isEqualTo("https://bild.example/asa.png");
		assertThat(talk.get("eventAttendanceMode").asString()).isEqualTo("https://schema.org/MixedEventAttendanceMode");
		assertThat(event.at("/subEvent/1/eventAttendanceMode").asString())
			.isEqualTo("https://schema.org/OfflineEventAttendanceMode");
		assertThat(talk.at("/superEvent/@id").asString()).isEqualTo(event.get("@id").asString());
		assertThat(event.at("/subEvent/1/eventStatus").asString()).isEqualTo("https://schema.org/EventCancelled");
		assertThat(event.at("/subEvent/2/eventStatus").asString()).isEqualTo("https://schema.org/EventRescheduled");
		assertThat(event.at("/subEvent/2/previousStartDate").asString()).isEqualTo("2027-10-31T10:00:00+01:00");
		onlyKnownWords(((ObjectNode) event).deepCopy().without("@context"));
		assertThat(event.get("subEvent").valueStream().map((session) -> session.get("@id").asString()))
			.doesNotHaveDuplicates()
			.allMatch((id) -> id.startsWith("urn:uuid:"));
	}

	private static void onlyKnownWords(JsonNode node) {
		if (node.isObject() && node.propertyNames().size() > 1) {
			assertThat(node.propertyNames()).isSubsetOf(WORDS.getOrDefault(node.path("@type").asString(), Set.of()));
		}
		node.forEach(ExportTests::onlyKnownWords);
	}

	@Test
	void organisersChangeTheDayChangeUnlessASessionWouldBeOutside() {
		put(this.slug,
				"""
						{"slug": "night", "name": {"en": "Night"}, "startsOn": "2027-12-27", "endsOn": "2027-12-28", "timezone": "Europe/Berlin", "languages": ["en"], "sessions": [
						  {"key": "a", "kind": "SOCIAL", "title": {"en": "A"}, "startsAt": "2027-12-29T03:00", "endsAt": "2027-12-29T03:30"}]}"""
					.getBytes(StandardCharsets.UTF_8));
		assertThat(dayChange("\"09:30\"").path("putEvent.event.dayChange").entity(String.class).get())
			.isEqualTo("09:30");
		dayChange("\"03:00\"").path("putEvent.sessions[*].title").entityList(String.class).containsExactly("A");
		assertThat(dayChange("null").path("putEvent.event.dayChange").entity(String.class).get()).isEqualTo("04:00");
		for (String invalid : List.of("\"12:01\"", "\"4:00\"", "\"04:00:00\"", "4", "\"24:00\"")) {
			dayChange(invalid).errors()
				.satisfy((errors) -> assertThat(errors).as(invalid)
					.singleElement()
					.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")));
		}
	}

	private GraphQlTester.Response dayChange(String value) {
		return this.clients.administrator()
			.document(
					"mutation { putEvent(input: {slug: \"%s\", dayChange: %s}) { ... on EventPut { event { dayChange } } ... on SessionsOutsideDays { sessions { title } } } }"
						.formatted(this.slug, value))
			.execute();
	}

	@Test
	void seatRulesAndExhibitionHoursArePreserved() {
		String rules = "{\"clashRule\":\"ASK\",\"offerSeconds\":600,\"placeKept\":false,\"checkInMinutes\":0,\"freeSeatsOffered\":true}";
		put(this.slug,
				"""
						{"slug": "rules", "name": {"en": "Rules"}, "startsOn": "2027-10-30", "endsOn": "2027-10-31", "timezone": "Europe/Stockholm", "languages": ["en"],
						 "seatRules": %s, "exhibitionHours": [{"startsAt": "2027-10-31T09:00", "endsAt": "2027-10-31T12:00"}, {"startsAt": "2027-10-30T09:00", "endsAt": "2027-10-30T17:00"}]}"""
					.formatted(rules)
					.getBytes(StandardCharsets.UTF_8));
		byte[] file = Objects.requireNonNull(get(this.slug, "programme.json", null).getResponseBody());
		JsonNode written = JsonMapper.shared().readTree(file);
		assertThat(written.get("seatRules")).isEqualTo(JsonMapper.shared().readTree(rules));
		assertThat(written.get("exhibitionHours").findValuesAsString("startsAt"))
			.containsExactly("2027-10-30T09:00:00+02:00", "2027-10-31T09:00:00+01:00");
		assertThat(put(this.slug, file).get("changed")).isEmpty();
		put(this.slug + "-2", file);
		assertThat(text(get(this.slug + "-2", "programme.json", null)).replace(this.slug + "-2", this.slug))
			.isEqualTo(new String(file, StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "programme.json", "schedule.json", "schedule.xml", "programme.csv" })
	void equalProgrammesOfTwoEventsResultInEqualFiles(String name) {
		// Ids differ between events, so equal sessions must not be ordered by id.
		StringBuilder sessions = new StringBuilder();
		StringBuilder speakers = new StringBuilder();
		for (int i = 0; i < 9; i++) {
			speakers.append("{\"key\": \"p%d\", \"name\": \"Ada\", \"type\": \"PERSON\"},".formatted(i));
			sessions.append(
					"{\"key\": \"s%d\", \"kind\": \"LECTURE\", \"title\": {\"en\": \"A\"}, \"startsAt\": \"2027-10-30T10:00\", \"endsAt\": \"2027-10-30T11:00\", \"speakers\": [{\"speaker\": \"p%d\"}]},"
						.formatted(i, i));
		}
		byte[] file = """
				{"slug": "alike", "name": {"en": "Alike"}, "startsOn": "2027-10-30", "endsOn": "2027-10-30", "timezone": "Europe/Stockholm",
				 "languages": ["en"], "facts": {"acronym": "alike"}, "speakers": [%s], "sessions": [%s]}"""
			.formatted(speakers.substring(0, speakers.length() - 1), sessions.substring(0, sessions.length() - 1))
			.getBytes(StandardCharsets.UTF_8);
		put(this.slug, file);
		put(this.slug + "-2", file);
		assertThat(text(get(this.slug + "-2", name, null)).replace(this.slug + "-2", this.slug))
			.isEqualTo(text(get(this.slug, name, null)));
	}

	@Test
	void announcementsAreExportedAndImportedOnce() {
		String file = """
				{"slug": "told", "name": {"en": "Told"}, "startsOn": "2027-10-30", "endsOn": "2027-10-31", "timezone": "Europe/Stockholm", "languages": ["en", "sv"],
				 "rooms": [{"key": "a", "name": "A"}], "sessions": [{"key": "s", "kind": "LECTURE", "title": {"en": "S"}, "startsAt": "2027-10-30T10:00", "endsAt": "2027-10-30T11:00"}],
				 "announcements": [
				  {"key": "1", "text": {"en": "Lunch", "sv": "Lunch!"}, "urgency": "INFO", "publishedAt": "2027-10-30T09:00:00", "validUntil": "2027-10-30T13:00:00"},
				  {"key": "2", "text": {"en": "Full"}, "urgency": "URGENT", "audience": {"session": "s"}, "publishedAt": "2027-10-30T09:30:00"},
				  {"key": "3", "text": {"en": "Moved"}, "urgency": "INFO", "audience": {"room": "a"}, "publishedAt": "2027-10-30T09:45:00"}]}""";
		put(this.slug, file.getBytes(StandardCharsets.UTF_8));
		EntityExchangeResult<byte[]> first = get(this.slug, "programme.json", null);
		JsonNode announced = JsonMapper.shared().readTree(text(first)).get("announcements");
		assertThat(announced.findValues("text").toString())
			.isEqualTo("[{\"en\":\"Lunch\",\"sv\":\"Lunch!\"}, {\"en\":\"Full\"}, {\"en\":\"Moved\"}]");
		assertThat(announced.at("/0/validUntil").asString()).isEqualTo("2027-10-30T13:00:00+02:00");
		assertThat(announced.at("/0").has("audience")).isFalse();
		assertThat(announced.at("/1/audience/session").asString()).isEqualTo("s");
		assertThat(announced.at("/1/urgency").asString()).isEqualTo("URGENT");
		assertThat(announced.at("/2/audience/room").asString()).isEqualTo("a");
		put(this.slug, Objects.requireNonNull(first.getResponseBody()));
		put(this.slug, file.getBytes(StandardCharsets.UTF_8));
		assertThat(text(get(this.slug, "programme.json", null))).as("nothing is announced twice")
			.isEqualTo(text(first));
		put(this.slug + "-2", Objects.requireNonNull(first.getResponseBody()));
		assertThat(
				JsonMapper.shared().readTree(text(get(this.slug + "-2", "programme.json", null))).get("announcements"))
			.extracting((announcement) -> ((ObjectNode) announcement).deepCopy().without("key").toString())
			.containsExactlyElementsOf(announced.valueStream()
				.map((announcement) -> ((ObjectNode) announcement).deepCopy().without("key").toString())
				.toList());
	}

	@Test
	void announcingAndWithdrawingChangeTheFile() {
		put(this.slug,
				"""
						{"slug": "told", "name": {"en": "Told"}, "startsOn": "2027-10-30", "endsOn": "2027-10-31", "timezone": "Europe/Stockholm", "languages": ["en"]}"""
					.getBytes(StandardCharsets.UTF_8));
		String before = get(this.slug, "programme.json", null).getResponseHeaders().getETag();
		String event = Ids.event(this.slug);
		String id = this.clients.administrator()
			.document(
					"mutation { announce(input: {eventId: \"%s\", key: \"drill\", text: [{lang: \"en\", text: \"Fire drill\"}]}) { ... on Announced { announcement { id } } } }"
						.formatted(event))
			.execute()
			.path("announce.announcement.id")
			.entity(String.class)
			.get();
		EntityExchangeResult<byte[]> announced = get(this.slug, "programme.json", null);
		assertThat(text(announced)).contains("Fire drill");
		assertThat(announced.getResponseHeaders().getETag()).isNotEqualTo(before);
		this.clients.administrator()
			.document("mutation { withdrawAnnouncement(input: {announcementId: \"%s\"}) { __typename } }".formatted(id))
			.executeAndVerify();
		assertThat(get(this.slug, "programme.json", null).getResponseHeaders().getETag()).isEqualTo(before);
	}

	@Test
	void aMaterialThatIsNotAvailableYetIsExportedForOrganisersOnly() {
		String file = """
				{"slug": "out", "name": {"en": "Out"}, "startsOn": "2027-10-30", "endsOn": "2027-10-31", "timezone": "Europe/Stockholm",
				 "languages": ["en"], "sessions": [{"key": "a", "kind": "LECTURE", "title": {"en": "A"}, "startsAt": "2027-10-30T10:00", "endsAt": "2027-10-30T11:00",
				   "materials": [{"kind": "TEXT", "url": "https://secret.example/a", "availableFrom": "2099-01-01T00:00"}, {"kind": "TEXT", "url": "https://open.example/b"}]}]}""";
		put(this.slug, file.getBytes(StandardCharsets.UTF_8));
		for (String name : List.of("programme.json", "schedule.json", "schedule.xml")) {
			assertThat(text(get(this.slug, name, null))).contains("open.example").doesNotContain("secret.example");
			assertThat(text(get(this.slug, name, "attendee"))).doesNotContain("secret.example");
			EntityExchangeResult<byte[]> own = get(this.slug, name, "admin");
			assertThat(text(own)).contains("secret.example");
			assertThat(own.getResponseHeaders().getCacheControl()).contains("private");
		}
	}

	private EntityExchangeResult<byte[]> get(String event, String name, String subject) {
		WebTestClient.RequestHeadersSpec<?> request = this.clients.raw()
			.get()
			.uri("/events/{slug}/{name}", event, name);
		if (subject != null) {
			request.headers((headers) -> headers.setBearerAuth(this.clients.token(subject)));
		}
		return request.exchange().expectBody().returnResult();
	}

	private JsonNode put(String event, byte[] file) {
		return put(event, "", file);
	}

	private JsonNode put(String event, String options, byte[] file) {
		EntityExchangeResult<byte[]> answer = this.clients.raw()
			.put()
			.uri("/events/{slug}/programme" + options, event)
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.bodyValue(file)
			.exchange()
			.expectBody()
			.returnResult();
		assertThat(answer.getStatus()).as(() -> text(answer)).isEqualTo(HttpStatus.OK);
		return JsonMapper.shared().readTree(text(answer));
	}

	private static String text(EntityExchangeResult<byte[]> answer) {
		return new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
	}

}
