package dev.plenum.exhibitor;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which roles may use which fields and mutations of the exhibition.
 */
@LiveServer
@TestInstance(Lifecycle.PER_CLASS)
class ExhibitorRoleTests {

	private static final List<String> EVERYBODY = List.of("anonymous", "attendee", "staff", "other staff", "organiser",
			"other organiser", "administrator");

	private static final String PUBLIC = "yes yes yes yes yes yes yes";

	private static final String WITH_TOKEN = "UNAUTHENTICATED yes yes yes yes yes yes";

	private static final String STAFF = "UNAUTHENTICATED FORBIDDEN yes FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN";

	private static final String ORGANISERS = "UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN yes FORBIDDEN yes";

	private static final String STAFF_AND_ORGANISERS = "UNAUTHENTICATED FORBIDDEN yes FORBIDDEN yes FORBIDDEN yes";

	@Autowired
	private Clients clients;

	private Fair fair;

	private Map<String, HttpGraphQlTester> callers;

	private Map<String, String> names;

	@BeforeAll
	void openAFair() {
		this.fair = Fair.of(this.clients);
		String booth = this.fair.staffed("Larm", "staff");
		this.fair.staffed("Annan", "other");
		String doomed = this.fair.exhibitor("Borta", Map.of());
		String offer = Fair
			.mutate(this.fair.as("staff"), "putOffer", "OfferPut", "offer { id }",
					Map.of("exhibitorId", booth, "key", "o", "title", Fair.text("O"), "claimLimit", 100))
			.path("putOffer.offer.id")
			.entity(String.class)
			.get();
		String invitation = Fair
			.mutate(this.fair.conference().organiser(), "inviteExhibitorStaff", "ExhibitorStaffInvited",
					"invitation { id }", Map.of("exhibitorId", booth, "key", "i"))
			.path("inviteExhibitorStaff.invitation.id")
			.entity(String.class)
			.get();
		this.names = Map.of("$event", this.fair.id(), "$booth", booth, "$offer", offer, "$invitation", invitation,
				"$doomed", doomed, "$category", this.fair.category("it", "IT"), "$staff",
				this.fair.conference().person("staff"));
		this.callers = Map.of("anonymous", this.clients.anonymous(), "attendee", this.fair.as("attendee"), "staff",
				this.fair.as("staff"), "other staff", this.fair.as("other"), "organiser",
				this.fair.conference().organiser(), "other organiser",
				this.clients.as(NewEvent.on(this.clients).organiser()), "administrator", this.clients.administrator());
	}

	static Stream<Arguments> operations() {
		return Stream.of(Arguments
			.of("{ event(id: \"$event\") { exhibitors { nodes { id } } exhibitorCategories { name } } }", PUBLIC),
				Arguments.of("{ event(id: \"$event\") { myClaims { claimNumber } } }", PUBLIC),
				Arguments.of(
						"{ node(id: \"$booth\") { ... on Exhibitor { name boothState openNow offers { claimsLeft myClaim { claimedAt } } } } }",
						PUBLIC),
				Arguments.of("{ node(id: \"$offer\") { id } other: node(id: \"$category\") { id } }", PUBLIC),
				Arguments.of("{ node(id: \"$booth\") { ... on Exhibitor { staffSubjects } } }", STAFF_AND_ORGANISERS),
				Arguments.of("{ node(id: \"$booth\") { ... on Exhibitor { invitations { id redeemedBy } } } }",
						ORGANISERS),
				Arguments.of("mutation { updateBooth(input: { exhibitorId: \"$booth\", logo: null }) { __typename } }",
						STAFF),
				Arguments.of(
						"mutation { setBoothState(input: { exhibitorId: \"$booth\", state: OPEN }) { __typename } }",
						STAFF),
				Arguments.of(
						"mutation { putOffer(input: { exhibitorId: \"$booth\", id: \"$offer\", claimLimit: 100 }) { __typename } }",
						STAFF),
				Arguments.of(
						"mutation { removeOffer(input: { exhibitorId: \"$booth\", offerId: \"off_x_y\" }) { __typename } }",
						STAFF),
				Arguments.of("mutation { claimOffer(input: { offerId: \"$offer\" }) { __typename } }", WITH_TOKEN),
				Arguments.of(
						"mutation { putExhibitor(input: { eventId: \"$event\", key: \"Larm\", tier: PARTNER }) { __typename } }",
						ORGANISERS),
				Arguments.of(
						"mutation { setExhibitorStaff(input: { exhibitorId: \"$booth\", subjects: [\"$staff\"] }) { __typename } }",
						ORGANISERS),
				Arguments.of("mutation { removeExhibitor(input: { exhibitorId: \"$doomed\" }) { __typename } }",
						ORGANISERS),
				Arguments.of(
						"mutation { putExhibitorCategory(input: { eventId: \"$event\", id: \"$category\", position: 0 }) { __typename } }",
						ORGANISERS),
				Arguments.of(
						"mutation { removeExhibitorCategory(input: { categoryId: \"cat_$own_none\" }) { __typename } }",
						ORGANISERS),
				Arguments.of(
						"mutation { inviteExhibitorStaff(input: { exhibitorId: \"$booth\", key: \"i\" }) { __typename } }",
						ORGANISERS),
				Arguments.of(
						"mutation { revokeInvitation(input: { exhibitorId: \"$booth\", invitationId: \"$invitation\" }) { __typename } }",
						ORGANISERS),
				Arguments.of(
						"mutation { redeemInvitation(input: { eventId: \"$event\", code: \"no code\" }) { __typename } }",
						WITH_TOKEN));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("operations")
	void eachRoleMayDoOnlyWhatItIsAllowedTo(String operation, String expected) {
		List<String> answers = EVERYBODY.stream().map((caller) -> answer(caller, operation)).toList();
		assertThat(answers).containsExactly(expected.split(" "));
	}

	@Test
	void aViewerReadsTheExhibitorsWhoseStaffTheyAre() {
		Map<String, List<String>> told = Map.of("attendee", List.of(), "staff", List.of("Larm"), "other staff",
				List.of("Annan"), "organiser", List.of(), "other organiser", List.of(), "administrator", List.of());
		told.forEach((caller, exhibitors) -> this.callers.get(caller)
			.document("{ viewer { staffOf { name } } }")
			.execute()
			.path("viewer.staffOf[*].name")
			.entityList(String.class)
			.isEqualTo(exhibitors));
	}

	@Test
	void nothingOfADraftIsShownToOthers() {
		NewEvent shown = NewEvent.on(this.clients);
		String slug = "draft-of-" + shown.slug();
		String event = NewEvent.draft(this.clients, slug, shown.organiser());
		String exhibitor = Fair
			.mutate(this.clients.as(shown.organiser()), "putExhibitor", "ExhibitorPut", "exhibitor { id }",
					Map.of("eventId", event, "key", "e", "name", "E"))
			.path("putExhibitor.exhibitor.id")
			.entity(String.class)
			.get();
		for (String caller : List.of("anonymous", "attendee", "organiser")) {
			this.callers.get(caller)
				.document("query ($id: ID!) { node(id: $id) { id } }")
				.variable("id", exhibitor)
				.execute()
				.path("node")
				.valueIsNull();
		}
		this.clients.as(shown.organiser())
			.document("query ($id: ID!) { node(id: $id) { id } }")
			.variable("id", exhibitor)
			.execute()
			.path("node.id")
			.entity(String.class)
			.isEqualTo(exhibitor);
	}

	private String answer(String caller, String operation) {
		String filled = operation.replace("$own", this.fair.id().substring("evt_".length()));
		for (Map.Entry<String, String> name : this.names.entrySet()) {
			filled = filled.replace(name.getKey(), name.getValue());
		}
		Response response = this.callers.get(caller).document(filled).execute();
		StringBuilder answer = new StringBuilder();
		response.errors()
			.satisfy((errors) -> answer
				.append(errors.isEmpty() ? "yes" : String.valueOf(errors.getFirst().getExtensions().get("code"))));
		return answer.toString();
	}

}
