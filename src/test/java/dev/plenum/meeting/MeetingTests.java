package dev.plenum.meeting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.exhibitor.Fair;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meetings from the request to the agendas of both sides, on a live server.
 */
@Tag("slow")
@LiveServer
class MeetingTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Disposable.Composite listening = Disposables.composite();

	@Autowired
	private Clients clients;

	@Autowired
	private Meetings meetings;

	@Autowired
	private MeetingBoards boards;

	@Autowired
	private EventAccess access;

	private Fair fair;

	private Diary diary;

	private String trygg;

	@BeforeEach
	void openAFair() {
		this.fair = Fair.of(this.clients);
		this.diary = new Diary(this.fair);
		this.trygg = this.fair.staffed("trygg", "staff");
	}

	@AfterEach
	void stopListening() {
		this.listening.dispose();
	}

	@Test
	void anAcceptedMeetingIsInBothAgendasAndACancelledOneInNeither() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2, 4);
		assertThat(this.diary.agenda("ann")).isEmpty();
		type(this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(4)), "MeetingAnswered")
			.path("answerMeeting.meeting")
			.matchesJson("""
					{ "meetingState": "ACCEPTED", "name": "Ann of Malmö", "hostName": "%s", "hostedByMe": true,
					  "exhibitor": { "name": "trygg" } }""".formatted(this.fair.conference().person("staff")));
		this.fair.conference().session("busy", "SEMINAR", 4, Map.of());
		assertThat(this.diary.agenda("ann")).containsExactly("trygg0");
		assertThat(this.diary.agenda("staff")).containsExactly("trygg0");
		this.diary.cancel(this.fair.as("ann"), meeting)
			.path("cancelMeeting.meeting")
			.matchesJson(
					"{ \"meetingState\": \"CANCELLED\", \"cancelledBy\": \"ATTENDEE\", \"closingNote\": \"ill\" }");
		assertThat(this.diary.agenda("ann")).isEmpty();
		assertThat(this.diary.agenda("staff")).isEmpty();
	}

	@Test
	void aMeetingClashesWithAPickedSession() {
		String session = this.fair.conference().session("picked", "SEMINAR", 2, Map.of());
		this.fair.as("ann")
			.document("mutation ($id: ID!) { addToAgenda(input: {sessionId: $id}) { __typename } }")
			.variable("id", session)
			.executeAndVerify();
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(2)).errors().verify();
		assertThat(this.diary.agenda("ann")).containsExactly("trygg1");
	}

	@Test
	void aProposedTimeIsReservedUntilTheAttendeeAgrees() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		String other = this.diary.request("bob", this.trygg, "k", 3);
		type(this.diary.answer(this.fair.as("staff"), meeting, "propose", this.diary.time(3)), "MeetingAnswered")
			.path("answerMeeting.meeting.meetingState")
			.entity(String.class)
			.isEqualTo("PROPOSED");
		assertThat(this.diary.agenda("ann")).isEmpty();
		type(this.diary.answer(this.fair.as("staff"), other, "accept", this.diary.time(3)), "MeetingClash")
			.path("answerMeeting.otherMeeting.id")
			.entity(String.class)
			.isEqualTo(meeting);
		this.diary.agree(this.fair.as("ann"), meeting, 2)
			.path("agreeToMeeting.__typename")
			.entity(String.class)
			.isEqualTo("Outdated");
		this.diary.agree(this.fair.as("ann"), meeting, 3)
			.path("agreeToMeeting.__typename")
			.entity(String.class)
			.isEqualTo("MeetingAgreed");
		assertThat(this.diary.agenda("ann")).hasSize(1);
		assertThat(this.diary.agenda("staff")).hasSize(1);
	}

	@Test
	void theAttendeeReadsWhyAMeetingWasDeclined() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		this.diary.answer(this.fair.as("staff"), meeting, "decline", Map.of("note", "sold out")).errors().verify();
		this.fair.as("ann")
			.document("query ($id: ID) { event(id: $id) { myMeetings { id meetingState closingNote } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myMeetings")
			.matchesJsonStrictly("[{ \"id\": \"%s\", \"meetingState\": \"DECLINED\", \"closingNote\": \"sold out\" }]"
				.formatted(meeting));
		type(this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(2)), "Outdated");
	}

	@Test
	void anAnswerToAnotherVersionIsOutdatedUnlessTheMeetingIsAsAnswered() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		Map<String, Object> first = proposal(meeting, 3, 1);
		for (int i = 0; i < 2; i++) {
			answer(first).path("answerMeeting.meeting.version").entity(Integer.class).isEqualTo(2);
		}
		answer(proposal(meeting, 5, 2)).path("answerMeeting.meeting.version").entity(Integer.class).isEqualTo(3);
		answer(first).path("answerMeeting")
			.matchesJson("{ \"__typename\": \"Outdated\", \"current\": { \"id\": \"%s\" } }".formatted(meeting));
	}

	private Map<String, Object> proposal(String meeting, int hours, int version) {
		return Map.of("meetingId", meeting, "expectedVersion", version, "answer",
				Map.of("propose", this.diary.time(hours)));
	}

	private Response answer(Map<String, Object> input) {
		return Fair.mutate(this.fair.as("staff"), "answerMeeting", "MeetingAnswered",
				"meeting { version } } ... on Outdated { current { id }", input);
	}

	@Test
	void repeatedMutationsAreWrittenOnce() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		assertThat(this.diary.request("ann", this.trygg, "k", 3)).isEqualTo(meeting);
		this.diary.answer(this.fair.as("staff"), meeting, "propose", this.diary.time(5)).errors().verify();
		this.diary.answer(this.fair.as("staff"), meeting, "propose", this.diary.time(5)).errors().verify();
		this.diary.agree(this.fair.as("ann"), meeting, 5).errors().verify();
		this.diary.agree(this.fair.as("ann"), meeting, 5).errors().verify();
		this.diary.cancel(this.fair.as("staff"), meeting).errors().verify();
		this.diary.cancel(this.fair.as("ann"), meeting)
			.path("cancelMeeting.meeting.cancelledBy")
			.entity(String.class)
			.isEqualTo("EXHIBITOR");
		assertThat(this.meetings.of(this.trygg, Reading.NEWEST).blockOptional().orElseThrow().version()).isEqualTo(4);
	}

	@Test
	void oneOfManyConcurrentAcceptancesOfTheSameTimeWins() {
		List<String> meetings = List.of("a", "b", "c", "d", "e", "f")
			.stream()
			.map((name) -> this.diary.request(name, this.trygg, "k", 2))
			.toList();
		List<String> answers = Flux.fromIterable(meetings)
			.flatMap((meeting) -> Mono
				.fromCallable(() -> this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(2))
					.path("answerMeeting.__typename")
					.entity(String.class)
					.get())
				.subscribeOn(Schedulers.boundedElastic()), 6)
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
		assertThat(answers).containsOnlyOnce("MeetingAnswered").contains("MeetingClash").hasSize(6);
		assertThat(this.diary.agenda("staff")).hasSize(1);
	}

	@Test
	void aRemovedMemberOfTheStaffDoesNotSeeTheMeeting() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(2)).errors().verify();
		this.fair.setStaff(this.trygg, List.of()).errors().verify();
		assertThat(this.diary.agenda("staff")).isEmpty();
		assertThat(this.diary.agenda("ann")).hasSize(1);
	}

	@Test
	void invalidFieldsAreRefusedWithTheirPlace() {
		refused(this.diary.request(this.fair.as("ann"), this.trygg, "k"), List.of("input", "times"));
		refused(this.diary.request(this.fair.as("ann"), this.trygg, " ", 2), List.of("input", "key"));
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		refused(this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(3)),
				List.of("input", "answer", "accept"));
	}

	@Test
	void aMeetingIsWithinTheExhibitionHours() {
		closed("requestMeeting", this.diary.request(this.fair.as("ann"), this.trygg, "k", 2, 24 * 30));
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		closed("answerMeeting", this.diary.answer(this.fair.as("staff"), meeting, "propose", this.diary.time(24 * 30)));
		this.fair.conference()
			.organiser()
			.document(
					"mutation ($slug: String!, $hours: [ExhibitionHoursInput!]) { putEvent(input: {slug: $slug, exhibitionHours: $hours}) { ... on EventPut { event { exhibitionHours { startsAt } } } } }")
			.variable("slug", this.fair.conference().slug())
			.variable("hours", List.of(this.diary.time(5), this.diary.time(2)))
			.execute()
			.path("putEvent.event.exhibitionHours")
			.entityList(Object.class)
			.hasSize(2);
		closed("requestMeeting", this.diary.request(this.fair.as("ann"), this.trygg, "late", 3))
			.path("requestMeeting.exhibitionHours")
			.entityList(Object.class)
			.hasSize(2);
		closed("answerMeeting", this.diary.answer(this.fair.as("staff"), meeting, "propose", this.diary.time(3)));
		closed("proposeMeetingTime", this.diary.propose(this.fair.as("staff"), meeting, 3));
		this.diary.propose(this.fair.as("staff"), meeting, 5)
			.path("proposeMeetingTime.meeting.meetingState")
			.entity(String.class)
			.isEqualTo("PROPOSED");
		assertThat(this.diary.request("bob", this.trygg, "k", 2, 5)).isNotBlank();
	}

	private static Response closed(String mutation, Response response) {
		response.path(mutation + ".__typename").entity(String.class).isEqualTo("ExhibitionClosed");
		return response;
	}

	@Test
	void theStaffProposeAnotherTimeForAnAgreedMeeting() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(2)).errors().verify();
		this.fair.setStaff(this.trygg, List.of(person("staff"), person("colleague"))).errors().verify();
		for (int i = 0; i < 2; i++) {
			this.diary.propose(this.fair.as("colleague"), meeting, 4)
				.path("proposeMeetingTime.meeting")
				.matchesJson("{ \"meetingState\": \"PROPOSED\", \"hostName\": \"%s\", \"version\": 3 }"
					.formatted(person("staff")));
		}
		assertThat(news("ann")).containsExactly("2 ANSWERED " + meeting, "3 MOVED " + meeting);
		assertThat(news("staff")).containsExactly("1 REQUESTED " + meeting, "4 MOVED " + meeting);
		this.diary.agree(this.fair.as("ann"), meeting, 4)
			.path("agreeToMeeting.__typename")
			.entity(String.class)
			.isEqualTo("MeetingAgreed");
		this.diary.propose(this.fair.as("colleague"), meeting, 4)
			.path("proposeMeetingTime.meeting.meetingState")
			.entity(String.class)
			.isEqualTo("ACCEPTED");
		assertThat(this.diary.agenda("staff")).hasSize(1);
		assertThat(this.diary.agenda("colleague")).isEmpty();
	}

	@Test
	void theStaffReassignAMeeting() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(2)).errors().verify();
		this.fair.setStaff(this.trygg, List.of(person("staff"), person("colleague"))).errors().verify();
		refused(this.diary.reassign(this.fair.as("staff"), meeting, person("ann")), List.of("input", "hostSubject"));
		this.diary.reassign(this.fair.as("staff"), meeting, person("colleague"))
			.path("reassignMeeting.meeting")
			.matchesJson("{ \"meetingState\": \"ACCEPTED\", \"hostName\": \"Kim\", \"hostedByMe\": false }");
		assertThat(this.diary.agenda("ann")).hasSize(1);
		assertThat(this.diary.agenda("staff")).isEmpty();
		assertThat(this.diary.agenda("colleague")).hasSize(1);
		assertThat(news("ann")).endsWith("3 REASSIGNED " + meeting);
		assertThat(news("colleague")).endsWith("4 REASSIGNED " + meeting);
		String other = this.diary.request("bob", this.trygg, "k", 2);
		type(this.diary.answer(this.fair.as("staff"), other, "accept", this.diary.time(2)), "MeetingAnswered");
		this.diary.reassign(this.fair.as("staff"), other, person("colleague"))
			.path("reassignMeeting")
			.matchesJson(
					"{ \"__typename\": \"MeetingClash\", \"message\": \"The host has another meeting at that time.\" }");
		this.diary.reassign(this.fair.as("staff"), this.diary.request("bob", this.trygg, "open", 2), null)
			.path("reassignMeeting.__typename")
			.entity(String.class)
			.isEqualTo("Outdated");
	}

	private String person(String name) {
		return this.fair.conference().person(name);
	}

	@Test
	void aTimeInThePastIsRefused() {
		this.diary.request(this.fair.as("ann"), this.trygg, "k", -3).path("requestMeeting").matchesJson("""
				{ "__typename": "MeetingTimePassed", "message": "That time has passed. Choose another time." }""");
	}

	@Test
	void bothSidesReceiveEachChange() {
		Queue<String> attendee = listen("ann",
				"myAgendaChanged(eventId: \"%s\") { kind meeting { meetingState } }".formatted(this.fair.id()),
				"myAgendaChanged.meeting.meetingState");
		Queue<String> host = listen("staff",
				"myAgendaChanged(eventId: \"%s\") { kind meeting { meetingState } }".formatted(this.fair.id()),
				"myAgendaChanged.meeting.meetingState");
		Queue<String> staff = listen("staff",
				"meetingChanged(exhibitorId: \"%s\") { meetingState }".formatted(this.trygg),
				"meetingChanged.meetingState");
		awaitListening(attendee, host, staff);
		String meeting = this.diary.request("ann", this.trygg, "real", 6);
		expect(attendee, "REQUESTED");
		expect(staff, "REQUESTED");
		this.diary.answer(this.fair.as("staff"), meeting, "propose", this.diary.time(7)).errors().verify();
		expect(attendee, "PROPOSED");
		expect(staff, "PROPOSED");
		expect(host, "PROPOSED");
		this.diary.agree(this.fair.as("ann"), meeting, 7).errors().verify();
		expect(attendee, "ACCEPTED");
		expect(staff, "ACCEPTED");
		expect(host, "ACCEPTED");
		this.fair.conference().deleteMyData("ann").errors().verify();
		expect(staff, "CANCELLED");
		expect(host, "CANCELLED");
	}

	@Test
	void theSubscriptionEndsForARemovedMemberOfTheStaff() {
		Queue<String> staff = listen("staff",
				"meetingChanged(exhibitorId: \"%s\") { meetingState }".formatted(this.trygg),
				"meetingChanged.meetingState");
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
			this.diary.request("a" + System.nanoTime(), this.trygg, "k", 2);
			return !staff.isEmpty();
		});
		this.fair.setStaff(this.trygg, List.of()).errors().verify();
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> staff.stream().anyMatch((heard) -> heard.contains("FORBIDDEN")));
		int heard = staff.size();
		this.diary.request("bob", this.trygg, "k", 2);
		assertThat(staff).hasSize(heard);
	}

	@Test
	void theCalendarHasTheMeeting() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(2)).errors().verify();
		String calendar = this.fair.as("ann")
			.document("query ($id: ID) { event(id: $id) { myAgenda { calendarFeed { url } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myAgenda.calendarFeed.url")
			.entity(String.class)
			.get();
		assertThat(this.clients.raw()
			.get()
			.uri(calendar)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()).contains("SUMMARY:trygg – Ann of Malmö", "UID:" + meeting + "@plenum");
	}

	@Test
	void newsAreStoredForThePersonWhomTheyConcern() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		assertThat(news("ann")).isEmpty();
		assertThat(news("staff")).containsExactly("1 REQUESTED " + meeting);
		this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(2)).errors().verify();
		assertThat(news("ann")).containsExactly("2 ANSWERED " + meeting);
		this.fair.as("ann")
			.document("{ exportMyData }")
			.execute()
			.path("exportMyData.meetings[1]")
			.matchesJson("{ \"news\": \"ANSWERED\", \"state\": \"ACCEPTED\" }");
		this.fair.conference().deleteMyData("ann").errors().verify();
		assertThat(news("ann")).isEmpty();
		assertThat(news("staff")).containsExactly("1 REQUESTED " + meeting, "3 ENDED " + meeting);
	}

	private List<String> news(String name) {
		String subject = this.fair.conference().person(name);
		return this.access.visibleEvent(this.fair.id(), new Caller("organiser", null, true))
			.flatMap((programme) -> this.boards.news(programme, subject, true))
			.blockOptional()
			.orElseThrow()
			.stream()
			.flatMap((source) -> source.news().stream())
			.map((one) -> one.number() + " " + one.kind() + " " + one.meetingId())
			.toList();
	}

	@Test
	void requestedMeetingsAreExportedAndDeletedWithTheAttendee() {
		String meeting = this.diary.request("ann", this.trygg, "k", 2);
		this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(2)).errors().verify();
		this.fair.as("ann")
			.document("{ exportMyData }")
			.execute()
			.path("exportMyData.meetings[0]")
			.matchesJson("{ \"exhibitorId\": \"%s\", \"state\": \"ACCEPTED\", \"name\": \"Ann of Malmö\" }"
				.formatted(this.trygg));
		this.fair.conference().deleteMyData("ann").errors().verify();
		assertThat(this.meetings.of(this.trygg, Reading.NEWEST).blockOptional().orElseThrow().meetings()).isEmpty();
		assertThat(this.diary.agenda("staff")).isEmpty();
	}

	private Queue<String> listen(String name, String subscription, String path) {
		this.clients.token(this.fair.conference().person(name));
		Queue<String> heard = new ConcurrentLinkedQueue<>();
		this.listening.add(this.clients.listener(this.fair.conference().person(name))
			.document("subscription { " + subscription + " }")
			.executeSubscription()
			.toFlux(path, String.class)
			.subscribe(heard::add, (ex) -> heard.add(ex.toString())));
		return heard;
	}

	/**
	 * Makes meetings until all have heard of one, and lets them hear of nothing else.
	 */
	private void awaitListening(Queue<String> attendee, Queue<String> host, Queue<String> staff) {
		for (int i = 0; i < 9 && (attendee.isEmpty() || host.isEmpty() || staff.isEmpty()); i++) {
			String meeting = this.diary.request("ann", this.trygg, "try" + i, 2);
			this.diary.answer(this.fair.as("staff"), meeting, "accept", this.diary.time(2)).errors().verify();
			this.diary.cancel(this.fair.as("ann"), meeting).errors().verify();
			Awaitility.await()
				.pollInterval(Duration.ofMillis(20))
				.atMost(PATIENCE)
				.pollDelay(Duration.ofMillis(200))
				.until(() -> true);
		}
		Awaitility.await()
			.atMost(PATIENCE)
			.during(Duration.ofMillis(300))
			.until(() -> attendee.contains("CANCELLED") && host.contains("CANCELLED") && staff.contains("CANCELLED"));
		List.of(attendee, host, staff).forEach(Queue::clear);
	}

	private static void expect(Queue<String> heard, String state) {
		Awaitility.await().atMost(PATIENCE).until(() -> !heard.isEmpty());
		assertThat(heard.poll()).isEqualTo(state);
	}

	private static Response type(Response response, String type) {
		response.path("answerMeeting.__typename").entity(String.class).isEqualTo(type);
		return response;
	}

	private static void refused(Response response, List<Object> path) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
					.containsEntry("path", path)));
	}

}
