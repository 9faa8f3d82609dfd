package dev.plenum;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.plenum.platform.Ids;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two server processes over one database.
 */
@Tag("slow")
@Isolated
class TwoServersTests {

	private static final String CHANGE = """
			mutation ($event: ID!, $session: ID!, $note: String, $expected: Int, $start: DateTime, $end: DateTime) {
			  changeSchedule(input: { eventId: $event, note: $note, expectedRevision: $expected, force: true,
			    edits: [{ move: { sessionId: $session, startsAt: $start, endsAt: $end } }] }) {
			    type: __typename
			    ... on ScheduleChanged { slotChanges { revision note } }
			    ... on Outdated { current { ... on Event { revision } } }
			  }
			}""";

	private static final int IMPORTED_SESSIONS = 60;

	@TempDir
	static Path data;

	static List<ServerProcess> servers = List.of();

	@BeforeAll
	static void start(TestInfo test) {
		servers = ServerProcess.two(test, data);
	}

	@AfterAll
	static void stop() {
		servers.reversed().forEach(ServerProcess::close);
	}

	@Test
	void fiftyOrganisersAtOnceAllSucceedAndRevisionsHaveNoGap() {
		Conference conference = Conference.in(servers.getFirst(), "socialchefsdagarna-2024");
		int before = conference.revision(servers.getFirst());
		List<Map.Entry<Integer, String>> told = Flux.range(0, 50).flatMap((i) -> Mono.fromCallable(() -> {
			GraphQlTester.Response response = servers.get(i % 2)
				.as("organiser")
				.document(CHANGE)
				.variable("event", conference.id())
				.variable("session", conference.sessions().get(i % 40))
				.variable("note", "change " + i)
				.variable("start", "2024-10-03T%02d:%02d:00+02:00".formatted(8 + i / 10, i % 10))
				.variable("end", "2024-10-03T20:%02d:00+02:00".formatted(i))
				.execute();
			response.path("changeSchedule.type").entity(String.class).isEqualTo("ScheduleChanged");
			return Map.entry(response.path("changeSchedule.slotChanges[0].revision").entity(Integer.class).get(),
					response.path("changeSchedule.slotChanges[0].note").entity(String.class).get());
		}).subscribeOn(Schedulers.boundedElastic()), 50)
			.collectList()
			.blockOptional(Duration.ofSeconds(60))
			.orElseThrow();
		assertThat(told).extracting(Map.Entry::getKey)
			.containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(before + 1, before + 50).boxed().toList());
		for (ServerProcess server : servers) {
			List<Map.Entry<Integer, String>> kept = conference.changes(server, before);
			assertThat(kept).containsExactlyInAnyOrderElementsOf(told);
			assertThat(kept).extracting(Map.Entry::getKey).isSorted();
		}
	}

	@Test
	void aScreenThatIsPairedOnOneServerIsRevokedOnTheOther() {
		ServerProcess first = servers.getFirst();
		ServerProcess last = servers.getLast();
		String event = last.as("organiser")
			.document("{ event(slug: \"demo\") { id } }")
			.execute()
			.path("event.id")
			.entity(String.class)
			.get();
		JsonNode code = mutate(first, "attendee", "requestScreenCode", "eventId: \"%s\"".formatted(event),
				"ScreenCodeRequested { screenId pairingCode pairingSecret }");
		mutate(last, "organiser", "pairScreen", "eventId: \"%s\", pairingCode: \"%s\", screenKind: FOYER"
			.formatted(event, code.get("pairingCode").asString()), "ScreenPaired { screen { id } }");
		String screen = code.get("screenId").asString();
		JsonNode tokens = mutate(first, "attendee", "signInScreen",
				"screenId: \"%s\", pairingSecret: \"%s\"".formatted(screen, code.get("pairingSecret").asString()),
				"ScreenSignedIn { accessToken refreshToken }");
		Flux<String> changes = Clients.listener(last.address("ws", "/graphql"), tokens.get("accessToken").asString())
			.document("subscription { screenChanged(eventId: \"%s\") { screen { name } } }".formatted(event))
			.executeSubscription()
			.toFlux("screenChanged.screen.name", String.class);
		List<String> heard = new CopyOnWriteArrayList<>();
		changes.subscribe(heard::add, (_) -> heard.add("ended"));
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			mutate(first, "organiser", "updateScreen",
					"screenId: \"%s\", name: \"%s\"".formatted(screen, UUID.randomUUID()),
					"ScreenUpdated { screen { id } }");
			return !heard.isEmpty();
		});
		mutate(first, "organiser", "revokeScreen", "screenId: \"%s\"".formatted(screen), "ScreenRevoked { removedId }");
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> heard.getLast().equals("ended"));
		assertThat(mutate(last, "attendee", "renewScreenToken",
				"refreshToken: \"%s\"".formatted(tokens.get("refreshToken").asString()),
				"ScreenNotPaired { codeValid }")
			.has("codeValid")).isTrue();
	}

	@Test
	void theDoorsOfASessionShowTheSameCountOnBothServers() {
		Conference conference = Conference.in(servers.getFirst(), "demo");
		ServerProcess first = servers.getFirst();
		Instant now = Instant.now();
		String session = mutate(first, "organiser", "putSession", """
				eventId: "%s", key: "doors", kind: SEMINAR, force: true, title: [{lang: "sv", text: "Dörrar"}],
				slot: { startsAt: "%s", endsAt: "%s" }""".formatted(conference.id(), now, now.plusSeconds(3600)),
				"SessionPut { session { id } }")
			.at("/session/id")
			.asString();
		List<List<Integer>> heard = servers.stream().map((server) -> {
			List<Integer> counts = new CopyOnWriteArrayList<>();
			Clients.listener(server.address("ws", "/graphql"), server.token("organiser"))
				.document("subscription { checkInsChanged(sessionId: \"%s\") { checkedIn } }".formatted(session))
				.executeSubscription()
				.toFlux("checkInsChanged.checkedIn", Integer.class)
				.subscribe(counts::add, (_) -> counts.add(-1));
			return counts;
		}).toList();
		List<String> came = new ArrayList<>();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			ServerProcess door = servers.get(came.size() % 2);
			came.add("door-" + came.size());
			String code = first.as(came.getLast())
				.document("{ event(slug: \"demo\") { myAgenda { agendaCode } } }")
				.execute()
				.path("event.myAgenda.agendaCode")
				.entity(String.class)
				.get();
			assertThat(mutate(door, "organiser", "checkIn",
					"sessionId: \"%s\", attendee: {code: \"%s\"}".formatted(session, code),
					"AttendeeCheckedIn { session { checkedIn } }")
				.at("/session/checkedIn")
				.asInt()).isEqualTo(came.size());
			return heard.stream().noneMatch(List::isEmpty);
		});
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> heard.stream().allMatch((counts) -> counts.getLast() == came.size()));
	}

	@Test
	void aTicketThatIsLinkedOnOneServerShowsTheAccountOnTheOther() {
		ServerProcess first = servers.getFirst();
		ServerProcess last = servers.getLast();
		Exhibition event = Exhibition.on(first);
		String participant = mutate(first, "admin", "putParticipant",
				"eventId: \"%s\", key: \"p\", name: \"Ann\"".formatted(event.id()),
				"ParticipantPut { participant { id } }")
			.at("/participant/id")
			.asString();
		String code = mutate(last, "admin", "replaceTicketCode", "participantId: \"%s\"".formatted(participant),
				"TicketCodeReplaced { ticketCode }")
			.get("ticketCode")
			.asString();
		String session = mutate(first, "admin", "putSession",
				"eventId: \"%s\", key: \"s\", kind: WORKSHOP, capacity: 9, title: [{lang: \"sv\", text: \"s\"}], slot: {startsAt: \"%2$sT10:00:00+00:00\", endsAt: \"%2$sT11:00:00+00:00\", roomIds: []}"
					.formatted(event.id(), event.day()),
				"SessionPut { session { id } }")
			.at("/session/id")
			.asString();
		String ticket = mutate(first, "attendee", "signIn", "code: \"%s\"".formatted(code),
				"SignedIn { tokens { accessToken } }")
			.at("/tokens/accessToken")
			.asString();
		String book = "mutation { bookSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(session);
		String link = "mutation { linkTicket(input: {code: \"%s\"}) { __typename } }".formatted(code);
		Flux.range(0, 12).flatMap((i) -> Mono.fromCallable(() -> {
			ServerProcess server = servers.get(i % 2);
			HttpGraphQlTester client = (i % 3 == 0 || i == 5) ? server.as("attendee") : server.with(ticket);
			return client.document((i == 5) ? link : book).execute();
		}).subscribeOn(Schedulers.boundedElastic()), 12)
			.collectList()
			.blockOptional(Duration.ofSeconds(60))
			.orElseThrow();
		String seats = "{ node(id: \"%s\") { ... on Session { mySeat { state } seats { taken waiting } } } }"
			.formatted(session);
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			for (HttpGraphQlTester client : List.of(first.as("attendee"), last.as("attendee"), first.with(ticket),
					last.with(ticket))) {
				client.document(seats)
					.execute()
					.path("node")
					.matchesJsonStrictly(
							"{ \"mySeat\": { \"state\": \"BOOKED\" }, \"seats\": { \"taken\": 1, \"waiting\": 0 } }");
			}
		});
	}

	private static JsonNode mutate(ServerProcess server, String person, String mutation, String input, String success) {
		return server.as(person)
			.document("mutation { %s(input: { %s }) { ... on %s } }".formatted(mutation, input, success))
			.execute()
			.path(mutation)
			.entity(JsonNode.class)
			.get();
	}

	@Test
	void ofTwoOrganisersWhoKnowTheSameRevisionOneWinsAndTheOtherIsTold() {
		Conference conference = Conference.in(servers.getFirst(), "socialchefsdagarna-2021");
		int before = conference.revision(servers.getFirst());
		List<String> answers = Flux.range(0, 2)
			.flatMap((i) -> Mono
				.fromCallable(() -> servers.get(i)
					.as("organiser")
					.document(CHANGE)
					.variable("event", conference.id())
					.variable("session", conference.sessions().get(i))
					.variable("expected", before)
					.variable("start", "2021-09-30T06:00:00+02:00")
					.variable("end", "2021-09-30T0%d:30:00+02:00".formatted(6 + i))
					.execute()
					.path("changeSchedule.type")
					.entity(String.class)
					.get())
				.subscribeOn(Schedulers.boundedElastic()))
			.collectList()
			.blockOptional(Duration.ofSeconds(30))
			.orElseThrow();
		assertThat(answers).containsExactlyInAnyOrder("ScheduleChanged", "Outdated");
		servers.forEach((server) -> assertThat(conference.changes(server, before)).hasSize(1));
	}

	@Test
	void aHostWhoAnswersOnBothServersHasOneMeetingAtATime() {
		Exhibition fair = Exhibition.on(servers.getFirst());
		String exhibitor = fair.exhibitor(servers.getFirst(), "booth", "exhibitor");
		Map<String, String> time = Map.of("startsAt", fair.at("10:00"), "endsAt", fair.at("11:00"));
		List<String> meetings = IntStream.range(0, 10)
			.mapToObj((i) -> mutate(servers.get(i % 2).as("attendee"), "requestMeeting", "RequestMeetingInput",
					"... on MeetingRequested { meeting { id } }",
					Map.of("exhibitorId", exhibitor, "key", "k" + i, "name", "Ann", "times", List.of(time)))
				.path("requestMeeting.meeting.id")
				.entity(String.class)
				.get())
			.toList();
		List<String> answers = Flux.range(0, meetings.size())
			.flatMap((i) -> Mono
				.fromCallable(() -> mutate(servers.get(i % 2).as("exhibitor"), "answerMeeting", "AnswerMeetingInput",
						"type: __typename", Map.of("meetingId", meetings.get(i), "answer", Map.of("accept", time)))
					.path("answerMeeting.type")
					.entity(String.class)
					.get())
				.subscribeOn(Schedulers.boundedElastic()), 10)
			.collectList()
			.blockOptional(Duration.ofSeconds(60))
			.orElseThrow();
		assertThat(answers).hasSize(10).containsOnlyOnce("MeetingAnswered").contains("MeetingClash");
	}

	@Test
	void bothServersShowAnAttendeeTheSameCodeAndCalendar() {
		Exhibition fair = Exhibition.on(servers.getFirst());
		Flux.range(0, 10).flatMap((i) -> Flux.range(0, 4).flatMap((n) -> Mono.fromCallable(() -> {
			GraphQlTester.Response response = servers.get(n % 2)
				.as("new-" + i)
				.document("query ($id: ID) { event(id: $id) { myAgenda { agendaCode calendarFeed { url } } } }")
				.variable("id", fair.id())
				.execute();
			return response.path("event.myAgenda.agendaCode").entity(String.class).get() + ' '
					+ URI.create(response.path("event.myAgenda.calendarFeed.url").entity(String.class).get()).getPath();
		}).subscribeOn(Schedulers.boundedElastic()))
			.collectList()
			.doOnNext((shown) -> assertThat(shown).hasSize(4).containsOnly(shown.getFirst())), 5)
			.blockLast(Duration.ofSeconds(60));
	}

	@Test
	void aContactCodeWorksForOneExhibitorOnAllServers() {
		Exhibition fair = Exhibition.on(servers.getFirst());
		Map<String, String> staff = Map.of("exhibitor", fair.exhibitor(servers.getFirst(), "one", "exhibitor"),
				"organiser", fair.exhibitor(servers.getLast(), "two", "organiser"));
		String code = mutate(servers.getFirst().as("attendee"), "putContactCard", "PutContactCardInput",
				"... on ContactCardPut { contactCard { contactCode { code } } }",
				Map.of("eventId", fair.id(), "name", "Ann"))
			.path("putContactCard.contactCard.contactCode.code")
			.entity(String.class)
			.get();
		List<String> redeemedBy = Flux.range(0, 20).flatMap((i) -> Mono.fromCallable(() -> {
			String who = (i % 4 < 2) ? "exhibitor" : "organiser";
			String type = mutate(servers.get(i % 2).as(who), "captureLead", "CaptureLeadInput", "__typename",
					Map.of("exhibitorId", staff.get(who), "code", code))
				.path("captureLead.__typename")
				.entity(String.class)
				.get();
			return type.equals("LeadCaptured") ? who : type;
		}).subscribeOn(Schedulers.boundedElastic()), 10)
			.collectList()
			.blockOptional(Duration.ofSeconds(60))
			.orElseThrow();
		assertThat(redeemedBy).contains("ContactCodeRejected").hasSize(20);
		assertThat(redeemedBy.stream().filter((answer) -> !answer.equals("ContactCodeRejected")).distinct()).hasSize(1);
	}

	@Test
	void importsOnBothServersAtOnceEndAsOneAfterTheOtherAndEachStepIsHeardOnce() {
		String slug = "both-" + UUID.randomUUID().toString().substring(0, 8);
		assertThat(put(servers.getFirst(), slug, programme("first", "10"))).isEqualTo(200);
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> sessions(servers.getLast(), slug).size() == IMPORTED_SESSIONS);
		List<Integer> heard = new CopyOnWriteArrayList<>();
		Disposable listener = WebSocketGraphQlTester
			.create(servers.getLast().address("ws", "/graphql"), new ReactorNettyWebSocketClient())
			.document("subscription ($event: ID!) { scheduleChanged(eventId: $event, afterRevision: 0) { revision } }")
			.variable("event", Ids.event(slug))
			.executeSubscription()
			.toFlux()
			.map((step) -> step.path("scheduleChanged.revision").entity(Integer.class).get())
			.subscribe(heard::add);
		List<Integer> answers = Flux.range(0, 6)
			.flatMap((i) -> Mono
				.fromCallable(
						() -> put(servers.get(i % 2), slug, (i % 2 == 0) ? programme("A", "11") : programme("B", "12")))
				.subscribeOn(Schedulers.boundedElastic()), 6)
			.collectList()
			.blockOptional(Duration.ofSeconds(60))
			.orElseThrow();
		assertThat(answers).hasSize(6).containsOnly(200);
		List<String> whole = sessions(servers.getFirst(), slug);
		assertThat(whole).hasSize(IMPORTED_SESSIONS);
		assertThat(whole.stream().distinct()).as("one of the files, and no half")
			.singleElement()
			.isIn("A 11:00", "B 12:00");
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(sessions(servers.getLast(), slug)).isEqualTo(whole));
		int revision = new Conference(Ids.event(slug), List.of()).revision(servers.getLast());
		assertThat(revision % IMPORTED_SESSIONS).as("each import is made at once").isZero();
		String before = "";
		for (int after = 0; after < revision; after += IMPORTED_SESSIONS) {
			List<String> hours = servers.getLast()
				.as("admin")
				.document(
						"query ($slug: String!, $after: Int!, $first: Int!) { event(slug: $slug) { changes(afterRevision: $after, first: $first) { nodes { after { startsAt } } } } }")
				.variable("slug", slug)
				.variable("after", after)
				.variable("first", IMPORTED_SESSIONS)
				.execute()
				.path("event.changes.nodes[*].after.startsAt")
				.entityList(String.class)
				.get();
			assertThat(hours).hasSize(IMPORTED_SESSIONS).containsOnly(hours.getFirst()).doesNotContain(before);
			before = hours.getFirst();
		}
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() >= revision);
		assertThat(heard).isEqualTo(IntStream.rangeClosed(1, revision).boxed().toList());
		listener.dispose();
		assertThat(
				put(servers.getFirst(), slug, whole.contains("A 11:00") ? programme("A", "11") : programme("B", "12")))
			.isEqualTo(200);
		assertThat(sessions(servers.getFirst(), slug)).isEqualTo(whole);
	}

	@Test
	void anInboxIsTheSameOnBothServersIfASessionIsMovedWhileItIsAdded() {
		String slug = "inbox-" + UUID.randomUUID().toString().substring(0, 8);
		assertThat(put(servers.getFirst(), slug, programme("inbox", "10"))).isEqualTo(200);
		mutate(servers.getFirst().as("admin"), "publishEvent", "PublishEventInput", "__typename",
				Map.of("eventId", Ids.event(slug)))
			.errors()
			.verify();
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> sessions(servers.getLast(), slug).size() == IMPORTED_SESSIONS);
		List<String> ids = servers.getLast()
			.as("admin")
			.document("query ($slug: String!) { event(slug: $slug) { sessions(first: 100) { nodes { id } } } }")
			.variable("slug", slug)
			.execute()
			.path("event.sessions.nodes[*].id")
			.entityList(String.class)
			.get();
		new InboxRace(servers, Ids.event(slug), ids).run(racingPairs());
	}

	/** How many times a session is added and moved at the same moment. */
	int racingPairs() {
		return 1000;
	}

	private static List<String> sessions(ServerProcess server, String slug) {
		GraphQlTester.Response response = server.as("admin")
			.document(
					"query ($slug: String!) { event(slug: $slug) { sessions(first: 100) { nodes { title startsAt } } } }")
			.variable("slug", slug)
			.execute();
		List<String> titles = response.path("event.sessions.nodes[*].title").entityList(String.class).get();
		List<String> starts = response.path("event.sessions.nodes[*].startsAt").entityList(String.class).get();
		return IntStream.range(0, titles.size())
			.mapToObj((i) -> titles.get(i) + " " + starts.get(i).substring(11, 16))
			.toList();
	}

	private static String programme(String title, String hour) {
		String sessions = IntStream.range(0, IMPORTED_SESSIONS)
			.mapToObj((
					i) -> "{\"key\": \"s%d\", \"kind\": \"LECTURE\", \"title\": {\"en\": \"%s\"}, \"startsAt\": \"2027-09-01T%s:00\", \"endsAt\": \"2027-09-01T%3$s:30\"}"
						.formatted(i, title, hour))
			.collect(Collectors.joining(","));
		return """
				{"slug": "both", "name": {"en": "Both"}, "startsOn": "2027-09-01", "endsOn": "2027-09-01", "timezone": "Europe/Stockholm", "languages": ["en"], "sessions": [%s]}"""
			.formatted(sessions);
	}

	private static int put(ServerProcess server, String slug, String file) {
		return WebTestClient.bindToServer()
			.baseUrl(server.address("http", "/events/" + slug + "/programme").toString())
			.responseTimeout(Duration.ofSeconds(30))
			.build()
			.put()
			.headers((headers) -> headers.setBearerAuth(server.token("admin")))
			.bodyValue(file)
			.exchange()
			.expectBody()
			.returnResult()
			.getStatus()
			.value();
	}

	private static GraphQlTester.Response mutate(HttpGraphQlTester client, String mutation, String inputType,
			String selection, Map<String, ?> input) {
		return client
			.document("mutation ($input: %s!) { %s(input: $input) { %s } }".formatted(inputType, mutation, selection))
			.variable("input", input)
			.execute();
	}

	/**
	 * An event of a test's own with exhibitors.
	 */
	private record Exhibition(String id, LocalDate day) {

		static Exhibition on(ServerProcess server) {
			LocalDate day = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(3);
			String id = mutate(server.as("admin"), "putEvent", "PutEventInput", "... on EventPut { event { id } }",
					Map.of("slug", "fair-" + UUID.randomUUID().toString().substring(0, 8), "name",
							List.of(Map.of("lang", "sv", "text", "Mässa")), "startsOn", day.toString(), "endsOn",
							day.toString(), "timezone", "Europe/Stockholm", "languages", List.of("sv")))
				.path("putEvent.event.id")
				.entity(String.class)
				.get();
			mutate(server.as("admin"), "publishEvent", "PublishEventInput", "... on EventPublished { event { id } }",
					Map.of("eventId", id))
				.errors()
				.verify();
			return new Exhibition(id, day);
		}

		String exhibitor(ServerProcess server, String key, String staff) {
			String exhibitor = mutate(server.as("admin"), "putExhibitor", "PutExhibitorInput",
					"... on ExhibitorPut { exhibitor { id } }", Map.of("eventId", this.id, "key", key, "name", key))
				.path("putExhibitor.exhibitor.id")
				.entity(String.class)
				.get();
			servers.forEach((either) -> Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> mutate(either.as("admin"), "setExhibitorStaff", "SetExhibitorStaffInput", "__typename",
						Map.of("exhibitorId", exhibitor, "subjects", List.of(staff)))
					.returnResponse()
					.getErrors()
					.isEmpty()));
			return exhibitor;
		}

		String at(String time) {
			return "%sT%s:00+02:00".formatted(this.day, time);
		}

	}

	/**
	 * One of the sample conferences.
	 */
	private record Conference(String id, List<String> sessions) {

		static Conference in(ServerProcess server, String slug) {
			HttpGraphQlTester client = server.as("organiser");
			GraphQlTester.Response response = client
				.document("query ($slug: String!) { event(slug: $slug) { id sessions(first: 100) { nodes { id } } } }")
				.variable("slug", slug)
				.execute();
			return new Conference(response.path("event.id").entity(String.class).get(),
					response.path("event.sessions.nodes[*].id").entityList(String.class).get());
		}

		int revision(ServerProcess server) {
			return server.as("organiser")
				.document("query ($id: ID!) { event(id: $id) { revision } }")
				.variable("id", this.id)
				.execute()
				.path("event.revision")
				.entity(Integer.class)
				.get();
		}

		List<Map.Entry<Integer, String>> changes(ServerProcess server, int after) {
			GraphQlTester.Response response = server.as("organiser")
				.document(
						"query ($id: ID!, $after: Int!) { event(id: $id) { changes(afterRevision: $after) { nodes { revision note } } } }")
				.variable("id", this.id)
				.variable("after", after)
				.execute();
			List<Integer> revisions = response.path("event.changes.nodes[*].revision").entityList(Integer.class).get();
			List<String> notes = new ArrayList<>();
			response.path("event.changes.nodes[*].note")
				.entityList(String.class)
				.get()
				.forEach((note) -> notes.add(String.valueOf(note)));
			return IntStream.range(0, revisions.size())
				.mapToObj((i) -> Map.entry(revisions.get(i), notes.get(i)))
				.toList();
		}

	}

}
