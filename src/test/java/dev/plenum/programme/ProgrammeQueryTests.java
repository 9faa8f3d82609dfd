package dev.plenum.programme;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries of the sample conferences over HTTP.
 */
@LiveServer
class ProgrammeQueryTests {

	@Autowired
	private Clients clients;

	@Autowired
	private DatabaseCommands database;

	@Test
	void aPublicAnswerCanBeCachedByEverybody() {
		for (boolean withToken : List.of(false, true)) {
			this.clients.raw()
				.get()
				.uri("/graphql?query={query}", "{ event(slug: \"socialchefsdagarna-2024\") { name theme } }")
				.headers((headers) -> {
					if (withToken) {
						headers.setBearerAuth(this.clients.token("attendee"));
					}
				})
				.exchange()
				.expectStatus()
				.isOk()
				.expectHeader()
				.valueEquals("Cache-Control", "public, no-cache")
				.expectHeader()
				.exists("ETag");
		}
	}

	@Test
	void publicQueriesDoNotReadTheDatabase() {
		String everything = """
				{ socialchefsdagarna: event(slug: "socialchefsdagarna-2024") { id revision days { date sessions { title } }
				    sessions(first: 100, filter: { text: "s" }) { nodes { id title abstract rooms { name } speakers { speaker { name } } slotChanges { revision } } }
				    speakers { nodes { name sessions { title } } } announcements { nodes { text } } changes(afterRevision: 0) { totalCount }
				    nowAndNext { now { title } next { title } byRoom { currentSession { title } } } rooms { sessions { id } } tracks { name } }
				  events(first: 5) { nodes { slug name } } node(id: "evt_7pf3i02rlh3") { id } viewer { subject } }""";
		ask(everything).errors().verify();
		this.database.reset();
		ask(everything).path("socialchefsdagarna.id").hasValue().path("node.id").hasValue();
		assertThat(this.database.asked()).isEmpty();
	}

	@Test
	void everySessionIsOnExactlyOnePage() {
		List<String> paged = new ArrayList<>();
		String cursor = null;
		do {
			Response page = this.clients.anonymous()
				.document(
						"""
								query ($after: String) { event(slug: "socialchefsdagarna-2024") {
								  sessions(first: 7, after: $after) { totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } }""")
				.variable("after", cursor)
				.execute();
			List<String> ids = page.path("event.sessions.nodes[*].id").entityList(String.class).get();
			assertThat(page.path("event.sessions.edges[*].node.id").entityList(String.class).get()).isEqualTo(ids);
			paged.addAll(ids);
			cursor = page.path("event.sessions.pageInfo.hasNextPage").entity(Boolean.class).get()
					? page.path("event.sessions.pageInfo.endCursor").entity(String.class).get() : null;
		}
		while (cursor != null);
		List<String> all = ask("{ event(slug: \"socialchefsdagarna-2024\") { sessions(first: 100) { nodes { id } } } }")
			.path("event.sessions.nodes[*].id")
			.entityList(String.class)
			.get();
		assertThat(paged).isEqualTo(all).doesNotHaveDuplicates().hasSize(54);
	}

	@Test
	void aListIsReadFromItsEnd() {
		String all = "{ event(slug: \"socialchefsdagarna-2024\") { sessions(first: 100) { nodes { id } } } }";
		List<String> ids = ask(all).path("event.sessions.nodes[*].id").entityList(String.class).get();
		String document = """
				query ($before: String) { event(slug: "socialchefsdagarna-2024") {
				  sessions(last: 3, before: $before) { nodes { id } pageInfo { hasPreviousPage startCursor } } } }""";
		Response end = this.clients.anonymous().document(document).execute();
		end.path("event.sessions.nodes[*].id").entityList(String.class).isEqualTo(ids.subList(51, 54));
		String cursor = end.path("event.sessions.pageInfo.startCursor").entity(String.class).get();
		Response before = this.clients.anonymous().document(document).variable("before", cursor).execute();
		before.path("event.sessions.nodes[*].id").entityList(String.class).isEqualTo(ids.subList(48, 51));
		before.path("event.sessions.pageInfo.hasPreviousPage").entity(Boolean.class).isEqualTo(true);
	}

	@Test
	void aPageWithoutSizeHasFiftyItems() {
		ask("{ event(slug: \"socialchefsdagarna-2024\") { sessions(first: null) { nodes { id } } } }")
			.path("event.sessions.nodes")
			.entityList(Object.class)
			.hasSize(50);
	}

	@ParameterizedTest
	@ValueSource(strings = { "first: 101", "first: -1", "after: \"x\"", "after: \"MTpu\", first: 500", "last: 101",
			"before: \"x\", last: 1", "first: 1, last: 1" })
	void anImpossiblePageIsRejected(String arguments) {
		ask("{ event(slug: \"socialchefsdagarna-2024\") { sessions(%s) { totalCount } } }".formatted(arguments))
			.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
					.containsKey("path")));
	}

	@Test
	void aCursorIsValidOnlyForItsOwnList() {
		String cursor = ask(
				"{ event(slug: \"socialchefsdagarna-2024\") { sessions(first: 1, filter: {kinds: [SEMINAR]}) { pageInfo { endCursor } } } }")
			.path("event.sessions.pageInfo.endCursor")
			.entity(String.class)
			.get();
		String others = """
				{ event(slug: "socialchefsdagarna-2024") { %s(after: "%s") { totalCount } } }
				{ event(slug: "socialchefsdagarna-2023") { sessions(after: "%s", filter: {kinds: [SEMINAR]}) { totalCount } } }
				{ event(slug: "socialchefsdagarna-2024") { sessions(after: "%s", filter: {kinds: [PLENARY]}) { totalCount } } }
				{ event(slug: "socialchefsdagarna-2024") { sessions(after: "%s") { totalCount } } }
				{ events(after: "%s") { totalCount } }""";
		Stream
			.concat(Stream.of("sessions", "speakers", "exhibitors", "announcements")
				.map((list) -> others.lines().findFirst().orElseThrow().formatted(list, cursor)),
					others.lines().skip(1).map((query) -> query.formatted(cursor)))
			.forEach((query) -> ask(query).errors()
				.satisfy((errors) -> assertThat(errors).as(query)
					.singleElement()
					.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
						.containsEntry("path", List.of("after")))));
		ask("{ event(slug: \"socialchefsdagarna-2024\") { sessions(filter: {kinds: [SEMINAR], room: null}, after: \"%s\", first: 5) { totalCount } } }"
			.formatted(cursor)).errors().verify();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource(delimiter = '|',
			textBlock = """
					day: "2024-10-03", kinds: [ANNUAL_MEETING]                                                   | FSS årsmöte
					text: "HÅLLBAR social"                                                                       | Hållbar socialtjänst – stöd från nationell nivå
					startsAfter: "2024-10-02T10:00:00+02:00", startsBefore: "2024-10-02T10:20:00+02:00"          | Körsång för psykisk hälsa
					startsAfter: "2024-10-03T17:00:00Z", startsBefore: "2024-10-04T00:00:00Z"                    | Festmiddag med dans
					kinds: [CULTURE], access: [HEARING_LOOP, STEP_FREE], day: "2024-10-02"                       | Körsång för psykisk hälsa
					""")
	void aFilterFindsSessionsThatMeetAllConditions(String filter, String title) {
		assertThat(titles(filter)).containsExactly(title);
	}

	@Test
	void trackRoomTagSpeakerStatusAndLanguageAreFilters() {
		Response event = ask(
				"""
						{ event(slug: "socialchefsdagarna-2024") { rooms { id name } tracks { id }
						  speakers(first: 100) { nodes { id name } } sessions(first: 100) { nodes { id tags track { id } rooms { id } languages } } } }""");
		String room = event.path("event.rooms[?(@.name == 'Sal 3')].id").entityList(String.class).get().getFirst();
		String track = event.path("event.tracks[0].id").entity(String.class).get();
		String speaker = event.path("event.speakers.nodes[?(@.name == 'Monica Persson')].id")
			.entityList(String.class)
			.get()
			.getFirst();
		String tag = event.path("event.sessions.nodes[*].tags[0]").entityList(String.class).get().getFirst();
		assertThat(titles("room: \"" + room + "\""))
			.hasSameSizeAs(event.path("event.sessions.nodes[?('%s' in @.rooms[*].id)].id".formatted(room))
				.entityList(String.class)
				.get());
		assertThat(titles("track: \"" + track + "\""))
			.hasSameSizeAs(event.path("event.sessions.nodes[?(@.track.id == '%s')].id".formatted(track))
				.entityList(String.class)
				.get())
			.isNotEmpty();
		assertThat(titles("speaker: \"" + speaker + "\"")).contains("Öppningsanförande",
				"Paneldiskussion om den nya socialtjänstlagen", "FSS årsmöte");
		assertThat(titles("tags: [\"%s\"]".formatted(tag.toUpperCase(Locale.ROOT)))).hasSameSizeAs(
				event.path("event.sessions.nodes[?('%s' in @.tags)].id".formatted(tag)).entityList(String.class).get())
			.isNotEmpty();
		assertThat(titles("languages: [\"fi\"]")).hasSize(1);
		assertThat(titles("status: CANCELLED")).isEmpty();
	}

	@Test
	void sessionsOfASpeakerIncludeThoseWithAPartOfTheirs() {
		Response event = ask(
				"{ event(slug: \"aktuell-socialpolitik-2019\") { speakers(first: 100) { nodes { id name sessions { title } } } } }");
		event.path("event.speakers.nodes[?(@.name == 'Carolina Klockmo')].sessions[*].title")
			.entityList(String.class)
			.containsExactly("Pågående forsknings- och utvecklingsarbeten");
	}

	@Test
	void roomsCanBeFilteredByAccessibility() {
		Response rooms = ask(
				"""
						{ event(slug: "socialchefsdagarna-2024") { all: rooms { name accessibility { hearingLoop } } loops: rooms(access: [HEARING_LOOP]) { name } } }""");
		List<String> loops = rooms.path("event.loops[*].name").entityList(String.class).get();
		assertThat(loops).contains("Stora scenen")
			.isEqualTo(rooms.path("event.all[?(@.accessibility.hearingLoop == true)].name")
				.entityList(String.class)
				.get());
	}

	@ParameterizedTest(name = "lang {0}, Accept-Language {1}: {2}")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			-  | -                    | Socialchefsdagarna 2024
			fi | -                    | Sosiaalijohtajien päivät 2024
			-  | en-GB, sv;q=0.5      | Social Directors' Days 2024
			-  | de, fi;q=0.8, en;q=0.2 | Sosiaalijohtajien päivät 2024
			sv | en                   | Socialchefsdagarna 2024
			fi-FI | -                 | Sosiaalijohtajien päivät 2024
			de | -                    | Socialchefsdagarna 2024
			-  | nonsense;;q          | Socialchefsdagarna 2024
			""")
	void aTextIsInTheLanguageAskedForOtherwiseTheReadersOtherwiseTheEventsFirst(String lang, String accepted,
			String name) {
		HttpGraphQlTester client = (accepted == null) ? this.clients.anonymous()
				: this.clients.anonymous().mutate().header("Accept-Language", accepted).build();
		client.document("query ($lang: Locale) { event(slug: \"socialchefsdagarna-2024\") { name(lang: $lang) } }")
			.variable("lang", lang)
			.execute()
			.path("event.name")
			.entity(String.class)
			.isEqualTo(name);
	}

	@Test
	void everyObjectIsFoundByItsId() {
		Response event = ask(
				"""
						{ event(slug: "socialchefsdagarna-2024") { id rooms { id } tracks { id } speakers(first: 1) { nodes { id } }
						  sessions(first: 1) { nodes { id } } } }""");
		List<String> ids = List.of(event.path("event.id").entity(String.class).get(),
				event.path("event.rooms[0].id").entity(String.class).get(),
				event.path("event.tracks[0].id").entity(String.class).get(),
				event.path("event.speakers.nodes[0].id").entity(String.class).get(),
				event.path("event.sessions.nodes[0].id").entity(String.class).get());
		List<String> asked = new ArrayList<>(ids);
		asked.addAll(List.of("ses_x_y", "nonsense", "", "evt_", "ses_7pf3i02rlh3_nothing"));
		Response nodes = this.clients.anonymous()
			.document("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }")
			.variable("ids", asked)
			.execute();
		nodes.path("nodes[0:5].__typename")
			.entityList(String.class)
			.containsExactly("Event", "Room", "Track", "Speaker", "Session");
		nodes.path("nodes[0:5].id").entityList(String.class).isEqualTo(ids);
		for (int i = ids.size(); i < asked.size(); i++) {
			nodes.path("nodes[%d]".formatted(i)).valueIsNull();
		}
	}

	@Test
	void anEventIsFoundByEitherIdOrSlug() {
		for (String arguments : List.of("", "(id: \"evt_x\", slug: \"x\")")) {
			ask("{ event%s { id } }".formatted(arguments)).errors()
				.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT"));
		}
		ask("{ event(slug: \"no-such-event\") { id } }").path("event").valueIsNull();
	}

	@Test
	void oneDayIsFoundByItsDate() {
		Response days = ask("""
				{ event(slug: "socialchefsdagarna-2024") { one: days(date: "2024-10-03") { date sessions { title } }
				  none: days(date: "2030-01-01") { date } } }""");
		days.path("event.one[*].date").entityList(String.class).containsExactly("2024-10-03");
		days.path("event.one[0].sessions[*].title").entityList(String.class).contains("FSS årsmöte");
		days.path("event.none").entityList(Object.class).hasSize(0);
	}

	@Test
	void daysTheVenueAndPartsOfSessionsAreNodes() {
		Response event = ask(
				"""
						{ event(slug: "socialchefsdagarna-2024") { venue { id } days { id } }
						  another: event(slug: "aktuell-socialpolitik-2019") { sessions(first: 100) { nodes { parts { id } } } } }""");
		List<String> ids = Stream
			.concat(event.path("event..id").entityList(String.class).get().stream(),
					event.path("another..id").entityList(String.class).get().stream())
			.toList();
		assertThat(ids).hasSizeGreaterThan(3).doesNotHaveDuplicates();
		Response nodes = this.clients.anonymous()
			.document("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }")
			.variable("ids", ids)
			.execute();
		nodes.path("nodes[*].id").entityList(String.class).isEqualTo(ids);
		nodes.path("nodes[*].__typename").entityList(String.class).contains("Venue", "Day", "SessionPart");
		ask("{ node(id: \"%s\") { id } }".formatted(ids.getFirst() + "x")).path("node").valueIsNull();
	}

	@Test
	void currentAndNextSessionsAreFoundForTheEventAndForEachRoom() {
		Response now = ask(
				"""
						{ event(slug: "socialchefsdagarna-2024") { nowAndNext(at: "2024-10-02T08:10:00Z") { at now { title } next { title }
						  byRoom { room { name } currentSession { title } nextSession { title } } } } }""");
		now.path("event.nowAndNext.at").entity(String.class).isEqualTo("2024-10-02T10:10:00+02:00");
		now.path("event.nowAndNext.now[*].title").entityList(String.class).containsExactly("Körsång för psykisk hälsa");
		now.path("event.nowAndNext.next[*].title").entityList(String.class).containsExactly("Välkommen till Stockholm");
		now.path("event.nowAndNext.byRoom[?(@.room.name == 'Utställningshallen')].nextSession.title")
			.entityList(String.class)
			.containsExactly("Lunch i utställningen");
	}

	@Test
	void theDefaultMomentIsThePresentInTheTimezoneOfTheEvent() {
		ZonedDateTime now = ZonedDateTime.now(ZoneId.of("Pacific/Auckland")).truncatedTo(ChronoUnit.SECONDS);
		String slug = "clocks-" + UUID.randomUUID().toString().substring(0, 8);
		String session = "{\"key\": \"%s\", \"kind\": \"LECTURE\", \"title\": {\"en\": \"%1$s\"}, \"startsAt\": \"%s\", \"endsAt\": \"%s\"}";
		String file = """
				{"slug": "clocks", "name": {"en": "Clocks"}, "startsOn": "%s", "endsOn": "%s", "timezone": "Pacific/Auckland", "languages": ["en"], "sessions": [%s, %s, %s]}"""
			.formatted(now.minusDays(1).toLocalDate(), now.plusDays(1).toLocalDate(),
					session.formatted("over", wall(now.minusHours(2)), wall(now.minusHours(1))),
					session.formatted("running", wall(now.minusMinutes(30)), wall(now.plusMinutes(30))),
					session.formatted("coming", wall(now.plusHours(1)), wall(now.plusHours(2))));
		this.clients.raw()
			.put()
			.uri("/events/{slug}/programme", slug)
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.bodyValue(file)
			.exchange()
			.expectStatus()
			.isOk();
		Response told = ask(
				"{ event(slug: \"%s\") { nowAndNext { at now { title } next { title } } } }".formatted(slug));
		OffsetDateTime at = OffsetDateTime.parse(told.path("event.nowAndNext.at").entity(String.class).get());
		assertThat(at.getOffset()).isEqualTo(now.getOffset());
		assertThat(at.toInstant()).isBetween(now.toInstant(), now.toInstant().plusSeconds(60));
		told.path("event.nowAndNext.now[*].title").entityList(String.class).containsExactly("running");
		told.path("event.nowAndNext.next[*].title").entityList(String.class).containsExactly("coming");
	}

	private static String wall(ZonedDateTime moment) {
		return moment.toOffsetDateTime().toString();
	}

	@Test
	void changesAreReadByRevisionAndByCursor() {
		NewEvent event = NewEvent.on(this.clients);
		int revision = event.moveTalk(this.clients, "13:00");
		for (int after : new int[] { revision + 1, -1 }) {
			ask("{ event(id: \"%s\") { changes(afterRevision: %d) { totalCount } } }".formatted(event.id(), after))
				.errors()
				.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code",
						"RESYNC_REQUIRED"));
		}
		Response changes = ask(
				"""
						{ event(id: "%s") { changes(afterRevision: %d, first: 1) { totalCount pageInfo { hasNextPage endCursor } nodes { revision kinds } } } }"""
					.formatted(event.id(), revision - 2));
		String next = "{ event(id: \"%s\") { changes(afterRevision: %d, after: \"%d\") { totalCount nodes { revision } } } }";
		ask(next.formatted(event.id(), revision - 2, revision - 1)).path("event.changes")
			.matchesJson("{ \"totalCount\": 2, \"nodes\": [{ \"revision\": %d }] }".formatted(revision));
		ask(next.formatted(event.id(), revision - 2, revision + 1)).errors()
			.satisfy(
					(errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "RESYNC_REQUIRED"));
		ask("{ event(id: \"%s\") { changes(last: 1) { nodes { revision } pageInfo { hasPreviousPage } } } }"
			.formatted(event.id())).path("event.changes")
			.matchesJson("{ \"nodes\": [{ \"revision\": %d }], \"pageInfo\": { \"hasPreviousPage\": true } }"
				.formatted(revision));
		changes.path("event.changes")
			.matchesJson(
					"""
							{ "totalCount": 2, "pageInfo": { "hasNextPage": true, "endCursor": "%1$d" }, "nodes": [{ "revision": %1$d }] }"""
						.formatted(revision - 1));
	}

	@Test
	void theChangesOfASessionAreDescribedInWords() {
		NewEvent event = NewEvent.on(this.clients);
		event.moveTalk(this.clients, "13:00");
		String document = """
				{ event(id: "%s") { changes(afterRevision: 0) { nodes { summary } } }
				  node(id: "%s") { ... on Session { slotChanges { summary fi: summary(lang: "fi") en: summary(lang: "en-GB") de: summary(lang: "de") } } } }"""
			.formatted(event.id(), event.talk());
		Response told = ask(document);
		told.path("node.slotChanges[-1:]")
			.matchesJson(
					"""
							[{ "summary": "Flyttad från kl. 09:00–10:00 till kl. 13:00–23:30", "fi": "Siirretty: klo 13.00–23.30 (aiemmin klo 9.00–10.00)",
							   "en": "Moved from 09:00–10:00 to 13:00–23:30", "de": "Flyttad från kl. 09:00–10:00 till kl. 13:00–23:30" }]""");
		told.path("event.changes.nodes[0].summary")
			.entity(String.class)
			.isEqualTo("Ny i programmet: måndag 10 maj kl. 09:00, Sal A");
		this.clients.anonymous()
			.mutate()
			.header("Accept-Language", "fi-FI, sv;q=0.5")
			.build()
			.document(document)
			.execute()
			.path("event.changes.nodes[0].summary")
			.entity(String.class)
			.isEqualTo("Uusi ohjelmassa: ma 10.5. klo 9.00, Sal A");
	}

	@Test
	void thePlenariesOfTheSampleAreInThreeLanguages() {
		Response plenaries = ask(
				"""
						{ event(slug: "socialchefsdagarna-2024") { languages sessions(first: 100, filter: { kinds: [PLENARY] }) {
						  nodes { sv: title(lang: "sv") fi: title(lang: "fi") en: title(lang: "en") } } } }""");
		plenaries.path("event.languages").entityList(String.class).containsExactly("sv", "fi", "en");
		plenaries.path("event.sessions.nodes")
			.entityList(Titles.class)
			.hasSizeGreaterThan(8)
			.satisfies((all) -> assertThat(all).allSatisfy(
					(title) -> assertThat(List.of(title.sv(), title.fi(), title.en())).doesNotHaveDuplicates()));
	}

	private List<String> titles(String filter) {
		return ask(
				"{ event(slug: \"socialchefsdagarna-2024\") { sessions(first: 100, filter: { %s }) { nodes { title } } } }"
					.formatted(filter))
			.path("event.sessions.nodes[*].title")
			.entityList(String.class)
			.get();
	}

	private Response ask(String document) {
		return this.clients.anonymous().document(document).execute();
	}

	private record Titles(String sv, String fi, String en) {
	}

}
