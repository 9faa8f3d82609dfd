package dev.plenum.numbers;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import dev.plenum.exhibitor.Everybody;
import dev.plenum.exhibitor.Fair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The numbers of visits of exhibitors.
 */
@LiveServer
class NumbersTests {

	private static final String OF_ONE = """
			query ($id: ID!) { node(id: $id) { ... on Exhibitor { numbers {
			  favouriteCount meetingCount leadCount claimCount
			  hours { startsAt favouriteCount meetingCount leadCount claimCount } } } } }""";

	private static final String OF_ALL = """
			query ($id: ID) { event(id: $id) { exhibitionNumbers { favouriteCount meetingCount leadCount claimCount } } }""";

	@Autowired
	private Clients clients;

	private Fair fair;

	private String trygg;

	private String other;

	@BeforeEach
	void aVisitedFair() {
		this.fair = Fair.of(this.clients);
		this.trygg = this.fair.staffed("trygg", "staff");
		this.other = this.fair.staffed("other", "rival");
		favourite("ann", this.trygg);
		favourite("bob", this.trygg);
		favourite("ann", this.other);
		lead("ann");
		meet("ann", 3);
		meet("bob", 30);
		claim("ann");
	}

	@Test
	void eachVisitIsCountedForItsExhibitorAndHour() {
		Response numbers = this.fair.as("staff").document(OF_ONE).variable("id", this.trygg).execute();
		numbers.path("node.numbers")
			.matchesJson("{ \"favouriteCount\": 2, \"meetingCount\": 2, \"leadCount\": 1, \"claimCount\": 1 }");
		List<Hour> hours = numbers.path("node.numbers.hours").entityList(Hour.class).get();
		assertThat(hours).extracting(Hour::startsAt).isSorted().allMatch((start) -> start.getMinute() == 0);
		assertThat(hours).extracting((hour) -> hour.startsAt().toInstant().toString(), Hour::meetingCount)
			.filteredOn((hour) -> hour.toList().get(1).equals(1))
			.extracting((hour) -> hour.toList().getFirst())
			.containsExactly(this.fair.conference().in(3), this.fair.conference().in(30));
		assertThat(hours.stream().mapToInt(Hour::favouriteCount).sum()).isEqualTo(2);
		assertThat(hours.stream().mapToInt(Hour::leadCount).sum()).isEqualTo(1);
		assertThat(hours.stream().mapToInt(Hour::claimCount).sum()).isEqualTo(1);
		this.fair.as("organiser")
			.document(OF_ALL)
			.variable("id", this.fair.id())
			.execute()
			.path("event.exhibitionNumbers")
			.matchesJsonStrictly("{ \"favouriteCount\": 3, \"meetingCount\": 2, \"leadCount\": 1, \"claimCount\": 1 }");
	}

	@Test
	void withdrawnVisitsDoNotCount() {
		this.fair.as("ann")
			.document("mutation { unfavouriteExhibitor(input: {exhibitorId: \"%s\"}) { __typename } }"
				.formatted(this.trygg))
			.executeAndVerify();
		String holder = this.fair.as("ann")
			.document("query ($id: ID) { event(id: $id) { myContactHolders { id } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myContactHolders[0].id")
			.entity(String.class)
			.get();
		this.fair.as("ann")
			.document("mutation { withdrawContact(input: {holderId: \"%s\"}) { __typename } }".formatted(holder))
			.executeAndVerify();
		this.fair.as("staff")
			.document(OF_ONE)
			.variable("id", this.trygg)
			.execute()
			.path("node.numbers")
			.matchesJson("{ \"favouriteCount\": 1, \"meetingCount\": 2, \"leadCount\": 0 }");
	}

	@Test
	void theNumbersOfAListNeedOneQueryForEachKind(@Autowired DatabaseCommands commands) {
		String list = "query ($id: ID) { event(id: $id) { exhibitors { nodes { name numbers { favouriteCount } } } } }";
		this.fair.as("organiser").document(list).variable("id", this.fair.id()).executeAndVerify();
		commands.reset();
		this.fair.as("organiser")
			.document(list)
			.variable("id", this.fair.id())
			.execute()
			.path("event.exhibitors.nodes[*].numbers.favouriteCount")
			.entityList(Integer.class)
			.containsExactly(1, 2);
		assertThat(commands.asked()).containsExactly("find", "find");
	}

	@Test
	void staffSeeTheirOwnNumbersAndOrganisersAll() {
		Everybody everybody = Everybody.at(this.fair, this.clients);
		everybody.expect((client) -> client.document(OF_ONE).variable("id", this.trygg).execute(), "FORBIDDEN", "staff",
				"organiser", "administrator");
		everybody.expect((client) -> client.document(OF_ALL).variable("id", this.fair.id()).execute(), "FORBIDDEN",
				"organiser", "administrator");
	}

	private void favourite(String name, String exhibitor) {
		this.fair.as(name)
			.document(
					"mutation { favouriteExhibitor(input: {exhibitorId: \"%s\"}) { __typename } }".formatted(exhibitor))
			.executeAndVerify();
	}

	private void lead(String name) {
		String code = this.fair.as(name)
			.document(
					"mutation ($id: ID!) { putContactCard(input: {eventId: $id, name: \"Ann\"}) { ... on ContactCardPut { contactCard { contactCode { code } } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("putContactCard.contactCard.contactCode.code")
			.entity(String.class)
			.get();
		Fair.mutate(this.fair.as("staff"), "captureLead", "LeadCaptured", "lead { id }",
				Map.of("exhibitorId", this.trygg, "code", code))
			.errors()
			.verify();
	}

	private void claim(String name) {
		String offer = Fair
			.mutate(this.fair.as("staff"), "putOffer", "OfferPut", "offer { id }",
					Map.of("exhibitorId", this.trygg, "key", "cup", "title", Fair.text("Mugg"), "claimLimit", 5))
			.path("putOffer.offer.id")
			.entity(String.class)
			.get();
		Fair.mutate(this.fair.as(name), "claimOffer", "OfferClaimed", "__typename", Map.of("offerId", offer))
			.errors()
			.verify();
	}

	private void meet(String name, int hours) {
		Map<String, String> time = Map.of("startsAt", this.fair.conference().in(hours), "endsAt",
				this.fair.conference().in(hours + 1));
		String meeting = Fair
			.mutate(this.fair.as(name), "requestMeeting", "MeetingRequested", "meeting { id }",
					Map.of("exhibitorId", this.trygg, "key", "k", "name", name, "times", List.of(time)))
			.path("requestMeeting.meeting.id")
			.entity(String.class)
			.get();
		Fair.mutate(this.fair.as("staff"), "answerMeeting", "MeetingAnswered", "__typename",
				Map.of("meetingId", meeting, "answer", Map.of("accept", time)))
			.errors()
			.verify();
	}

	private record Hour(OffsetDateTime startsAt, int favouriteCount, int meetingCount, int leadCount, int claimCount) {
	}

}
