package dev.plenum.search;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.mongo.MemorySettings;
import dev.plenum.programme.Programmes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Searches over HTTP in the sample conferences and in events that change.
 */
@LiveServer
class SearchTests {

	private static final String SEARCH = """
			query ($slug: String!, $text: String!, $in: [SearchKind!], $first: Int = 20) {
			  event(slug: $slug) { search(text: $text, in: $in, first: $first) {
			    objectKind snippet { excerpt language ranges { offset length } }
			    object { __typename ... on Session { name: title } ... on SessionPart { name: title session { title } }
			      ... on Speaker { name } ... on Room { name } ... on Exhibitor { name } } } } }""";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String NAMES = "event.search[*].object.name";

	@Autowired
	private Clients clients;

	@Autowired
	private DatabaseCommands database;

	@Autowired
	private Programmes programmes;

	@Autowired
	private ShowFloors floors;

	@ParameterizedTest(name = "{1} in {0}: {2}")
	@CsvSource(delimiter = '|', textBlock = """
			2024 | förebyggande hembesök | SESSION | Förebyggande hembesök hos äldre
			2024 | socialtjenst ny       | SESSION | Den nya socialtjänstlagens möjligheter och utgångspunkter
			2024 | thulin asa            | SPEAKER | Åsa Furén-Thulin
			2024 | waltersson            | SPEAKER | Camilla Waltersson Grönvall
			2024 | sal 3                 | ROOM    | Sal 3
			2024 | mielenterveys         | SESSION | Körsång för psykisk hälsa
			2024 | mental health choir   | SESSION | Körsång för psykisk hälsa
			2024 | körsång arvsfond      | SESSION | Körsång för psykisk hälsa
			""")
	void aSearchFindsTheObject(String year, String text, String kind, String name) {
		Response found = search(this.clients.anonymous(), "socialchefsdagarna-" + year, text, Map.of());
		found.path("event.search[0].objectKind").entity(String.class).isEqualTo(kind);
		assertThat(found.path(NAMES).entityList(String.class).get()).contains(name);
	}

	@Test
	void anUnusedIndexIsEvicted() {
		String event = NewEvent.on(this.clients).id();
		SearchIndexes indexes = new SearchIndexes(this.programmes, this.floors,
				new MemorySettings(Duration.ofMillis(50)));
		assertThat(indexes.of(event).blockOptional(PATIENCE)).isPresent();
		assertThat(indexes.size()).isEqualTo(1);
		Awaitility.await().atMost(PATIENCE).until(() -> indexes.size() == 0);
		assertThat(indexes.of(event).blockOptional(PATIENCE)).isPresent();
	}

	@Test
	void aPartIsFoundByItsSpeakerAndHasItsSession() {
		Response found = search(this.clients.anonymous(), "aktuell-socialpolitik-2019", "klockmo",
				Map.of("in", List.of("PART")));
		found.path("event.search[*].objectKind").entityList(String.class).containsExactly("PART");
		found.path("event.search[0].object.name")
			.entity(String.class)
			.isEqualTo("Följeforskning: förkortad arbetsplatsförlagd arbetstid för socialsekreterare");
		found.path("event.search[0].object.session.title")
			.entity(String.class)
			.isEqualTo("Pågående forsknings- och utvecklingsarbeten");
		found.path("event.search[0].snippet").matchesJson("""
				{ "excerpt": "Carolina Klockmo", "language": null, "ranges": [{ "offset": 9, "length": 7 }] }""");
	}

	@Test
	void aHitContainsTheObjectAndTheMatchingWords() {
		Response found = search(this.clients.anonymous(), "socialchefsdagarna-2024", "FÖREBYGGA", Map.of("first", 1));
		found.path("event.search")
			.matchesJson(
					"""
							[{ "objectKind": "SESSION", "object": { "__typename": "Session", "name": "Att förebygga tillsammans – från ord till handling" },
							  "snippet": { "excerpt": "Att förebygga tillsammans – från ord till handling", "language": "sv", "ranges": [{ "offset": 4, "length": 9 }] } }]""");
	}

	@Test
	void theSnippetIsInTheReadersLanguageIfThisLanguageMatches() {
		HttpGraphQlTester reader = this.clients.anonymous().mutate().header("Accept-Language", "en").build();
		Response found = search(reader, "socialchefsdagarna-2024", "transformation", Map.of("first", 1));
		found.path("event.search[0].snippet.language").entity(String.class).isEqualTo("en");
		found.path("event.search[0].object.name")
			.entity(String.class)
			.isEqualTo("Digital transformation with people at the centre");
		found = search(this.clients.anonymous(), "socialchefsdagarna-2024", "transformation", Map.of("first", 1));
		found.path("event.search[0].snippet.language").entity(String.class).isEqualTo("sv");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "s", "*", "\"", "a AND (b", "[x TO y]", "\\", "title:*", "å~9", "^^" })
	void noTextIsRejected(String text) {
		search(this.clients.anonymous(), "socialchefsdagarna-2024", text, Map.of()).errors().verify();
	}

	@Test
	void noTextIsTooLong() {
		search(this.clients.anonymous(), "socialchefsdagarna-2024", "å".repeat(10_000), Map.of()).path("event.search")
			.entityList(Object.class)
			.hasSize(0);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 101 })
	void aNumberOfHitsOutOfRangeIsRejected(int first) {
		search(this.clients.anonymous(), "socialchefsdagarna-2024", "vård", Map.of("first", first)).errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT")
				.containsEntry("path", List.of("first")));
	}

	@Test
	void aSearchSendsNoDatabaseCommand() {
		search(this.clients.anonymous(), "socialchefsdagarna-2024", "socialtjänst", Map.of()).errors().verify();
		this.database.reset();
		search(this.clients.anonymous(), "socialchefsdagarna-2024", "socialtjänst", Map.of()).path("event.search")
			.entityList(Object.class)
			.hasSizeGreaterThan(10);
		assertThat(this.database.asked()).isEmpty();
	}

	@Test
	void aSearchFindsChangedObjects() {
		NewEvent event = NewEvent.on(this.clients);
		assertThat(names(event, "hållbar")).containsExactly("Hållbar socialtjänst");
		put(event, "putSession", "PutSessionInput",
				Map.of("key", "talk", "kind", "LECTURE", "title", text("Trygg skola")));
		put(event, "putExhibitor", "PutExhibitorInput",
				Map.of("key", "larm", "name", "Exempellarm AB", "description", text("Trygghetslarm för äldre")));
		waitFor(event, "trygg", "Trygg skola", "Exempellarm AB");
		waitFor(event, "hållbar");
		put(event, "putExhibitor", "PutExhibitorInput", Map.of("key", "larm", "name", "Exempelvakt AB"));
		waitFor(event, "exempelvakt", "Exempelvakt AB");
		waitFor(event, "trygghetslarm", "Exempelvakt AB");
	}

	@Test
	void onlyOrganisersCanSearchADraft() {
		String slug = "draft-of-search";
		NewEvent.draft(this.clients, slug, "organiser-of-draft");
		search(this.clients.anonymous(), slug, "x", Map.of()).path("event").valueIsNull();
		search(this.clients.attendee(), slug, "x", Map.of()).path("event").valueIsNull();
		search(this.clients.organiser(), slug, "x", Map.of()).path("event").valueIsNull();
		search(this.clients.as("organiser-of-draft"), slug, "x", Map.of()).path("event.search")
			.entityList(Object.class)
			.hasSize(0);
	}

	private void waitFor(NewEvent event, String text, String... names) {
		Mono.fromCallable(() -> names(event, text))
			.subscribeOn(Schedulers.boundedElastic())
			.doOnNext((found) -> assertThat(found).containsExactly(names))
			.retryWhen(Retry.fixedDelay(200, Duration.ofMillis(50)).filter(AssertionError.class::isInstance))
			.block(Duration.ofSeconds(20));
	}

	private List<String> names(NewEvent event, String text) {
		return search(this.clients.anonymous(), event.slug(), text, Map.of()).path(NAMES)
			.entityList(String.class)
			.get();
	}

	private void put(NewEvent event, String mutation, String type, Map<String, Object> fields) {
		Map<String, Object> input = new HashMap<>(fields);
		input.put("eventId", event.id());
		this.clients.as(event.organiser())
			.document("mutation ($input: %s!) { %s(input: $input) { __typename } }".formatted(type, mutation))
			.variable("input", input)
			.execute()
			.errors()
			.verify();
	}

	private static List<Map<String, String>> text(String text) {
		return List.of(Map.of("lang", "sv", "text", text));
	}

	private static Response search(HttpGraphQlTester client, String slug, String text, Map<String, Object> more) {
		Map<String, Object> variables = new HashMap<>(Map.of("slug", slug, "text", text));
		variables.putAll(more);
		return client.document(SEARCH).variables(variables).execute();
	}

}
