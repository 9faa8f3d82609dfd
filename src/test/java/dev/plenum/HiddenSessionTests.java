package dev.plenum;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.plenum.platform.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/**
 * Sessions that only the organisers know: every answer to anybody else is the same as
 * before the session was created, with its status and its headers.
 */
@LiveServer
@Tag("slow")
@TestPropertySource(properties = { "plenum.limits.max-tokens=1000000", "plenum.limits.max-cost=1000000000",
		"plenum.limits.timeout=60s", "plenum.web.max-body-size=1MB" })
class HiddenSessionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String FAR = "2027-01-01T00:00:00Z";

	private static final Set<String> NOT_COMPARED = Set.of("nowAndNext", "contactCode", "calendarFeed");

	@Autowired
	private Clients clients;

	@Autowired
	private GraphQlSource source;

	private NewEvent event;

	private String secret;

	@BeforeEach
	void makeAnEvent() {
		this.event = NewEvent.on(this.clients);
		this.secret = Ids.in("ses", this.event.id(), "secret");
	}

	@Test
	void nobodyElseCanTellThatASessionIsHidden() {
		this.event.settledVersion(this.clients);
		Map<String, Object> before = answers();
		assertThat(before.toString()).contains("Samtal");
		assertThat(hide(FAR, "12:00", "13:00").path("putSession.session.title").entity(String.class).get())
			.isEqualTo("Hemlig gäst");
		put("id: \"%s\", capacity: 5, tags: [\"gäst\"]".formatted(this.secret));
		assertThat(answers()).isEqualTo(before);
		organiser(
				"changeSchedule(input: {eventId: \"%s\", edits: [{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}]}) { __typename }"
					.formatted(this.event.id(), this.secret, at("13:00"), at("14:00")));
		assertThat(answers()).isEqualTo(before);
		organiser("changeSchedule(input: {eventId: \"%s\", edits: [{remove: {sessionId: \"%s\"}}]}) { __typename }"
			.formatted(this.event.id(), this.secret));
		this.event.settledVersion(this.clients);
		assertThat(answers()).isEqualTo(before);
	}

	@Test
	void aHiddenSessionAppearsByOneStepAtItsTime() {
		int before = this.event.moveTalk(this.clients, "13:00");
		hide(Instant.now().plusSeconds(4).toString(), "09:00", "10:00");
		StepVerifier.create(this.clients.listener()
			.document(
					"subscription ($event: ID!, $after: Int) { scheduleChanged(eventId: $event, afterRevision: $after) { revision kinds session { title } } }")
			.variable("event", this.event.id())
			.variable("after", before)
			.executeSubscription()
			.toFlux("scheduleChanged", Map.class)
			.take(1))
			.expectNext(Map.of("revision", before + 1, "kinds", List.of("ADDED"), "session",
					Map.of("title", "Hemlig gäst")))
			.expectComplete()
			.verify(PATIENCE);
		StepVerifier.create(this.clients.listener(this.event.organiser())
			.document(
					"subscription ($event: ID!) { draftsChanged(eventId: $event, afterRevision: 0) { revision kind session { id } } }")
			.variable("event", this.event.id())
			.executeSubscription()
			.toFlux("draftsChanged", Map.class)
			.take(2))
			.expectNext(Map.of("revision", 1, "kind", "SESSION_HIDDEN", "session", Map.of("id", this.secret)))
			.expectNext(Map.of("revision", 2, "kind", "SESSION_APPEARED", "session", Map.of("id", this.secret)))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void whatAHiddenSessionIsAboutIsReportedToOrganisersAndItsSpeakerIsNotFound() {
		String guest = organiser(
				"putSpeaker(input: {eventId: \"%s\", key: \"guest\", name: \"Kungen\"}) { ... on SpeakerPut { speaker { id } } }"
					.formatted(this.event.id()))
			.path("putSpeaker.speaker.id")
			.entity(String.class)
			.get();
		hide(FAR, "12:00", "13:00");
		put("id: \"%s\", title: [{lang: \"sv\", text: \"Kungen talar\"}]".formatted(this.secret));
		organiser(
				"changeSchedule(input: {eventId: \"%s\", edits: [{speakers: {sessionId: \"%s\", speakers: [{speakerId: \"%s\"}]}}]}) { __typename }"
					.formatted(this.event.id(), this.secret, guest));
		StepVerifier.create(this.clients.listener(this.event.organiser())
			.document(
					"subscription ($event: ID!) { draftsChanged(eventId: $event, afterRevision: 0) { kind session { title } } }")
			.variable("event", this.event.id())
			.executeSubscription()
			.toFlux("draftsChanged.kind", String.class)
			.take(3))
			.expectNext("SESSION_HIDDEN", "HIDDEN_SESSION_CHANGED", "HIDDEN_SESSION_CHANGED")
			.expectComplete()
			.verify(PATIENCE);
		String node = "{ node(id: \"%s\") { id } }".formatted(guest);
		this.clients.as(this.event.organiser()).document(node).execute().path("node.id").hasValue();
		for (String subject : List.of("", "attendee")) {
			assertThat(answer(HttpMethod.POST, "/graphql", node, subject)).extractingByKey("body", STRING)
				.startsWith("{\"data\":{\"node\":null}");
		}
		put("id: \"%s\", visibleFrom: null".formatted(this.secret));
		this.clients.anonymous().document(node).execute().path("node.id").hasValue();
		organiser("changeSchedule(input: {eventId: \"%s\", edits: [{remove: {sessionId: \"%s\"}}]}) { __typename }"
			.formatted(this.event.id(), this.secret));
		this.clients.anonymous().document(node).execute().path("node.id").hasValue();
	}

	@Test
	void theCrewIsNotToldOfAClashWithAHiddenSession() {
		String code = organiser(
				"inviteCrew(input: {eventId: \"%s\", key: \"stage\", role: STAGE}) { ... on CrewInvited { invitationCode } }"
					.formatted(this.event.id()))
			.path("inviteCrew.invitationCode")
			.entity(String.class)
			.get();
		this.clients.as("stage")
			.document("mutation { redeemCrewInvitation(input: {eventId: \"%s\", code: \"%s\"}) { __typename } }"
				.formatted(this.event.id(), code))
			.executeAndVerify();
		Map<String, Object> before = delays();
		assertThat(before.toString()).contains("SchedulePreviewed").doesNotContain("errors");
		hide(FAR, "11:30", "12:30");
		assertThat(delays()).isEqualTo(before);
		Map<String, Object> changed = new LinkedHashMap<>();
		ask(changed, "stage",
				"mutation { delaySessions(input: {eventId: \"$evt\", from: \"%s\", by: 120}) { __typename } }"
					.formatted(at("09:00")));
		assertThat(changed.toString()).contains("ScheduleChanged");
	}

	@Test
	void aSessionThatWasVisibleBeforeItWasRemovedCannotBeHidden() {
		String talk = this.event.talk();
		organiser("changeSchedule(input: {eventId: \"%s\", edits: [{remove: {sessionId: \"%s\"}}]}) { __typename }"
			.formatted(this.event.id(), talk));
		this.event.settledVersion(this.clients);
		String node = "{ node(id: \"%s\") { ... on Session { title } } }".formatted(talk);
		Map<String, Object> before = answer(HttpMethod.POST, "/graphql", node, "");
		put("id: \"%s\", kind: LECTURE, title: [{lang: \"sv\", text: \"Hemlig\"}], visibleFrom: \"%s\", slot: {startsAt: \"%s\", endsAt: \"%s\"}"
			.formatted(talk, FAR, at("12:00"), at("13:00")))
			.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
					.containsEntry("path", List.of("input", "visibleFrom"))));
		assertThat(answer(HttpMethod.POST, "/graphql", node, "")).isEqualTo(before);
	}

	@Test
	void organisersSeeAHiddenSessionClashWithItAndShowIt() {
		hide(FAR, "12:00", "13:00");
		Response seen = this.clients.as(this.event.organiser())
			.document(
					"query ($id: ID!) { event(id: $id) { draftRevision hiddenSessions { visibleFrom session { id title startsAt } } } }")
			.variable("id", this.event.id())
			.execute();
		seen.path("event.hiddenSessions[0].session.startsAt").entity(String.class).isEqualTo(at("12:00"));
		seen.path("event.draftRevision").entity(Integer.class).isEqualTo(1);
		organiser(
				"changeSchedule(input: {eventId: \"%s\", edits: [{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}]}) { ... on ScheduleClash { clashes { with { title } } } }"
					.formatted(this.event.id(), this.event.talk(), at("12:30"), at("13:30")))
			.path("changeSchedule.clashes[0].with.title")
			.entity(String.class)
			.isEqualTo("Hemlig gäst");
		organiser("removeSpeaker(input: {speakerId: \"%s\"}) { ... on StillInUse { sessions { title } } }"
			.formatted(this.event.bjorn())).path("removeSpeaker.sessions[*].title")
			.entityList(String.class)
			.containsExactly("Samtal");
		put("id: \"%s\", visibleFrom: null".formatted(this.secret)).path("putSession.event.sessions.totalCount")
			.entity(Integer.class)
			.isEqualTo(3);
		this.clients.as(this.event.organiser())
			.document("query ($id: ID!) { event(id: $id) { draftRevision } }")
			.variable("id", this.event.id())
			.execute()
			.path("event.draftRevision")
			.entity(Integer.class)
			.isEqualTo(2);
		put("id: \"%s\", visibleFrom: \"%s\"".formatted(this.secret, FAR)).errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT"));
	}

	private Map<String, Object> answers() {
		Map<String, Object> answers = new LinkedHashMap<>();
		String whole = new Selections(NOT_COMPARED).of(this.source.schema().getObjectType("Event"), 3);
		ask(answers, "", "{ event(id: \"$evt\") %s }".formatted(whole));
		for (String subject : List.of("", "attendee", "organiser")) {
			for (String query : List.of("{ node(id: \"$ses\") { id } }", "{ nodes(ids: [\"$ses\", \"$evt\"]) { id } }",
					"{ event(id: \"$evt\") { version revision hiddenSessions { session { id } } draftRevision } }",
					"{ event(id: \"$evt\") { revision sessions { totalCount } changes { totalCount } search(text: \"hemlig gäst\") { snippet { excerpt } } } }",
					"mutation { addToAgenda(input: {sessionId: \"$ses\"}) { __typename } }",
					"mutation { bookSeat(input: {sessionId: \"$ses\"}) { __typename } }",
					"mutation { rateSession(input: {sessionId: \"$ses\", stars: 5}) { __typename } }",
					"mutation { putSessionNote(input: {sessionId: \"$ses\", text: \"x\"}) { __typename } }",
					"mutation { mergeAgenda(input: {eventId: \"$evt\", add: [\"$ses\"], at: \"2026-01-01T00:00:00Z\"}) { __typename } }",
					"mutation { checkIn(input: {sessionId: \"$ses\", attendee: {agendaCode: \"ABC\"}}) { __typename } }",
					"mutation { putSession(input: {eventId: \"$evt\", id: \"$ses\"}) { __typename } }",
					"mutation { changeSchedule(input: {eventId: \"$evt\", edits: [{move: {sessionId: \"$ses\"}}]}) { __typename } }",
					"mutation { announce(input: {eventId: \"$evt\", key: \"k\", sessionId: \"$ses\", text: [{lang: \"sv\", text: \"x\"}]}) { __typename } }",
					"subscription { draftsChanged(eventId: \"$evt\", afterRevision: 0) { revision } }")) {
				ask(answers, subject, query);
			}
		}
		for (String file : List.of("schedule.xml", "schedule.json", "programme.json", "programme.ics")) {
			answers.put(file, answer(HttpMethod.GET, "/events/%s/%s".formatted(this.event.slug(), file), "", ""));
		}
		return answers;
	}

	private Map<String, Object> delays() {
		Map<String, Object> answers = new LinkedHashMap<>();
		for (String options : List.of("", "roomId: \"%s\"".formatted(this.event.roomA()))) {
			ask(answers, "stage",
					"mutation { delaySessions(input: {eventId: \"$evt\", from: \"%s\", by: 120, dryRun: true, %s}) { __typename ... on SchedulePreviewed { clashes { with { title } } slotChanges { summary } texts { text } } } }"
						.formatted(at("09:00"), options));
		}
		return answers;
	}

	private void ask(Map<String, Object> answers, String subject, String document) {
		answers.put(subject + ": " + document, answer(HttpMethod.POST, "/graphql",
				document.replace("$evt", this.event.id()).replace("$ses", this.secret), subject));
	}

	private Map<String, Object> answer(HttpMethod method, String path, String document, String subject) {
		WebTestClient.RequestBodySpec request = this.clients.raw()
			.mutate()
			.responseTimeout(PATIENCE)
			.build()
			.method(method)
			.uri(path)
			.accept(document.startsWith("subscription") ? MediaType.TEXT_EVENT_STREAM : MediaType.ALL);
		if (!subject.isEmpty()) {
			request.headers((headers) -> headers.setBearerAuth(this.clients.token(subject)));
		}
		if (!document.isEmpty()) {
			request.contentType(MediaType.APPLICATION_JSON).bodyValue(Map.of("query", document));
		}
		EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
		Map<String, Object> answer = new TreeMap<>();
		answer.put("status", result.getStatus());
		result.getResponseHeaders().forEach((name, values) -> answer.put("header " + name, values));
		answer.keySet().removeIf((name) -> name.matches("(?i)header (date|connection|transfer-encoding)"));
		byte[] content = result.getResponseBody();
		answer.put("body", (content != null) ? new String(content, StandardCharsets.UTF_8) : "");
		return answer;
	}

	private Response hide(String until, String start, String end) {
		return put(
				"key: \"secret\", kind: LECTURE, title: [{lang: \"sv\", text: \"Hemlig gäst\"}], visibleFrom: \"%s\", slot: {startsAt: \"%s\", endsAt: \"%s\", roomIds: [\"%s\"], speakers: [{speakerId: \"%s\"}]}"
					.formatted(until, at(start), at(end), this.event.roomB(), this.event.asa()));
	}

	private Response put(String input) {
		return organiser(
				"putSession(input: {eventId: \"%s\", %s}) { ... on SessionPut { session { title } event { sessions { totalCount } } } }"
					.formatted(this.event.id(), input));
	}

	private Response organiser(String mutation) {
		return this.clients.as(this.event.organiser()).document("mutation { " + mutation + " }").execute();
	}

	private static String at(String time) {
		return "2027-05-10T%s:00+02:00".formatted(time);
	}

}
