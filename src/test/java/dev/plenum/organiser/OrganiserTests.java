package dev.plenum.organiser;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.platform.Ids;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.EntityList;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conferences that are created by GraphQL alone.
 */
@Tag("slow")
@LiveServer
class OrganiserTests {

	@Autowired
	private Clients clients;

	@Autowired
	private MongoDatabase database;

	@Test
	void aConferenceIsCreatedByMutationsOnly() {
		NewEvent event = NewEvent.on(this.clients);
		put(event, "putTrack", "PutTrackInput", "... on TrackPut { track { id } }",
				Map.of("key", "lag", "name", text("Ny lag"), "color", "#00ff88"));
		put(event, "putSession", "PutSessionInput", "__typename",
				Map.ofEntries(Map.entry("key", "block"), Map.entry("kind", "BLOCK"),
						Map.entry("title",
								List.of(Map.of("lang", "sv", "text", "Pågående arbeten"),
										Map.of("lang", "en", "text", "Work in progress"))),
						Map.entry("abstract", text("Fyra korta.")), Map.entry("tags", List.of("IFO", "våld")),
						Map.entry("languages", List.of("sv", "fi")), Map.entry("capacity", 40),
						Map.entry("preRecorded", true),
						Map.entry("parts",
								List.of(Map.of("title", text("GINO"), "region", "Västerbotten", "speakerIds",
										List.of(event.bjorn())))),
						Map.entry("materials",
								List.of(Map.of("kind", "FILM", "url", "https://example.org/film", "availableUntil",
										"2099-01-01T00:00:00+01:00"))),
						Map.entry("links", List.of(Map.of("url", "https://example.org/"))),
						Map.entry("accessibility", Map.of("captions", true, "signLanguage", false)),
						Map.entry("slot", Map.of("startsAt", "2027-05-11T09:00:00+02:00", "endsAt",
								"2027-05-11T10:00:00+02:00", "roomIds", List.of(event.roomB())))));
		Response read = this.clients.anonymous()
			.document(
					"""
							query ($slug: String!) { event(slug: $slug) { state revision name
							  tracks { name color } rooms { name capacity }
							  sessions(filter: { day: "2027-05-11" }) { nodes { kind title titleTexts { lang text } abstractTexts { lang text } en: title(lang: "en") abstract tags languages capacity preRecorded
							    parts { title region speakers { name } } materials { kind url availableUntil } links { title url }
							    accessibility { captions signLanguage hearingLoop } rooms { name } startsAt slotChanges { kinds } } } } }""")
			.variable("slug", event.slug())
			.execute();
		read.path("event")
			.matchesJson(
					"""
							{ "state": "PUBLISHED", "revision": 3, "name": "Prov å ä ö",
							  "tracks": [{ "name": "Ny lag", "color": "#00ff88" }],
							  "rooms": [{ "name": "Sal A", "capacity": 100 }, { "name": "Sal B", "capacity": null }],
							  "sessions": { "nodes": [{ "kind": "BLOCK", "title": "Pågående arbeten", "en": "Work in progress",
							    "abstract": "Fyra korta.", "abstractTexts": [{ "lang": "sv", "text": "Fyra korta." }], "tags": ["IFO", "våld"], "languages": ["sv", "fi"], "capacity": 40, "preRecorded": true,
							    "parts": [{ "title": "GINO", "region": "Västerbotten", "speakers": [{ "name": "Björn Ek" }] }],
							    "materials": [{ "kind": "FILM", "url": "https://example.org/film" }],
							    "links": [{ "title": null, "url": "https://example.org/" }],
							    "accessibility": { "captions": true, "signLanguage": false, "hearingLoop": null },
							    "rooms": [{ "name": "Sal B" }], "startsAt": "2027-05-11T09:00:00+02:00", "slotChanges": [{ "kinds": ["ADDED"] }] }] } }""");
	}

	@Test
	void anOmittedFieldStaysAndNullClearsIt() {
		NewEvent event = NewEvent.on(this.clients);
		put(event, "putSession", "PutSessionInput", "__typename",
				Map.of("key", "talk", "abstract", text("Om allt."), "remark", text("Kort.")));
		Map<String, Object> clearing = new HashMap<>(Map.of("id", event.talk()));
		clearing.put("remark", null);
		Response cleared = put(event, "putSession", "PutSessionInput",
				"... on SessionPut { session { title abstract remark startsAt } }", clearing);
		cleared.path("putSession.session.title").entity(String.class).isEqualTo("Hållbar socialtjänst");
		cleared.path("putSession.session.abstract").entity(String.class).isEqualTo("Om allt.");
		cleared.path("putSession.session.remark").valueIsNull();
		Map<String, Object> titleless = new HashMap<>(Map.of("id", event.talk()));
		titleless.put("title", null);
		put(event, "putSession", "PutSessionInput", "__typename", titleless).errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("path",
					List.of("input", "title")));
	}

	@Test
	void aLanguageThatAnOlderServerWroteReplacesTheLanguages() {
		NewEvent event = NewEvent.on(this.clients);
		put(event, "putSession", "PutSessionInput", "... on SessionPut { session { languages } }",
				Map.of("id", event.talk(), "languages", List.of("sv", "fi")))
			.path("putSession.session.languages")
			.entityList(String.class)
			.containsExactly("sv", "fi");
		Mono.from(this.database.getCollection("sessions")
			.updateOne(new Document("_id", event.talk()).append("eventId", event.id()),
					Updates.combine(Updates.set("language", "en"), Updates.inc("version", 1L))))
			.block(Duration.ofSeconds(20));
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> this.clients.anonymous()
				.document("{ node(id: \"%s\") { ... on Session { languages } } }".formatted(event.talk()))
				.execute()
				.path("node.languages")
				.entityList(String.class)
				.containsExactly("en"));
	}

	@Test
	void aRepeatedPutCreatesNoSecondSession() {
		NewEvent event = NewEvent.on(this.clients);
		Map<String, Object> input = Map.of("key", "igen", "kind", "LECTURE", "title", text("Igen"), "slot",
				Map.of("startsAt", "2027-05-12T09:00:00+02:00", "endsAt", "2027-05-12T10:00:00+02:00", "roomIds",
						List.of(event.roomA())));
		Response first = put(event, "putSession", "PutSessionInput",
				"... on SessionPut { session { id event { revision } } }", input);
		Response second = put(event, "putSession", "PutSessionInput",
				"... on SessionPut { session { id event { revision } } }", input);
		Object expected = first.path("putSession").entity(Object.class).get();
		assertThat(second.path("putSession").entity(Object.class).get()).isEqualTo(expected);
	}

	@Test
	void everyChangeThatMakesARoomTooSmallIsWarnedOf() {
		NewEvent event = NewEvent.on(this.clients);
		String warnings = "warnings { ... on RoomTooSmall { session { id } capacity needed } }";
		String session = "... on SessionPut { " + warnings + " }";
		noWarning(put(event, "putSession", "PutSessionInput", session, Map.of("id", event.talk(), "capacity", 100)));
		warned(put(event, "putSession", "PutSessionInput", session, Map.of("id", event.talk(), "capacity", 101)), 100,
				101);
		noWarning(put(event, "changeSchedule", "ChangeScheduleInput", "... on ScheduleChanged { " + warnings + " }", Map
			.of("edits",
					List.of(Map.of("move", Map.of("sessionId", event.talk(), "roomIds", List.of(event.roomB())))))));
		String room = "... on RoomPut { " + warnings + " }";
		warned(put(event, "putRoom", "PutRoomInput", room, Map.of("id", event.roomB(), "capacity", 40)), 40, 101);
		warned(put(event, "changeSchedule", "ChangeScheduleInput", "... on ScheduleChanged { " + warnings + " }",
				Map.of("edits",
						List.of(Map.of("move",
								Map.of("sessionId", event.talk(), "startsAt", "2027-05-10T08:30:00+02:00"))))),
				40, 101);
		noWarning(put(event, "putRoom", "PutRoomInput", room, Map.of("id", event.roomA(), "capacity", 1)));
	}

	private static void warned(Response response, int capacity, int needed) {
		response.path("*.warnings[*].capacity").entityList(Integer.class).containsExactly(capacity);
		response.path("*.warnings[*].needed").entityList(Integer.class).containsExactly(needed);
	}

	private static void noWarning(Response response) {
		response.path("*.warnings[*].needed").entityList(Integer.class).hasSize(0);
	}

	@Test
	void aNewSessionInATakenRoomIsAClashAndIsNotCreated() {
		NewEvent event = NewEvent.on(this.clients);
		Response clash = put(event, "putSession", "PutSessionInput",
				"type: __typename ... on ScheduleClash { clashes { session { title } with { title } room { name } } }",
				Map.of("key", "krock", "kind", "LECTURE", "title", text("Krock"), "slot",
						Map.of("startsAt", "2027-05-10T09:30:00+02:00", "endsAt", "2027-05-10T09:45:00+02:00",
								"roomIds", List.of(event.roomA()))));
		clash.path("putSession").matchesJson("""
				{ "type": "ScheduleClash", "clashes": [{ "session": { "title": "Krock" },
				  "with": { "title": "Hållbar socialtjänst" }, "room": { "name": "Sal A" } }] }""");
		this.clients.anonymous()
			.document("query ($id: ID!) { event(id: $id) { sessions { totalCount } } }")
			.variable("id", event.id())
			.execute()
			.path("event.sessions.totalCount")
			.entity(Integer.class)
			.isEqualTo(2);
	}

	@Test
	void whatSessionsUseIsNotRemoved() {
		NewEvent event = NewEvent.on(this.clients);
		put(event, "putTrack", "PutTrackInput", "__typename", Map.of("key", "t", "name", text("T")));
		String track = Ids.in("trk", event.id(), "t");
		put(event, "putSession", "PutSessionInput", "__typename", Map.of("id", event.talk(), "trackId", track));
		for (Response refused : List.of(remove(event, "removeRoom", "RemoveRoomInput", "roomId", event.roomA()),
				remove(event, "removeTrack", "RemoveTrackInput", "trackId", track),
				remove(event, "removeSpeaker", "RemoveSpeakerInput", "speakerId", event.asa()))) {
			refused.path("*.__typename").entityList(String.class).containsExactly("StillInUse");
			refused.path("*.sessions[0].title").entityList(String.class).containsExactly("Hållbar socialtjänst");
			refused.path("*.message")
				.entityList(String.class)
				.satisfies((messages) -> assertThat(messages.getFirst()).startsWith("This is still in use"));
		}
	}

	@Test
	void removingARoomTwiceAnswersTheSame() {
		NewEvent event = NewEvent.on(this.clients);
		for (int i = 0; i < 2; i++) {
			Response removed = remove(event, "removeRoom", "RemoveRoomInput", "roomId", event.roomB());
			removed.path("removeRoom.removedId").entity(String.class).isEqualTo(event.roomB());
			removed.path("removeRoom.event.rooms[*].name").entityList(String.class).containsExactly("Sal A");
		}
	}

	@Test
	void aDraftIsVisibleToItsOrganisersOnly() {
		String slug = "draft-" + UUID.randomUUID().toString().substring(0, 8);
		String id = NewEvent.draft(this.clients, slug, "organiser-of-" + slug);
		String query = "query ($slug: String!, $id: ID!) { event(slug: $slug) { id } node(id: $id) { id } }";
		for (var outsider : List.of(this.clients.anonymous(), this.clients.attendee(), this.clients.organiser())) {
			Response hidden = outsider.document(query).variable("slug", slug).variable("id", id).execute();
			hidden.path("event").valueIsNull();
			hidden.path("node").valueIsNull();
		}
		this.clients.as("organiser-of-" + slug)
			.document(query)
			.variable("slug", slug)
			.variable("id", id)
			.execute()
			.path("node.id")
			.entity(String.class)
			.isEqualTo(id);
	}

	@Test
	void anArchivedEventIsReadableButNotListedAndNotChangedUntilItIsPublishedAgain() {
		NewEvent event = NewEvent.on(this.clients);
		put(event, "archiveEvent", "ArchiveEventInput", "... on EventArchived { event { state } }", Map.of())
			.path("archiveEvent.event.state")
			.entity(String.class)
			.isEqualTo("ARCHIVED");
		this.clients.anonymous()
			.document("query ($id: ID!) { event(id: $id) { slug } events(first: 100) { nodes { id } } }")
			.variable("id", event.id())
			.execute()
			.path("event.slug")
			.entity(String.class)
			.isEqualTo(event.slug())
			.path("events.nodes[*].id")
			.entityList(String.class)
			.doesNotContain(event.id());
		String selection = "type: __typename ... on EventClosed { reason message event { state } }";
		put(event, "putRoom", "PutRoomInput", selection, Map.of("key", "c", "name", "Sal C")).path("putRoom")
			.matchesJson("""
					{ "type": "EventClosed", "reason": "ARCHIVED", "event": { "state": "ARCHIVED" },
					  "message": "This event is archived and cannot be changed any more." }""");
		put(event, "publishEvent", "PublishEventInput", "__typename", Map.of()).errors().verify();
		put(event, "putRoom", "PutRoomInput", selection, Map.of("key", "c", "name", "Sal C")).path("putRoom.type")
			.entity(String.class)
			.isEqualTo("RoomPut");
	}

	@Test
	void onlyOrganisersSeeMaterialsOfAnotherMoment() {
		NewEvent event = NewEvent.on(this.clients);
		put(event, "putSession", "PutSessionInput", "__typename", Map
			.of("id", event.talk(), "materials", List
				.of(Map.of("kind", "TEXT", "url", "https://example.org/later", "availableFrom", "2098-01-01T00:00:00Z"),
						Map.of("kind", "TEXT", "url", "https://example.org/over", "availableUntil",
								"2020-01-01T00:00:00Z"),
						Map.of("kind", "TEXT", "url", "https://example.org/always"))))
			.errors()
			.verify();
		for (HttpGraphQlTester other : List.of(this.clients.anonymous(), this.clients.attendee())) {
			for (String at : List.of("", "(at: \"2099-01-01T00:00:00Z\")", "(at: \"2019-01-01T00:00:00Z\")")) {
				materials(other, event, at).containsExactly("https://example.org/always");
			}
		}
		HttpGraphQlTester organiser = this.clients.as(event.organiser());
		materials(organiser, event, "").containsExactly("https://example.org/always");
		materials(organiser, event, "(at: \"2099-01-01T00:00:00Z\")").containsExactly("https://example.org/later",
				"https://example.org/always");
		materials(organiser, event, "(at: \"2019-01-01T00:00:00Z\")").containsExactly("https://example.org/over",
				"https://example.org/always");
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "ftp://example.org/", "file:///etc/passwd",
			"https://ann:secret@example.org/", "//example.org", "data:text/html,x" })
	void unsafeLinksAreRejectedEverywhere(String link) {
		NewEvent event = NewEvent.on(this.clients);
		List<Map<String, String>> links = List.of(Map.of("url", link));
		refused(put(event, "putSession", "PutSessionInput", "__typename", Map.of("id", event.talk(), "links", links)));
		refused(put(event, "putSession", "PutSessionInput", "__typename",
				Map.of("id", event.talk(), "materials", List.of(Map.of("kind", "LINK", "url", link)))));
		refused(put(event, "putSpeaker", "PutSpeakerInput", "... on SpeakerPut { speaker { id } }",
				Map.of("id", event.asa(), "portrait", link)));
		refused(put(event, "putSpeaker", "PutSpeakerInput", "... on SpeakerPut { speaker { id } }",
				Map.of("id", event.asa(), "links", links)));
		refused(put(event, "putExhibitor", "PutExhibitorInput", "__typename",
				Map.of("key", "k", "name", "N", "logo", link)));
		refused(put(event, "putExhibitor", "PutExhibitorInput", "__typename",
				Map.of("key", "k", "name", "N", "links", links)));
		for (Map<String, Object> field : List.<Map<String, Object>>of(
				Map.of("organisers", List.of(Map.of("name", "N", "url", link))), Map.of("signUp", Map.of("url", link)),
				Map.of("documentation", Map.of("url", link)),
				Map.of("venue", Map.of("floorPlans", List.of(Map.of("image", link, "width", 1, "height", 1)))))) {
			Map<String, Object> input = new HashMap<>(field);
			input.put("slug", event.slug());
			refused(put(event, "putEvent", "PutEventInput", "... on EventPut { event { id } }", input));
		}
	}

	@Test
	void mailAndTelephoneAddressesAreLinksButNotPictures() {
		NewEvent event = NewEvent.on(this.clients);
		put(event, "putSession", "PutSessionInput", "... on SessionPut { session { links { url } } }",
				Map.of("id", event.talk(), "links",
						List.of(Map.of("url", "MAILTO:info@example.org"), Map.of("url", "tel:+4681234"))))
			.path("putSession.session.links[*].url")
			.entityList(String.class)
			.containsExactly("mailto:info@example.org", "tel:+4681234");
		code(put(event, "putSpeaker", "PutSpeakerInput", "... on SpeakerPut { speaker { id } }",
				Map.of("id", event.asa(), "portrait", "mailto:info@example.org")), "BAD_INPUT");
	}

	@Test
	void anUnsafeLinkThatWasStoredEarlierIsLeftOut() {
		NewEvent event = NewEvent.on(this.clients);
		put(event, "putSession", "PutSessionInput", "__typename",
				Map.of("id", event.talk(), "links", List.of(Map.of("url", "https://example.org/good")), "materials",
						List.of(Map.of("kind", "LINK", "url", "https://example.org/"))))
			.errors()
			.verify();
		Mono.from(this.database.getCollection("sessions")
			.updateOne(new Document("_id", event.talk()).append("eventId", event.id()),
					Updates.combine(Updates.push("links", new Document("url", "javascript:alert(1)")),
							Updates.set("materials.0.url", "https://ann:secret@example.org/"),
							Updates.inc("version", 1L))))
			.block(Duration.ofSeconds(20));
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> this.clients.anonymous()
				.document("{ node(id: \"%s\") { ... on Session { links { url } materials { kind url } } } }"
					.formatted(event.talk()))
				.execute()
				.path("node")
				.matchesJsonStrictly(
						"{ \"links\": [{ \"url\": \"https://example.org/good\" }], \"materials\": [{ \"kind\": \"LINK\", \"url\": null }] }"));
		assertThat(this.clients.raw()
			.get()
			.uri("/events/{slug}/programme.json", event.slug())
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()).contains("https://example.org/good").doesNotContain("javascript", "secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0000b", "a\u0007b", "a\u001b[31mb", "a\u007fb", "a\u0085b", "a\u202eb", "a\ud800b" })
	void aTextWithControlCharactersIsRejectedWithItsPath(String text) {
		NewEvent event = NewEvent.on(this.clients);
		place(put(event, "putRoom", "PutRoomInput", "... on RoomPut { room { id } }", Map.of("key", "c", "name", text)),
				"input", "name");
		place(put(event, "putSession", "PutSessionInput", "__typename",
				Map.of("id", event.talk(), "abstract", text("a"), "title", text(text))), "input", "title", 0, "text");
		place(put(event, "changeSchedule", "ChangeScheduleInput", "__typename",
				Map.of("note", text, "edits", List.of(Map.of("cancel", Map.of("sessionId", event.talk()))))), "input",
				"note");
		place(put(event, "putExhibitor", "PutExhibitorInput", "__typename",
				Map.of("key", "k", "name", "N", "contacts", List.of(Map.of("name", text)))), "input", "contacts", 0,
				"name");
	}

	@Test
	void textsCanHaveLineBreaksAndTabsButLinesCannot() {
		NewEvent event = NewEvent.on(this.clients);
		put(event, "putSession", "PutSessionInput", "... on SessionPut { session { abstract } }",
				Map.of("id", event.talk(), "abstract", text("a\n\tb\r\nc")))
			.path("putSession.session.abstract")
			.entity(String.class)
			.isEqualTo("a\n\tb\r\nc");
		place(put(event, "putRoom", "PutRoomInput", "... on RoomPut { room { id } }",
				Map.of("key", "c", "name", "a\nb")), "input", "name");
	}

	private static void place(Response response, Object... path) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
					.containsEntry("path", List.of(path))));
	}

	private static void refused(Response response) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).isNotEmpty()
				.allSatisfy((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")));
	}

	private static EntityList<String> materials(HttpGraphQlTester client, NewEvent event, String arguments) {
		return client
			.document("{ node(id: \"%s\") { ... on Session { materials%s { url } } } }".formatted(event.talk(),
					arguments))
			.execute()
			.path("node.materials[*].url")
			.entityList(String.class);
	}

	@Test
	void onlyAdministratorsCreateEventsAndReplaceAllOrganisers() {
		NewEvent event = NewEvent.on(this.clients);
		put(event, "putEvent", "PutEventInput", "__typename",
				Map.of("slug", event.slug(), "organiserSubjects", List.of("mallory")))
			.path("putEvent.__typename")
			.entity(String.class)
			.isEqualTo("NoOrganiserLeft");
		put(event, "setOrganisers", "SetOrganisersInput", "__typename", Map.of("subjects", List.of("mallory")))
			.path("setOrganisers.__typename")
			.entity(String.class)
			.isEqualTo("NoOrganiserLeft");
		code(put(event, "putEvent", "PutEventInput", "... on EventPut { event { id } }",
				Map.of("slug", "brand-new-event", "name", text("Ny"), "startsOn", "2028-01-01", "endsOn", "2028-01-01",
						"timezone", "Europe/Stockholm", "languages", List.of("sv"))),
				"FORBIDDEN");
		this.clients.administrator()
			.document(
					"mutation ($input: SetOrganisersInput!) { setOrganisers(input: $input) { ... on OrganisersSet { event { organiserSubjects } } } }")
			.variable("input", Map.of("eventId", event.id(), "subjects", List.of("someone-else")))
			.execute()
			.path("setOrganisers.event.organiserSubjects")
			.entityList(String.class)
			.containsExactly("someone-else");
		code(put(event, "putRoom", "PutRoomInput", "... on RoomPut { room { id } }",
				Map.of("key", "c", "name", "Sal C")), "FORBIDDEN");
	}

	private Response remove(NewEvent event, String mutation, String type, String field, String id) {
		return put(event, mutation, type,
				"__typename ... on StillInUse { message sessions { title } } ... on %s { removedId event { rooms { name } } }"
					.formatted(mutation.replace("remove", "") + "Removed"),
				Map.of(field, id));
	}

	private Response put(NewEvent event, String mutation, String type, String selection, Map<String, Object> input) {
		Map<String, Object> whole = new HashMap<>(input);
		if (!input.containsKey("slug") && !mutation.startsWith("remove")) {
			whole.put("eventId", event.id());
		}
		return this.clients.as(event.organiser())
			.document("mutation ($input: %s!) { %s(input: $input) { %s } }".formatted(type, mutation, selection))
			.variable("input", whole)
			.execute();
	}

	private static void code(Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

	private static List<Map<String, Object>> text(String swedish) {
		return List.of(Map.of("lang", "sv", "text", swedish));
	}

}
