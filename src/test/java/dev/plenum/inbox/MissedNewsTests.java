package dev.plenum.inbox;

import java.time.Duration;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.exhibitor.Fair;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscribers to an inbox who were away while more happened than is kept.
 */
@LiveServer
class MissedNewsTests {

	@Autowired
	private Clients clients;

	@Test
	void aStaffMemberWhoMissedRequestsNeedsAResyncAlsoIfTheirOwnNewsAreOlder() {
		Fair fair = Fair.of(this.clients);
		String exhibitor = fair.staffed("stand", "staff");
		String meeting = request(fair, exhibitor, "ann").path("requestMeeting.meeting.id").entity(String.class).get();
		mutate(fair, "staff",
				"answerMeeting(input: {meetingId: \"%s\", answer: {accept: {startsAt: \"%s\", endsAt: \"%s\"}}})"
					.formatted(meeting, fair.conference().in(2), fair.conference().in(3)));
		mutate(fair, "ann", "cancelMeeting(input: {meetingId: \"%s\"})".formatted(meeting));
		String cursor = fair.as("staff")
			.document("{ event(id: \"%s\") { myNews(first: 10) { cursor nodes { id } } } }".formatted(fair.id()))
			.execute()
			.path("event.myNews.cursor")
			.entity(String.class)
			.get();
		for (int i = 0; i < 21; i++) {
			request(fair, exhibitor, "guest" + i).errors().verify();
		}
		StepVerifier
			.create(this.clients.listener(fair.conference().person("staff"))
				.document("subscription { myNewsChanged(eventId: \"%s\", after: \"%s\") { cursor } }"
					.formatted(fair.id(), cursor))
				.executeSubscription()
				.toFlux())
			.expectErrorSatisfies((error) -> assertThat(error).hasMessageContaining("not kept any more"))
			.verify(Duration.ofSeconds(20));
	}

	private static Response request(Fair fair, String exhibitor, String who) {
		return fair.as(who)
			.document(
					"mutation { requestMeeting(input: {exhibitorId: \"%s\", key: \"k\", name: \"%s\", times: [{startsAt: \"%s\", endsAt: \"%s\"}]}) { ... on MeetingRequested { meeting { id } } } }"
						.formatted(exhibitor, who, fair.conference().in(2), fair.conference().in(3)))
			.execute();
	}

	private static void mutate(Fair fair, String who, String mutation) {
		fair.as(who).document("mutation { " + mutation + " { __typename } }").executeAndVerify();
	}

}
