package dev.plenum.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import dev.plenum.CapturedLog;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.OwnConference;
import dev.plenum.platform.Ids;
import graphql.schema.GraphQLFieldDefinition;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The audit trail.
 */
@Tag("slow")
@LiveServer
class AuditTests {

	private static final String TRAIL = """
			query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { event(id: $id) {
			  audit(first: $first, after: $after, last: $last, before: $before) {
			  totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
			  nodes { id at subject name action input outcome answer complete requestId changedValues { objectId path oldValue newValue } } } } }""";

	/**
	 * The mutations that change only the caller's own data; the trail does not record
	 * them.
	 */
	private static final Set<String> OF_ATTENDEES = Set.of("addToAgenda", "removeFromAgenda", "mergeAgenda",
			"putAppointment", "removeAppointment", "putSessionNote", "bookSeat", "bookSeats", "transferSeat",
			"acceptSeatInvitation", "declineSeatInvitation", "withdrawSeatInvitation", "acceptSeat", "declineSeat",
			"releaseSeat", "renewCalendarFeed", "rateSession", "deleteMyData", "favouriteExhibitor",
			"unfavouriteExhibitor", "putExhibitorNote", "withdrawContact", "requestMeeting", "issueCertificate",
			"revokeCertificate", "agreeToMeeting", "claimOffer", "putContactCard", "putMyNeeds", "markNewsRead",
			"putNotificationSettings", "registerDevice", "removeDevice", "followEvent", "unfollowEvent",
			"requestScreenCode", "signInScreen", "renewScreenToken", "signIn", "refreshSignIn", "revokeSignIn",
			"linkTicket", "linkTicketByEmail");

	private static final Set<String> OF_ORGANISERS_AND_STAFF = Set.of("changeSchedule", "undoScheduleChange",
			"inviteCrew", "revokeCrewInvitation", "redeemCrewInvitation", "inviteParticipants", "sendTicketLink",
			"delaySessions", "putScheduleDraft", "publishScheduleDraft", "discardScheduleDraft", "putEvent",
			"setOrganisers", "putRegistrationSource", "readRegistrationSource", "removeRegistrationSource",
			"putImportOrigin", "removeImportOrigin", "fetchImportOrigin", "putWebhook", "removeWebhook", "pairScreen",
			"updateScreen", "revokeScreen", "testWebhook", "putParticipant", "removeParticipant", "replaceTicketCode",
			"publishEvent", "unpublishEvent", "archiveEvent", "deleteEvent", "putRoom", "removeRoom", "putTrack",
			"removeTrack", "putSpeaker", "removeSpeaker", "putSession", "announce", "withdrawAnnouncement", "checkIn",
			"undoCheckIn", "syncCheckIns", "hideFeedbackComment", "releaseNoShows", "bookParticipantSeat",
			"moveParticipantSeat", "releaseParticipantSeat", "updateBooth", "setBoothState", "putExhibitor",
			"removeExhibitor", "setExhibitorStaff", "inviteExhibitorStaff", "revokeInvitation", "redeemInvitation",
			"putExhibitorCategory", "removeExhibitorCategory", "captureLead", "updateLead", "answerMeeting",
			"cancelMeeting", "proposeMeetingTime", "reassignMeeting", "putOffer", "removeOffer");

	@Autowired
	private Clients clients;

	@Autowired
	private GraphQlSource schema;

	@Autowired
	private AuditTrail trail;

	@Autowired
	private AuditLog entries;

	@Autowired
	private Intents intents;

	private OwnConference conference;

	@BeforeEach
	void makeConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void eachMutationIsPersonalOrRecorded() {
		Set<String> all = this.schema.schema()
			.getMutationType()
			.getFieldDefinitions()
			.stream()
			.map(GraphQLFieldDefinition::getName)
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> known = new TreeSet<>(OF_ATTENDEES);
		known.addAll(OF_ORGANISERS_AND_STAFF);
		assertThat(known)
			.as("Add the mutation to one of the two sets; the trail records it unless MutationRecorder lists it")
			.containsExactlyElementsOf(all);
		assertThat(MutationRecorder.PERSONAL).containsExactlyInAnyOrderElementsOf(OF_ATTENDEES);
	}

	@Test
	void aChangeIsRecordedWithOldAndNewValues() {
		String session = this.conference.session("talk", "LECTURE", 2, Map.of());
		this.conference.edit("{ cancel: { sessionId: \"%s\" } }".formatted(session)).errors().verify();
		JsonNode entry = newest();
		assertThat(entry.get("action").asString()).isEqualTo("changeSchedule");
		assertThat(entry.get("subject").asString()).isEqualTo(this.conference.person("organiser"));
		assertThat(entry.get("outcome").asString()).isEqualTo("DONE");
		assertThat(entry.get("answer").asString()).isEqualTo("ScheduleChanged");
		assertThat(entry.at("/input/input/edits/0/cancel/sessionId").asString()).isEqualTo(session);
		assertThat(entry.get("complete").asBoolean()).isTrue();
		assertThat(entry.get("changedValues")
			.valueStream()
			.filter((change) -> change.get("path").asString().equals("slots." + session + ".status"))
			.map((change) -> change.get("oldValue").asString() + " " + change.get("newValue").asString()))
			.containsExactly("SCHEDULED CANCELLED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP", "socket" })
	void theLogContainsTheRequestIdOfAnEntry(String way) {
		String mutation = "mutation TheNoted { putRoom(input: {eventId: \"%s\", key: \"noted\", name: \"Noted\"}) { ... on RoomPut { room { id } } } }"
			.formatted(this.conference.id());
		CapturedLog log = new CapturedLog("dev.plenum.operations", Level.INFO);
		try (log) {
			if (way.equals("HTTP")) {
				this.conference.organiser().document(mutation).executeAndVerify();
			}
			else {
				this.clients.listener(this.conference.person("organiser")).document(mutation).executeAndVerify();
			}
		}
		String requestId = newest().get("requestId").asString();
		assertThat(requestId).hasSizeGreaterThan(6);
		assertThat(log.lines()).filteredOn((line) -> line.getFormattedMessage().contains("TheNoted"))
			.singleElement()
			.satisfies((line) -> assertThat(line.getKeyValuePairs())
				.anyMatch((pair) -> pair.key.equals("requestId") && requestId.equals(pair.value)));
	}

	@Test
	void aNewObjectHasNoOldValues() {
		this.conference.organiser()
			.document(
					"mutation ($id: ID!) { putSpeaker(input: {eventId: $id, key: \"ada\", name: \"Ada\"}) { ... on SpeakerPut { speaker { id } } } }")
			.variable("id", this.conference.id())
			.executeAndVerify();
		JsonNode entry = newest();
		assertThat(entry.get("action").asString()).isEqualTo("putSpeaker");
		assertThat(entry.get("changedValues")
			.valueStream()
			.filter((change) -> change.get("path").asString().equals("name"))).singleElement().satisfies((change) -> {
				assertThat(change.get("oldValue").isNull()).isTrue();
				assertThat(change.get("newValue").asString()).isEqualTo("Ada");
			});
	}

	@Test
	void anObjectThatIsFoundByACodeHasOldValues() {
		String exhibitor = organise(
				"putExhibitor(input: {eventId: \"%s\", key: \"x\", name: \"X\", booth: {number: \"B5\"}}) { ... on ExhibitorPut { exhibitor { id } } }"
					.formatted(this.conference.id()))
			.path("putExhibitor.exhibitor.id")
			.entity(String.class)
			.get();
		String code = organise(
				"inviteExhibitorStaff(input: {exhibitorId: \"%s\", key: \"i\"}) { ... on ExhibitorStaffInvited { invitationCode } }"
					.formatted(exhibitor))
			.path("inviteExhibitorStaff.invitationCode")
			.entity(String.class)
			.get();
		this.conference.as("ann")
			.document(
					"mutation ($id: ID!, $code: String!) { redeemInvitation(input: {eventId: $id, code: $code}) { __typename } }")
			.variable("id", this.conference.id())
			.variable("code", code)
			.executeAndVerify();
		JsonNode entry = newest();
		assertThat(entry.get("action").asString()).isEqualTo("redeemInvitation");
		assertThat(entry.get("complete").asBoolean()).isTrue();
		assertThat(changes(entry).stream()
			.map((change) -> change.replaceAll("inv_\\w+", "inv").replaceAll("\"20[^\"]*\"", "TIME")))
			.containsExactlyInAnyOrder("invitations.inv.redeemedAt null TIME",
					"invitations.inv.redeemedBy null \"ANN\"".replace("ANN", this.conference.person("ann")),
					"redeemers null [\"ANN\"]".replace("ANN", this.conference.person("ann")),
					"staff null [\"ANN\"]".replace("ANN", this.conference.person("ann")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			putSpeaker | name: "%s" | ... on SpeakerPut { speaker { id } }
			putExhibitor | name: "%s" | ... on ExhibitorPut { exhibitor { id } }
			putRoom | name: "%s" | ... on RoomPut { room { id } }
			""")
	void anObjectThatIsNamedByAKeyHasOldValues(String mutation, String field, String selection) {
		for (String name : List.of("Ada", "Bea")) {
			organise("%s(input: {eventId: \"%s\", key: \"k\", %s}) { %s }".formatted(mutation, this.conference.id(),
					field.formatted(name), selection))
				.errors()
				.verify();
		}
		JsonNode entry = newest();
		assertThat(entry.get("complete").asBoolean()).isTrue();
		assertThat(changes(entry)).filteredOn((change) -> !change.startsWith("revision"))
			.singleElement()
			.satisfies((change) -> assertThat(change).endsWith("name \"Ada\" \"Bea\""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "programme", "exhibitors" })
	void anObjectThatIsChangedByAFileHasOldValues(String what) {
		for (String name : List.of("Ada", "Bea")) {
			String file = what.equals("exhibitors") ? "key,name\nacme," + name + "\n"
					: """
							{"slug": "file", "name": {"sv": "Konferens"}, "startsOn": "DAY", "endsOn": "DAY", "timezone": "Europe/Stockholm",
							 "languages": ["sv"], "sessions": [{"key": "one", "kind": "LECTURE", "title": {"sv": "NAME"},
							 "startsAt": "DAYT10:00", "endsAt": "DAYT11:00"}]}"""
						.replace("NAME", name)
						.replace("DAY", LocalDate.now().plusDays(1).toString());
			this.clients.raw()
				.put()
				.uri("/events/{slug}/{what}", this.conference.slug(), what)
				.headers((headers) -> headers.setBearerAuth(this.clients.token(this.conference.person("organiser"))))
				.contentType(what.equals("exhibitors") ? new MediaType("text", "csv") : MediaType.APPLICATION_JSON)
				.bodyValue(file)
				.exchange()
				.expectStatus()
				.is2xxSuccessful();
		}
		await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
			JsonNode entry = newest();
			assertThat(entry.get("complete").asBoolean()).isTrue();
			assertThat(changes(entry)).anyMatch((change) -> change.endsWith("\"Ada\" \"Bea\""));
			assertThat(changes(entry)).noneMatch((change) -> change.endsWith("null \"Bea\""));
		});
	}

	@Test
	void anExpiredEntryIsRemoved() {
		AuditDocument expired = intent("expired", Instant.now().minus(Duration.ofDays(731))).ended(AuditOutcome.DONE,
				"A", List.of(), true);
		AuditDocument kept = intent("kept", Instant.now().minus(Duration.ofDays(729))).ended(AuditOutcome.DONE, "A",
				List.of(), true);
		this.entries.append(expired).then(this.entries.append(kept)).block();
		assertThat(this.trail.removeExpired().block()).isEqualTo(1);
		assertThat(this.trail.removeExpired().block()).isZero();
		assertThat(trail(this.conference.organiser(), 10, null).get("nodes")
			.valueStream()
			.map((entry) -> entry.get("action").asString())).contains("kept").doesNotContain("expired");
	}

	@Test
	void theCreationOfAnEventIsTheFirstEntry() {
		JsonNode all = trail(this.conference.organiser(), 100, null).get("nodes");
		assertThat(all.valueStream().map((entry) -> entry.get("action").asString())).containsExactly("publishEvent",
				"putEvent");
		assertThat(all.get(1).get("subject").asString()).isEqualTo("admin");
	}

	@Test
	void aRejectedOrRefusedRequestHasNoEntry() {
		int before = count();
		String announce = "mutation { announce(input: {eventId: \"%s\", key: \"k\", text: [%s]}) { ... on Announced { announcement { id } } } }";
		this.clients.attendee()
			.document(announce.formatted(this.conference.id(), "{lang: \"sv\", text: \"Hej\"}"))
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors).hasSize(1));
		this.conference.organiser()
			.document(announce.formatted(this.conference.id(), "{lang: \"sv\", text: \"\"}"))
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors).hasSize(1));
		this.conference.organiser()
			.document(
					"mutation { announce(input: {eventId: \"%s\", key: \"k\", expectedVersion: 7, text: [{lang: \"sv\", text: \"Hej\"}]}) { __typename } }"
						.formatted(this.conference.id()))
			.execute()
			.path("announce.__typename")
			.entity(String.class)
			.isEqualTo("Outdated");
		assertThat(count()).isEqualTo(before);
		assertThat(leftIntents()).isEmpty();
	}

	@Test
	void aDryRunHasNoEntry() {
		String session = this.conference.session("talk", "LECTURE", 2, Map.of());
		int before = count();
		this.conference.organiser()
			.document(
					"mutation { changeSchedule(input: {eventId: \"%s\", dryRun: true, edits: [{cancel: {sessionId: \"%s\"}}]}) { __typename } }"
						.formatted(this.conference.id(), session))
			.execute()
			.path("changeSchedule.__typename")
			.entity(String.class)
			.isEqualTo("SchedulePreviewed");
		assertThat(count()).isEqualTo(before);
		assertThat(leftIntents()).isEmpty();
	}

	@Test
	void personalMutationsAreNotRecorded() {
		String session = this.conference.session("talk", "LECTURE", 2, Map.of());
		int before = count();
		this.conference.as("attendee")
			.document("mutation { addToAgenda(input: {sessionId: \"%s\"}) { __typename } }".formatted(session))
			.executeAndVerify();
		assertThat(count()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource({ "anonymous, UNAUTHENTICATED", "attendee, FORBIDDEN", "other organiser, FORBIDDEN" })
	void onlyOrganisersReadTheTrailOfTheirEvent(String who, String code) {
		HttpGraphQlTester client = switch (who) {
			case "anonymous" -> this.clients.anonymous();
			case "attendee" -> this.clients.attendee();
			default -> this.clients.as(NewEvent.on(this.clients).organiser());
		};
		ask(client, 10, null).errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
		assertThat(trail(this.clients.administrator(), 10, null).get("totalCount").asInt()).isEqualTo(2);
	}

	@Test
	void theTrailHasPages() {
		for (int i = 0; i < 3; i++) {
			this.conference.room("r" + i, 1);
		}
		JsonNode first = trail(this.conference.organiser(), 3, null);
		assertThat(first.get("totalCount").asInt()).isEqualTo(5);
		assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
		JsonNode second = trail(this.conference.organiser(), 3, first.at("/pageInfo/endCursor").asString());
		assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
		assertThat(second.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
		assertThat(second.get("nodes").valueStream().map((entry) -> entry.get("action").asString()))
			.containsExactly("publishEvent", "putEvent");
		ask(this.conference.organiser(), 3, "nonsense").errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")));
	}

	@Test
	void theTrailIsReadFromItsEnd() {
		for (int i = 0; i < 3; i++) {
			this.conference.room("r" + i, 1);
		}
		JsonNode last = page(Map.of("last", 2));
		assertThat(last.get("nodes").valueStream().map((entry) -> entry.get("action").asString()))
			.containsExactly("publishEvent", "putEvent");
		assertThat(last.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
		assertThat(last.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
		JsonNode before = page(Map.of("last", 5, "before", last.at("/pageInfo/startCursor").asString()));
		assertThat(before.get("nodes").valueStream().map((entry) -> entry.get("action").asString()))
			.containsExactly("putRoom", "putRoom", "putRoom");
		assertThat(before.at("/pageInfo/hasPreviousPage").asBoolean()).isFalse();
		assertThat(before.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
	}

	@Test
	void anAbandonedIntentBecomesAnEntryOnce() {
		AuditDocument left = intent("left", Instant.now().minusSeconds(300));
		AuditDocument underWay = intent("under way", Instant.now());
		this.intents.begin(left).then(this.intents.begin(underWay)).block();
		this.trail.settle().block();
		this.trail.settle().block();
		JsonNode all = trail(this.conference.organiser(), 10, null).get("nodes");
		assertThat(all.valueStream().filter((entry) -> entry.get("action").asString().equals("left"))).singleElement()
			.satisfies((entry) -> {
				assertThat(entry.get("outcome").asString()).isEqualTo("UNKNOWN");
				assertThat(entry.get("complete").asBoolean()).isFalse();
			});
		assertThat(leftIntents()).extracting(AuditDocument::action).containsExactly("under way");
		this.intents.forget(underWay).block();
	}

	@Test
	void anExistingEntryDoesNotChange() {
		AuditDocument entry = intent("twice", Instant.now()).ended(AuditOutcome.DONE, "A", List.of(), true);
		this.entries.append(entry)
			.then(this.entries.append(entry.ended(AuditOutcome.UNKNOWN, null, List.of(), false)))
			.block();
		assertThat(newest().get("outcome").asString()).isEqualTo("DONE");
	}

	@Test
	void anHttpRequestThatChangesSomethingIsRecorded() {
		this.clients.raw()
			.put()
			.uri("/events/{slug}/exhibitors", this.conference.slug())
			.headers((headers) -> headers.setBearerAuth(this.clients.token(this.conference.person("organiser"))))
			.contentType(new MediaType("text", "csv"))
			.bodyValue("key,name\nacme,Acme\n")
			.exchange()
			.expectStatus()
			.is2xxSuccessful();
		// The response is sent before the entry is written.
		await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
			JsonNode entry = newest();
			assertThat(entry.get("action").asString())
				.isEqualTo("PUT /events/" + this.conference.slug() + "/exhibitors");
			assertThat(entry.get("answer").asString()).isEqualTo("200");
		});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "code", "agendaCode", "contactCode", "invitationToken", "email", "eMail", "phone", "secret" })
	void secretsAndContactDataAreNotRecorded(String name) {
		Document kept = Redaction.of("checkIn")
			.apply(Map.of("input", Map.of(name, "canary", "other", List.of(1, "a"))));
		assertThat(kept.toJson()).doesNotContain("canary").contains("\"other\": [1, \"a\"]");
	}

	@Test
	void notesAboutPeopleAreNotRecorded() {
		assertThat(Redaction.of("updateLead").apply(Map.of("note", "canary")).toJson()).doesNotContain("canary");
		assertThat(Redaction.of("changeSchedule").apply(Map.of("note", "Tåget är sent")).toJson()).contains("Tåget");
		assertThat(Redaction.of("putSession").apply(Map.of("text", "x".repeat(10_000))).toJson()).hasSizeLessThan(600);
	}

	private GraphQlTester.Response organise(String mutation) {
		return this.conference.organiser().document("mutation { " + mutation + " }").execute();
	}

	private static List<String> changes(JsonNode entry) {
		return entry.get("changedValues")
			.valueStream()
			.map((change) -> "%s %s %s".formatted(change.get("path").asString(), change.get("oldValue"),
					change.get("newValue")))
			.toList();
	}

	private AuditDocument intent(String action, Instant at) {
		return new AuditDocument(Ids.in("aud", this.conference.id(), action), this.conference.id(), at, "somebody",
				null, action, "r1", new Document(), null, null, List.of(), false, null);
	}

	private List<AuditDocument> leftIntents() {
		return this.intents.leftSince(Instant.now().plusSeconds(10))
			.filter((intent) -> intent.eventId().equals(this.conference.id()))
			.collectList()
			.block();
	}

	private int count() {
		return trail(this.conference.organiser(), 0, null).get("totalCount").asInt();
	}

	private JsonNode newest() {
		return trail(this.conference.organiser(), 1, null).get("nodes").get(0);
	}

	private JsonNode trail(HttpGraphQlTester client, int first, String after) {
		return ask(client, first, after).path("event.audit").entity(JsonNode.class).get();
	}

	private JsonNode page(Map<String, Object> arguments) {
		return this.conference.organiser()
			.document(TRAIL)
			.variable("id", this.conference.id())
			.variables(arguments)
			.execute()
			.path("event.audit")
			.entity(JsonNode.class)
			.get();
	}

	private GraphQlTester.Response ask(HttpGraphQlTester client, int first, String after) {
		return client.document(TRAIL)
			.variable("id", this.conference.id())
			.variable("first", first)
			.variable("after", after)
			.execute();
	}

}
