package dev.plenum.feedback;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ratings of sessions.
 */
@Tag("slow")
@LiveServer
class FeedbackTests {

	@Autowired
	private Clients clients;

	@Autowired
	private DatabaseCommands database;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void aChangedRatingCountsOnce() {
		String session = running();
		rate("ann", session, 2, "dull").errors().verify();
		rate("ann", session, 4, "better").path("rateSession.rating.stars").entity(Integer.class).isEqualTo(4);
		rate("ann", session, 4, "better").path("rateSession.session.myRating.stars").entity(Integer.class).isEqualTo(4);
		String at = rate("ann", session, 4, "better").path("rateSession.rating.at").entity(String.class).get();
		rate("ann", session, 4, "better").path("rateSession.rating.at").entity(String.class).isEqualTo(at);
		rate("bob", session, 5, " ").path("rateSession.rating.comment").valueIsNull();
		rate("cyd", session, 5, "great").errors().verify();
		feedback(this.conference.organiser(), session).path("node.feedback.count")
			.entity(Integer.class)
			.isEqualTo(3)
			.path("node.feedback.distribution")
			.entityList(Integer.class)
			.containsExactly(0, 0, 0, 1, 2)
			.path("node.feedback.average")
			.entity(Double.class)
			.satisfies((average) -> assertThat(average).isBetween(4.66, 4.67))
			.path("node.feedback.comments.nodes[*].comment")
			.entityList(String.class)
			.containsExactly("great", "better")
			.path("node.feedback.comments.totalCount")
			.entity(Integer.class)
			.isEqualTo(2);
	}

	@Test
	void aRepeatedRequestDoesNotReplaceANewerRating() {
		String session = running();
		request("ann", session, 2, "one").path("rateSession.rating.stars").entity(Integer.class).isEqualTo(2);
		request("ann", session, 2, "two").errors().verify();
		request("ann", session, 4, "three").path("rateSession.rating.stars").entity(Integer.class).isEqualTo(4);
		for (String late : List.of("one", "two")) {
			request("ann", session, 2, late).path("rateSession.rating.stars").entity(Integer.class).isEqualTo(4);
		}
		request("ann", session, 2, "four").path("rateSession.rating.stars").entity(Integer.class).isEqualTo(2);
	}

	@Test
	void anOrganiserHidesACommentAndTheAverageStays() {
		String session = running();
		rate("ann", session, 1, "insulting").errors().verify();
		rate("bob", session, 5, "great").errors().verify();
		String id = comments(session, "").path("node.feedback.comments.nodes[?(@.comment == 'insulting')].id")
			.entityList(String.class)
			.get()
			.getFirst();
		expect(hide("ann", id, ""), "FORBIDDEN");
		expect(hide("organiser", id.substring(0, id.length() - 1), ""), "NOT_FOUND");
		for (int i = 0; i < 2; i++) {
			hide("organiser", id, "").path("hideFeedbackComment.feedbackComment.hidden")
				.entity(Boolean.class)
				.isEqualTo(true);
			Response shown = comments(session, "");
			shown.path("node.feedback.comments.nodes[*].comment").entityList(String.class).containsExactly("great");
			shown.path("node.feedback.average").entity(Double.class).isEqualTo(3.0);
		}
		rate("ann", session, 1, "insulting again").errors().verify();
		this.conference.deleteMyData("ann").errors().verify();
		comments(session, "").path("node.feedback.comments.nodes[*].comment")
			.entityList(String.class)
			.containsExactly("great");
		comments(session, "(includeHidden: true)").path("node.feedback.comments.nodes[*].comment")
			.entityList(String.class)
			.contains("great", "insulting again");
		hide("organiser", id, ", hidden: false").path("hideFeedbackComment.feedbackComment.hidden")
			.entity(Boolean.class)
			.isEqualTo(false);
		comments(session, "").path("node.feedback.comments.totalCount").entity(Integer.class).isEqualTo(2);
	}

	@Test
	void withoutRatingsThereIsNoAverage() {
		feedback(this.conference.organiser(), running()).path("node.feedback.average")
			.valueIsNull()
			.path("node.feedback.distribution")
			.entityList(Integer.class)
			.containsExactly(0, 0, 0, 0, 0);
	}

	@Test
	void attendeesReadTheirOwnRatingAndOrganisersAll() {
		String session = running();
		rate("ann", session, 2, "dull").errors().verify();
		OwnConference other = OwnConference.of(this.clients);
		mine(this.conference.as("ann"), session).path("node.myRating.stars").entity(Integer.class).isEqualTo(2);
		for (HttpGraphQlTester nobody : List.of(this.clients.anonymous(), this.conference.as("bob"),
				this.conference.organiser())) {
			mine(nobody, session).path("node.myRating").valueIsNull();
		}
		expect(feedback(this.clients.anonymous(), session), "UNAUTHENTICATED");
		for (HttpGraphQlTester nobody : List.of(this.conference.as("ann"), this.conference.as("bob"),
				other.organiser())) {
			expect(feedback(nobody, session), "FORBIDDEN");
		}
		feedback(this.clients.administrator(), session).path("node.feedback.count").entity(Integer.class).isEqualTo(1);
	}

	@Test
	void theOwnRatingsOfAListNeedOneQuery() {
		String session = running();
		for (int i = 0; i < 20; i++) {
			this.conference.session("more" + i, "SEMINAR", 3, Map.of());
		}
		rate("ann", session, 3, "").errors().verify();
		this.database.reset();
		this.conference.as("ann")
			.document("query ($id: ID) { event(id: $id) { sessions(first: 100) { nodes { myRating { stars } } } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.sessions.nodes")
			.entityList(Object.class)
			.hasSize(21);
		assertThat(this.database.asked()).containsExactly("find");
	}

	@Test
	void aSessionCannotBeRatedBeforeItsStartAndWhenCancelled() {
		String later = this.conference.session("later", "SEMINAR", 2, Map.of());
		closed(rate("ann", later, 3, ""), "NOT_OPEN_YET", "You can rate this session once it has started.");
		String cancelled = running();
		this.conference.edit("{cancel: {sessionId: \"%s\"}}".formatted(cancelled)).errors().verify();
		closed(rate("ann", cancelled, 3, ""), "SESSION_CANCELLED", "This session is cancelled, so it cannot be rated.");
	}

	@Test
	void aSessionCanBeRatedUntilTwoWeeksAfterTheEvent() {
		expect(rate("ann", past(10), 3, ""), null);
		closed(rate("ann", past(20), 3, ""), "CLOSED", "This session can no longer be rated.");
	}

	@Test
	void invalidRatingsAreRejected() {
		String session = running();
		expect(rate("ann", session, 0, ""), "BAD_INPUT");
		expect(rate("ann", session, 6, ""), "BAD_INPUT");
		expect(rate("ann", session, 3, "x".repeat(2001)), "BAD_INPUT");
		expect(rate("ann", "ses_no_such", 3, ""), "NOT_FOUND");
		expect(this.clients.anonymous()
			.document("mutation ($id: ID!) { rateSession(input: {sessionId: $id, stars: 3}) { __typename } }")
			.variable("id", session)
			.execute(), "UNAUTHENTICATED");
	}

	private Response hide(String who, String commentId, String more) {
		return this.conference.as(who)
			.document(
					"mutation { hideFeedbackComment(input: {commentId: \"%s\"%s}) { ... on FeedbackCommentHidden { feedbackComment { hidden } } } }"
						.formatted(commentId, more))
			.execute();
	}

	private Response comments(String session, String arguments) {
		return this.conference.organiser()
			.document(
					"{ node(id: \"%s\") { ... on Session { feedback { average comments%s { totalCount nodes { id comment } } } } } }"
						.formatted(session, arguments))
			.execute();
	}

	private String running() {
		return this.conference.session("running", "SEMINAR", 0, Map.of());
	}

	private String past(int daysAgo) {
		LocalDate day = LocalDate.now(OwnConference.ZONE).minusDays(daysAgo);
		return OwnConference.draft(this.clients, day, day)
			.publish()
			.session("past", "SEMINAR", -24 * daysAgo, Map.of());
	}

	private GraphQlTester.Response request(String name, String session, int stars, String requestId) {
		return this.conference.as(name)
			.document(
					"""
							mutation ($id: ID!, $stars: Int!, $request: String) {
							  rateSession(input: {sessionId: $id, stars: $stars, requestId: $request}) { ... on SessionRated { rating { stars } } } }""")
			.variable("id", session)
			.variable("stars", stars)
			.variable("request", requestId)
			.execute();
	}

	private GraphQlTester.Response rate(String name, String session, int stars, String comment) {
		return this.conference.as(name)
			.document("""
					mutation ($id: ID!, $stars: Int!, $comment: String) {
					  rateSession(input: {sessionId: $id, stars: $stars, comment: $comment}) {
					    ... on SessionRated { rating { stars comment at } session { id myRating { stars } } }
					    ... on Refusal { message }
					    ... on RatingClosed { closedReason opensAt closesAt } } }""")
			.variable("id", session)
			.variable("stars", stars)
			.variable("comment", comment)
			.execute();
	}

	private static GraphQlTester.Response feedback(HttpGraphQlTester client, String session) {
		return client.document(
				"query ($id: ID!) { node(id: $id) { ... on Session { feedback { count average distribution comments { totalCount nodes { stars comment at } } } } } }")
			.variable("id", session)
			.execute();
	}

	private static GraphQlTester.Response mine(HttpGraphQlTester client, String session) {
		return client.document("query ($id: ID!) { node(id: $id) { ... on Session { myRating { stars } } } }")
			.variable("id", session)
			.execute();
	}

	private static void closed(GraphQlTester.Response response, String reason, String message) {
		response.path("rateSession.closedReason")
			.entity(String.class)
			.isEqualTo(reason)
			.path("rateSession.message")
			.entity(String.class)
			.isEqualTo(message)
			.path("rateSession.closesAt")
			.hasValue();
	}

	private static void expect(GraphQlTester.Response response, String code) {
		if (code == null) {
			response.errors().verify();
			return;
		}
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

}
