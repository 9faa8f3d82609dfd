package dev.plenum.meeting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.exhibitor.Everybody;
import dev.plenum.exhibitor.Fair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.graphql.test.tester.GraphQlTester.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may read and change meetings.
 */
@Tag("slow")
@LiveServer
class MeetingAuthorisationTests {

	@Autowired
	private Clients clients;

	private Fair fair;

	private Diary diary;

	private String trygg;

	private String meeting;

	private Everybody everybody;

	@BeforeEach
	void aMeeting() {
		this.fair = Fair.of(this.clients);
		this.diary = new Diary(this.fair);
		this.trygg = this.fair.staffed("trygg", "staff");
		this.fair.staffed("other", "rival");
		this.meeting = this.diary.request("ann", this.trygg, "k", 2);
		this.everybody = Everybody.at(this.fair, this.clients);
	}

	@Test
	void onlyTheStaffReadTheMeetingsOfAnExhibitor() {
		this.everybody.expect((client) -> client
			.document("query ($id: ID!) { node(id: $id) { ... on Exhibitor { meetings { nodes { name } } } } }")
			.variable("id", this.trygg)
			.execute(), "FORBIDDEN", "staff");
	}

	@Test
	void onlyTheStaffAnswer() {
		this.everybody.expect((client) -> this.diary.answer(client, this.meeting, "decline", Map.of()), "NOT_FOUND",
				"staff");
	}

	@Test
	void onlyTheStaffProposeAnotherTime() {
		this.everybody.expect((client) -> this.diary.propose(client, this.meeting, 4), "NOT_FOUND", "staff");
	}

	@Test
	void onlyTheStaffReassign() {
		this.diary.answer(this.fair.as("staff"), this.meeting, "accept", this.diary.time(2)).errors().verify();
		this.everybody.expect((client) -> this.diary.reassign(client, this.meeting, null), "NOT_FOUND", "staff");
	}

	@Test
	void onlyTheAttendeeAgrees() {
		this.diary.answer(this.fair.as("staff"), this.meeting, "propose", this.diary.time(3)).errors().verify();
		this.everybody.expect((client) -> this.diary.agree(client, this.meeting, 3), "NOT_FOUND", "the attendee");
	}

	@Test
	void onlyTheTwoSidesCancel() {
		this.everybody.expect((client) -> this.diary.cancel(client, this.meeting), "NOT_FOUND", "the attendee",
				"staff");
	}

	@Test
	void everybodyWithATokenRequests() {
		this.everybody.expectWithToken((client) -> this.diary.request(client, this.trygg, "own", 2));
	}

	@Test
	void onlyTheTwoSidesSeeAMeeting() {
		this.diary.answer(this.fair.as("staff"), this.meeting, "accept", this.diary.time(2)).errors().verify();
		this.everybody.forEach((who, client) -> {
			int own = List.of("the attendee", "staff").contains(who) ? 1 : 0;
			client.document("query ($id: ID) { event(id: $id) { myMeetings { id } } }")
				.variable("id", this.fair.id())
				.execute()
				.path("event.myMeetings")
				.entityList(Object.class)
				.hasSize(own);
			Path node = client.document("query ($id: ID!) { node(id: $id) { ... on Meeting { name } } }")
				.variable("id", this.meeting)
				.execute()
				.path("node");
			if (own == 1) {
				node.matchesJsonStrictly("{ \"name\": \"Ann of Malmö\" }");
			}
			else {
				node.valueIsNull();
			}
		});
	}

	@Test
	void onlyTheStaffListen() {
		Map<String, String> codes = new LinkedHashMap<>();
		Map<String, WebSocketGraphQlTester> listeners = new LinkedHashMap<>();
		listeners.put("anonymous", this.clients.listener());
		List.of("ann", "rival", "organiser")
			.forEach((name) -> listeners.put(name, this.clients.listener(this.fair.conference().person(name))));
		listeners.put("organiser of another",
				this.clients.listener(OwnConference.of(this.clients).person("organiser")));
		listeners.put("administrator", this.clients.listener("admin"));
		listeners.forEach((who, listener) -> StepVerifier
			.create(listener.document("subscription ($id: ID!) { meetingChanged(exhibitorId: $id) { id } }")
				.variable("id", this.trygg)
				.executeSubscription()
				.toFlux())
			.expectErrorSatisfies((ex) -> codes.put(who,
					String
						.valueOf(((SubscriptionErrorException) ex).getErrors().getFirst().getExtensions().get("code"))))
			.verify(Duration.ofSeconds(20)));
		assertThat(codes).isEqualTo(Map.of("anonymous", "UNAUTHENTICATED", "ann", "FORBIDDEN", "rival", "FORBIDDEN",
				"organiser", "FORBIDDEN", "organiser of another", "FORBIDDEN", "administrator", "FORBIDDEN"));
	}

	@Test
	void nothingIsChangedAfterTheEvent() {
		LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
		this.fair.as("organiser")
			.document(
					"mutation { putEvent(input: {slug: \"%s\", startsOn: \"%s\", endsOn: \"%s\"}) { ... on EventPut { event { id } } } }"
						.formatted(this.fair.conference().slug(), today.minusDays(9), today.minusDays(7)))
			.executeAndVerify();
		Map.of("proposeMeetingTime", this.diary.propose(this.fair.as("staff"), this.meeting, 2), "reassignMeeting",
				this.diary.reassign(this.fair.as("staff"), this.meeting, null), "requestMeeting",
				this.diary.request(this.fair.as("ann"), this.trygg, "late", 2), "answerMeeting",
				this.diary.answer(this.fair.as("staff"), this.meeting, "decline", Map.of()), "agreeToMeeting",
				this.diary.agree(this.fair.as("ann"), this.meeting, 2), "cancelMeeting",
				this.diary.cancel(this.fair.as("ann"), this.meeting))
			.forEach((mutation,
					response) -> response.path(mutation + ".__typename").entity(String.class).isEqualTo("EventClosed"));
	}

}
