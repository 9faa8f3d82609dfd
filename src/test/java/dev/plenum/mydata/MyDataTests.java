package dev.plenum.mydata;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.platform.Ids;
import dev.plenum.push.DeviceTests;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exports and deletes personal data.
 */
@Tag("slow")
@LiveServer
class MyDataTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private Clients clients;

	@Autowired
	private MongoDatabase database;

	@Test
	void theDataInAllEventsIsExportedAndDeleted() {
		OwnConference one = OwnConference.of(this.clients);
		OwnConference two = OwnConference.of(this.clients);
		String ann = one.person("ann");
		String full = one.session("full", "SEMINAR", 2, Map.of("capacity", 1));
		String running = one.session("running", "SEMINAR", 0, Map.of());
		String elsewhere = two.session("elsewhere", "SEMINAR", 2, Map.of("capacity", 5));
		mutate(ann, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(full));
		mutate(one.person("bob"), "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(full));
		mutate(ann, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(elsewhere));
		mutate(ann, "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(running));
		mutate(ann, "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(elsewhere));
		mutate(ann, "putSessionNote(input: {sessionId: \"%s\", text: \"mine\"}) { __typename }".formatted(running));
		mutate(ann, "rateSession(input: {sessionId: \"%s\", stars: 4, comment: \"fine\"}) { __typename }"
			.formatted(running));
		export(ann).path("exportMyData.subject")
			.entity(String.class)
			.isEqualTo(ann)
			.path("exportMyData.agendas[*].eventId")
			.entityList(String.class)
			.contains(one.id(), two.id())
			.path("exportMyData.agendas[*].notes[*].text")
			.entityList(String.class)
			.containsExactly("mine")
			.path("exportMyData.seats[*].sessionId")
			.entityList(String.class)
			.contains(full, elsewhere)
			.path("exportMyData.ratings[*].comment")
			.entityList(String.class)
			.containsExactly("fine");
		assertThat(delete(ann)).contains("seats 2", "agendas 2", "ratings 1");
		assertThat(delete(ann)).hasSizeGreaterThan(2).allSatisfy((deleted) -> assertThat(deleted).endsWith(" 0"));
		export(ann).path("exportMyData.agendas")
			.entityList(Object.class)
			.hasSize(0)
			.path("exportMyData.seats")
			.entityList(Object.class)
			.hasSize(0)
			.path("exportMyData.ratings")
			.entityList(Object.class)
			.hasSize(0);
		this.clients.as(one.person("bob"))
			.document("query ($id: ID!) { node(id: $id) { ... on Session { mySeat { state } } } }")
			.variable("id", full)
			.execute()
			.path("node.mySeat.state")
			.entity(String.class)
			.isEqualTo("BOOKED");
		one.organiser()
			.document(
					"query ($id: ID!) { node(id: $id) { ... on Session { feedback { count comments { nodes { comment } } } } } }")
			.variable("id", running)
			.execute()
			.path("node.feedback.count")
			.entity(Integer.class)
			.isEqualTo(1)
			.path("node.feedback.comments.nodes[*].comment")
			.entityList(String.class)
			.containsExactly("fine");
	}

	@Test
	void afterTheDeletionNoDocumentNamesThePerson() {
		OwnConference conference = OwnConference.of(this.clients);
		String ann = conference.person("ann");
		String session = conference.session("one", "SEMINAR", 0, Map.of());
		String later = conference.session("two", "SEMINAR", 2, Map.of("capacity", 1));
		String time = "{startsAt: \"%s\", endsAt: \"%s\"}".formatted(conference.in(6), conference.in(7));
		String exhibitor = id(conference.person("organiser"),
				"putExhibitor(input: {eventId: \"%s\", key: \"x\", name: \"X\"}) { ... on ExhibitorPut { exhibitor { id } } }"
					.formatted(conference.id()));
		String code = this.clients.as(conference.person("organiser"))
			.document(
					"mutation { inviteExhibitorStaff(input: {exhibitorId: \"%s\", key: \"i\"}) { ... on ExhibitorStaffInvited { invitationCode } } }"
						.formatted(exhibitor))
			.execute()
			.path("inviteExhibitorStaff.invitationCode")
			.entity(String.class)
			.get();
		mutate(ann, "redeemInvitation(input: {eventId: \"%s\", code: \"%s\"}) { __typename }".formatted(conference.id(),
				code));
		mutate("admin", "setOrganisers(input: {eventId: \"%s\", subjects: [\"%s\", \"%s\"]}) { __typename }"
			.formatted(conference.id(), conference.person("organiser"), ann));
		mutate(ann,
				"putRoom(input: {eventId: \"%s\", key: \"r\", name: \"R\"}) { __typename }".formatted(conference.id()));
		String request = "requestMeeting(input: {exhibitorId: \"%s\", key: \"m\", name: \"B\", times: [%s]}) { ... on MeetingRequested { meeting { id } } }";
		String meeting = id(conference.person("bob"), request.formatted(exhibitor, time));
		mutate(ann, "answerMeeting(input: {meetingId: \"%s\", answer: {accept: %s}}) { __typename }".formatted(meeting,
				time));
		mutate(ann, request.replace("\"B\"", "\"" + ann + "\"").formatted(exhibitor, time));
		mutate(ann, "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(session));
		mutate(ann, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(later));
		mutate(ann, "rateSession(input: {sessionId: \"%s\", stars: 4}) { __typename }".formatted(session));
		mutate(ann, "favouriteExhibitor(input: {exhibitorId: \"%s\"}) { __typename }".formatted(exhibitor));
		mutate(ann, "putContactCard(input: {eventId: \"%s\", name: \"%s\"}) { __typename }".formatted(conference.id(),
				ann));
		mutate(ann,
				"registerDevice(input: {eventId: \"%s\", lang: \"sv\", timezone: \"Europe/Stockholm\", address: {webPush: {endpoint: \"https://test.push.services.mozilla.com/my\", p256dh: \"%s\", auth: \"%s\"}}}) { __typename }"
					.formatted(conference.id(), DeviceTests.KEY, DeviceTests.SECRET));
		insert("audit", entryOfAnEarlierVersion(conference, ann));
		insert("auditIntents", entryOfAnEarlierVersion(conference, ann).append("at", new Date()));
		assertThat(naming(ann)).contains("agendas", "audit", "auditIntents", "contactCards", "deviceClaims", "events",
				"exhibitors", "followers", "hostCalendars", "meetings", "ratings", "seatings");
		export(ann).path("exportMyData.organisedEvents[*].eventId")
			.entityList(String.class)
			.containsExactly(conference.id())
			.path("exportMyData.auditTrail[*].action")
			.entityList(String.class)
			.contains("putRoom", "setOrganisers", "redeemInvitation", "earlier")
			.path("exportMyData.auditTrail[?(@.action == 'setOrganisers')].input")
			.entityList(Object.class)
			.hasSize(0);

		assertThat(delete(ann)).contains("organisedEvents 1");
		assertThat(naming(ann)).isEmpty();
		assertThat(delete(ann)).allSatisfy((deleted) -> assertThat(deleted).endsWith(" 0"));
		this.clients.as(ann)
			.document("mutation ($id: ID!) { putRoom(input: {eventId: $id, key: \"s\", name: \"S\"}) { __typename } }")
			.variable("id", conference.id())
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "FORBIDDEN")));
		List<String> pseudonyms = conference.organiser()
			.document("query ($id: ID!) { event(id: $id) { audit(first: 100) { nodes { action subject name } } } }")
			.variable("id", conference.id())
			.execute()
			.path("event.audit.nodes[?(@.action in ['putRoom', 'redeemInvitation', 'answerMeeting', 'earlier'])].subject")
			.entityList(String.class)
			.get();
		assertThat(pseudonyms).hasSize(4).allMatch((pseudonym) -> pseudonym.matches("deleted-[0-9a-f]{16}"));
		assertThat(pseudonyms).containsOnly(pseudonyms.getFirst());
	}

	private static Document entryOfAnEarlierVersion(OwnConference conference, String subject) {
		return new Document("_id", Ids.in("aud", conference.id(), "earlier")).append("eventId", conference.id())
			.append("at", new Date())
			.append("subject", subject)
			.append("name", subject)
			.append("action", "earlier")
			.append("requestId", "r")
			.append("input", new Document("input", new Document("subjects", List.of("x", subject))))
			.append("outcome", "DONE")
			.append("changes",
					List.of(new Document("id", "exh_1").append("path", "staff")
						.append("before", null)
						.append("after", List.of(subject))))
			.append("complete", true);
	}

	private void insert(String collection, Document document) {
		Mono.from(CommandRules.byHand(this.database.getCollection(collection)).insertOne(document)).block(PATIENCE);
	}

	/** The collections with a document that contains a subject. */
	private List<String> naming(String subject) {
		return Flux.just(CommandRules.IN_EVENTS, CommandRules.ONE_PER_EVENT, CommandRules.OF_NO_EVENT)
			.flatMapIterable((names) -> names)
			.filterWhen((name) -> Flux.from(this.database.getCollection(name).find())
				.any((document) -> document.toJson().contains(subject)))
			.sort()
			.collectList()
			.block(PATIENCE);
	}

	private String id(String subject, String mutation) {
		return this.clients.as(subject)
			.document("mutation { " + mutation + " }")
			.execute()
			.path("$")
			.entity(JsonNode.class)
			.get()
			.findValue("id")
			.asString();
	}

	@Test
	void aCallerReadsAndDeletesOnlyTheirOwnData() {
		OwnConference conference = OwnConference.of(this.clients);
		String session = conference.session("one", "SEMINAR", 2, Map.of());
		mutate(conference.person("ann"), "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(session));
		for (String name : List.of("bob", "organiser")) {
			export(conference.person(name)).path("exportMyData.agendas").entityList(Object.class).hasSize(0);
			delete(conference.person(name));
		}
		export(conference.person("ann")).path("exportMyData.agendas").entityList(Object.class).hasSize(1);
		for (String document : List.of("{ exportMyData }",
				"mutation { deleteMyData(input: {subject: \"nobody\"}) { __typename } }")) {
			this.clients.anonymous()
				.document(document)
				.execute()
				.errors()
				.satisfy((errors) -> assertThat(errors).singleElement()
					.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "UNAUTHENTICATED")));
		}
	}

	@Test
	void theSubjectMustBeThatOfTheCaller() {
		OwnConference conference = OwnConference.of(this.clients);
		mutate(conference.person("ann"), "rateSession(input: {sessionId: \"%s\", stars: 4}) { __typename }"
			.formatted(conference.session("running", "SEMINAR", 0, Map.of())));
		conference.as("ann")
			.document("mutation ($subject: String!) { deleteMyData(input: {subject: $subject}) { __typename } }")
			.variable("subject", conference.person("bob"))
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
					.containsEntry("path", List.of("input", "subject"))));
		export(conference.person("ann")).path("exportMyData.ratings").entityList(Object.class).hasSize(1);
	}

	private GraphQlTester.Response export(String subject) {
		return this.clients.as(subject).document("{ exportMyData }").execute();
	}

	private List<String> delete(String subject) {
		return this.clients.as(subject)
			.document(
					"mutation ($subject: String!) { deleteMyData(input: {subject: $subject}) { ... on MyDataDeleted { deleted { key count } } } }")
			.variable("subject", subject)
			.execute()
			.path("deleteMyData.deleted")
			.entityList(Deleted.class)
			.get()
			.stream()
			.map((deleted) -> deleted.key() + " " + deleted.count())
			.toList();
	}

	private void mutate(String subject, String mutation) {
		this.clients.as(subject).document("mutation { " + mutation + " }").executeAndVerify();
	}

	private record Deleted(String key, int count) {
	}

}
