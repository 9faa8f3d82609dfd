package dev.plenum.lead;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.exhibitor.Everybody;
import dev.plenum.exhibitor.Fair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may read and change contacts and leads.
 */
@LiveServer
class LeadAuthorisationTests {

	@Autowired
	private Clients clients;

	private Fair fair;

	private Visitors visitors;

	private String trygg;

	private String lead;

	private Everybody everybody;

	@BeforeEach
	void aLead() {
		this.fair = Fair.of(this.clients);
		this.visitors = new Visitors(this.fair);
		this.trygg = this.fair.staffed("trygg", "staff");
		this.fair.staffed("other", "rival");
		this.visitors.card("ann", Map.of("email", "ann@example.org"));
		this.lead = this.visitors
			.capture(this.fair.as("staff"), this.trygg, this.visitors.code("ann"), Map.of("note", "private"))
			.path("captureLead.lead.id")
			.entity(String.class)
			.get();
		this.everybody = Everybody.at(this.fair, this.clients);
	}

	@Test
	void onlyTheStaffReadTheLeads() {
		this.everybody.expect((client) -> client.document(Visitors.LEADS).variable("id", this.trygg).execute(),
				"FORBIDDEN", "staff");
	}

	@Test
	void onlyTheStaffFetchTheFile() {
		Map<String, Integer> statuses = new LinkedHashMap<>();
		Map.of("anonymous", "", "attendee", this.fair.conference().person("ann"), "staff",
				this.fair.conference().person("staff"), "rival", this.fair.conference().person("rival"), "organiser",
				this.fair.conference().person("organiser"), "administrator", "admin", "another",
				OwnConference.of(this.clients).person("organiser"))
			.forEach((who, subject) -> statuses.put(who,
					this.clients.raw().get().uri("/exhibitors/{id}/leads.csv", this.trygg).headers((headers) -> {
						if (!subject.isEmpty()) {
							headers.setBearerAuth(this.clients.token(subject));
						}
					}).exchange().expectBody(String.class).returnResult().getStatus().value()));
		assertThat(statuses).containsExactlyInAnyOrderEntriesOf(Map.of("anonymous", 401, "attendee", 403, "staff", 200,
				"rival", 403, "organiser", 403, "another", 403, "administrator", 403));
		this.clients.raw()
			.get()
			.uri("/exhibitors/exh_no_such/leads.csv")
			.headers((headers) -> headers.setBearerAuth(this.clients.token("admin")))
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("NOT_FOUND");
	}

	@Test
	void onlyTheStaffRedeemCodes() {
		this.everybody.expect(
				(client) -> this.visitors.capture(client, this.trygg, this.visitors.code("ann"), Map.of()), "FORBIDDEN",
				"staff");
	}

	@Test
	void onlyTheStaffUpdateLeadsAndOthersGetNotFound() {
		this.everybody.expect((client) -> Fair.mutate(client, "updateLead", "LeadUpdated", "lead { id }",
				Map.of("leadId", this.lead, "note", "x")), "NOT_FOUND", "staff");
	}

	@Test
	void everybodyWithATokenWritesACard() {
		this.everybody.expectWithToken((client) -> Fair.mutate(client, "putContactCard", "ContactCardPut",
				"contactCard { contactCode { code } }", Map.of("eventId", this.fair.id(), "name", "Me")));
	}

	@Test
	void onlyTheAttendeeWithdraws() {
		this.everybody.expect((client) -> Visitors.withdraw(client, Map.of("holderId", Visitors.holder(this.lead))),
				"NOT_FOUND", "the attendee");
	}

	@Test
	void nobodyElseSeesWhoHoldsAnAttendeesData() {
		this.everybody.forEach((who, client) -> client
			.document("query ($id: ID) { event(id: $id) { myContactHolders { contact { email } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myContactHolders")
			.entityList(Object.class)
			.hasSize(who.equals("the attendee") ? 1 : 0));
	}

	@Test
	void onlyTheStaffFindALeadByItsId() {
		this.everybody.forEach((who, client) -> {
			Path node = client.document("query ($id: ID!) { node(id: $id) { ... on Lead { note } } }")
				.variable("id", this.lead)
				.execute()
				.path("node");
			if (who.equals("staff")) {
				node.matchesJsonStrictly("{ \"note\": \"private\" }");
			}
			else {
				node.valueIsNull();
			}
		});
	}

}
