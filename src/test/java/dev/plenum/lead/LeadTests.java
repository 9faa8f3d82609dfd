package dev.plenum.lead;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.exhibitor.Fair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contact codes, leads and withdrawals, on a live server.
 */
@Tag("slow")
@LiveServer
@ExtendWith(OutputCaptureExtension.class)
class LeadTests {

	@Autowired
	private Clients clients;

	@Autowired
	private ContactCards cards;

	private Fair fair;

	private Visitors visitors;

	private String trygg;

	@BeforeEach
	void openAFair() {
		this.fair = Fair.of(this.clients);
		this.visitors = new Visitors(this.fair);
		this.trygg = this.fair.staffed("trygg", "staff");
		this.visitors.card("ann", Map.of("email", "ann@example.org"));
	}

	@Test
	void aCodeGivesTheCardToTheExhibitorThatRedeemsIt() {
		capture(this.visitors.code("ann"), Map.of("note", "call her", "interest", "HOT"))
			.path("captureLead.lead.contact")
			.matchesJsonStrictly("{ \"name\": \"ann\", \"email\": \"ann@example.org\" }");
		leads().path("node.leads.nodes[0].note").entity(String.class).isEqualTo("call her");
		this.visitors.holders("ann")
			.path("event.myContactHolders[0].exhibitor.name")
			.entity(String.class)
			.isEqualTo("trygg")
			.path("event.myContactHolders[0].contact.email")
			.entity(String.class)
			.isEqualTo("ann@example.org");
	}

	@Test
	void theSameCodeAgainReturnsTheSameLead() {
		String code = this.visitors.code("ann");
		Object first = capture(code, Map.of("note", "one")).path("captureLead.lead").entity(Object.class).get();
		this.visitors.card("ann", Map.of("email", "new@example.org"));
		assertThat(capture(code, Map.of("note", "two", "interest", "COLD")).path("captureLead.lead")
			.entity(Object.class)
			.get()).isEqualTo(first);
		leads().path("node.leads.totalCount").entity(Integer.class).isEqualTo(1);
	}

	@Test
	void aNewerCodeUpdatesTheLeadAndAnOlderOneDoesNot() {
		String older = this.visitors.code("ann");
		String code = this.visitors.code("ann");
		capture(code, Map.of("note", "keep this")).errors().verify();
		this.visitors.card("ann", Map.of("email", "new@example.org"));
		capture(older, Map.of("note", "lost")).path("captureLead.lead.contact.email")
			.entity(String.class)
			.isEqualTo("ann@example.org")
			.path("captureLead.lead.note")
			.entity(String.class)
			.isEqualTo("keep this");
		capture(this.visitors.code("ann"), Map.of()).path("captureLead.lead.contact.email")
			.entity(String.class)
			.isEqualTo("new@example.org")
			.path("captureLead.lead.note")
			.entity(String.class)
			.isEqualTo("keep this");
	}

	@Test
	void aCodeWorksForTheFirstExhibitorOnly(CapturedOutput output) {
		String other = this.fair.staffed("other", "rival");
		String code = this.visitors.code("ann");
		capture(code, Map.of()).errors().verify();
		rejected(this.visitors.capture(this.fair.as("rival"), other, code, Map.of()), "REDEEMED");
		assertThat(output).contains("A contact code was rejected at exhibitor " + other + ": REDEEMED");
		this.visitors.capture(this.fair.as("rival"), other, this.visitors.code("ann"), Map.of()).errors().verify();
	}

	@Test
	void aForgedCodeAndACodeOfAnotherEventAreRejectedAndLogged(CapturedOutput output) {
		String code = this.visitors.code("ann");
		rejected(capture("nonsense", Map.of()), "UNKNOWN");
		rejected(capture(code.substring(0, code.length() - 4) + "AAAA", Map.of()), "UNKNOWN");
		ContactCardDocument card = card();
		rejected(capture(new ContactCode(card.handle(), Instant.now(), Instant.now().plusSeconds(99))
			.signed("somebody's own secret of 32 bytes or more"), Map.of()), "UNKNOWN");
		assertThat(output).contains("A contact code was rejected at exhibitor " + this.trygg + ": UNKNOWN");
		Fair elsewhere = Fair.of(this.clients);
		Visitors there = new Visitors(elsewhere);
		there.card("ann", Map.of());
		rejected(capture(there.code("ann"), Map.of()), "OTHER_EVENT");
		assertThat(output).contains("A contact code was rejected at exhibitor " + this.trygg + ": OTHER_EVENT");
		leads().path("node.leads.totalCount").entity(Integer.class).isEqualTo(0);
	}

	@Test
	void anExpiredCodeIsRejectedUnlessItWasRedeemedBefore(CapturedOutput output) {
		ContactCardDocument card = card();
		Instant now = Instant.now();
		rejected(capture(new ContactCode(card.handle(), now.minusSeconds(60), now.minusMillis(1)).signed(card.secret()),
				Map.of()), "EXPIRED");
		assertThat(output).contains("A contact code was rejected at exhibitor " + this.trygg + ": EXPIRED");
		ContactCode used = new ContactCode(card.handle(), now.minusSeconds(90), now.minusSeconds(1));
		this.cards.use(card, used, this.trygg).block();
		capture(used.signed(card.secret()), Map.of()).errors().verify();
	}

	@Test
	void onlyANewCodeRestoresAWithdrawnLead(CapturedOutput output) {
		String code = this.visitors.code("ann");
		String lead = capture(code, Map.of("note", "secret")).path("captureLead.lead.id").entity(String.class).get();
		for (int i = 0; i < 2; i++) {
			this.visitors.withdraw("ann", Visitors.holder(lead))
				.path("withdrawContact.event.myContactHolders")
				.entityList(Object.class)
				.hasSize(0);
		}
		leads().path("node.leads.totalCount").entity(Integer.class).isEqualTo(0);
		assertThat(file()).doesNotContain("ann");
		refused(update("staff", lead, Map.of("note", "x")), "NOT_FOUND");
		rejected(capture(code, Map.of()), "WITHDRAWN");
		assertThat(output).contains("A contact code was rejected at exhibitor " + this.trygg + ": WITHDRAWN");
		capture(this.visitors.code("ann"), Map.of()).path("captureLead.lead.note").valueIsNull();
		leads().path("node.leads.totalCount").entity(Integer.class).isEqualTo(1);
	}

	@Test
	void onlyTheAttendeeWithdraws() {
		String lead = capture(this.visitors.code("ann"), Map.of()).path("captureLead.lead.id")
			.entity(String.class)
			.get();
		for (String other : List.of("bob", "staff", "organiser")) {
			refused(this.visitors.withdraw(other, Visitors.holder(lead)), "NOT_FOUND");
		}
		leads().path("node.leads.totalCount").entity(Integer.class).isEqualTo(1);
	}

	@Test
	void notesAreEditedInPart() {
		String lead = capture(this.visitors.code("ann"), Map.of("note", "one", "interest", "COLD"))
			.path("captureLead.lead.id")
			.entity(String.class)
			.get();
		update("staff", lead, Map.of("note", "two")).path("updateLead.lead")
			.matchesJson("{ \"note\": \"two\", \"interest\": \"COLD\" }");
		Map<String, Object> clear = new HashMap<>();
		clear.put("interest", null);
		update("staff", lead, clear).path("updateLead.lead").matchesJson("{ \"note\": \"two\", \"interest\": null }");
		refused(update("staff", lead, Map.of("note", "x".repeat(2001))), "BAD_INPUT");
	}

	@Test
	void anUpdateOfAnotherVersionIsOutdatedUnlessTheLeadIsAsAsked() {
		Response captured = capture(this.visitors.code("ann"), Map.of("note", "one"));
		String lead = captured.path("captureLead.lead.id").entity(String.class).get();
		int version = captured.path("captureLead.lead.version").entity(Integer.class).get();
		for (int i = 0; i < 2; i++) {
			update("staff", lead, Map.of("note", "two", "expectedVersion", version)).path("updateLead.lead.version")
				.entity(Integer.class)
				.isEqualTo(version + 1);
		}
		update("staff", lead, Map.of("note", "three", "expectedVersion", version)).path("updateLead.current")
			.matchesJson("{ \"note\": \"two\", \"version\": %d }".formatted(version + 1));
	}

	@Test
	void aRepeatedWithdrawalDoesNotWithdrawANewerCard() {
		String lead = capture(this.visitors.code("ann"), Map.of()).path("captureLead.lead.id")
			.entity(String.class)
			.get();
		Map<String, String> first = Map.of("holderId", Visitors.holder(lead), "requestId", "one");
		for (int i = 0; i < 2; i++) {
			Visitors.withdraw(this.fair.as("ann"), first)
				.path("withdrawContact.removedId")
				.entity(String.class)
				.isEqualTo(Visitors.holder(lead));
			leads().path("node.leads.totalCount").entity(Integer.class).isEqualTo(i);
			capture(this.visitors.code("ann"), Map.of()).errors().verify();
		}
		leads().path("node.leads.totalCount").entity(Integer.class).isEqualTo(1);
	}

	@Test
	void leadsAreListedNewestFirstInPagesAndByInterest() {
		for (String name : List.of("ann", "bob", "cyd")) {
			this.visitors.card(name, Map.of());
			capture(this.visitors.code(name), Map.of("interest", name.equals("bob") ? "HOT" : "WARM")).errors()
				.verify();
		}
		Response first = page("first: 2");
		first.path("node.leads.nodes[*].contact.name").entityList(String.class).containsExactly("cyd", "bob");
		first.path("node.leads").matchesJson("{ \"totalCount\": 3, \"pageInfo\": { \"hasNextPage\": true } }");
		String cursor = first.path("node.leads.pageInfo.endCursor").entity(String.class).get();
		this.visitors.withdraw("bob", Visitors.holder(first.path("node.leads.nodes[1].id").entity(String.class).get()))
			.errors()
			.verify();
		Response second = page("first: 2, after: \"%s\"".formatted(cursor));
		second.path("node.leads.nodes[*].contact.name").entityList(String.class).containsExactly("ann");
		second.path("node.leads")
			.matchesJson("{ \"totalCount\": 2, \"pageInfo\": { \"hasNextPage\": false, \"hasPreviousPage\": true } }");
		page("last: 1").path("node.leads.nodes[*].contact.name").entityList(String.class).containsExactly("ann");
		page("last: 5, before: \"%s\""
			.formatted(second.path("node.leads.pageInfo.endCursor").entity(String.class).get()))
			.path("node.leads.nodes[*].contact.name")
			.entityList(String.class)
			.containsExactly("cyd");
		page("interest: WARM, first: 1").path("node.leads.nodes[*].contact.name")
			.entityList(String.class)
			.containsExactly("cyd");
		page("interest: HOT").path("node.leads.nodes").entityList(Object.class).hasSize(0);
		refused(page("after: \"nonsense\""), "BAD_INPUT");
		refused(page("first: 101"), "BAD_INPUT");
	}

	@Test
	void theExportedFileSuitsSpreadsheets() {
		this.visitors.card("åsa", Map.of("organisation", "=cmd|' /C calc'!A0", "phone", "+46 40 1", "email", "a@b.se"));
		capture(this.visitors.code("åsa"), Map.of("note", "says \"hi\",\nthen goes", "interest", "WARM")).errors()
			.verify();
		byte[] bytes = fileBytes();
		assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF);
		assertThat(new String(bytes, StandardCharsets.UTF_8).substring(1).lines().limit(3)).satisfiesExactly(
				(header) -> assertThat(header)
					.isEqualTo("Name,Organisation,Title,E-mail,Phone,Interest,Note,Captured at"),
				(row) -> assertThat(row).isEqualTo("åsa,'=cmd|' /C calc'!A0,,a@b.se,+46 40 1,WARM,\"says \"\"hi\"\","),
				(rest) -> assertThat(rest).startsWith("then goes\","));
	}

	@Test
	void leadsAreExportedAndDeletedWithTheAttendee() {
		String code = this.visitors.code("ann");
		capture(code, Map.of("note", "about ann", "interest", "HOT")).errors().verify();
		this.fair.as("ann")
			.document("{ exportMyData }")
			.execute()
			.path("exportMyData.contactCards[0].contact.email")
			.entity(String.class)
			.isEqualTo("ann@example.org")
			.path("exportMyData.leads[0]")
			.matchesJson("""
					{ "exhibitorId": "%s", "note": "about ann", "interest": "HOT", "contact": { "name": "ann" } }"""
				.formatted(this.trygg));
		this.fair.conference()
			.deleteMyData("ann")
			.path("deleteMyData.deleted[?(@.key == 'contactCards' || @.key == 'leads')].count")
			.entityList(Integer.class)
			.containsExactly(1, 1);
		leads().path("node.leads.totalCount").entity(Integer.class).isEqualTo(0);
		rejected(capture(code, Map.of()), "UNKNOWN");
		leads().path("node.leads.totalCount").entity(Integer.class).isEqualTo(0);
	}

	private Response page(String arguments) {
		return this.fair.as("staff")
			.document("""
					query ($id: ID!) { node(id: $id) { ... on Exhibitor { leads(%s) { totalCount
					  nodes { id contact { name } } pageInfo { endCursor hasNextPage hasPreviousPage } } } } }"""
				.formatted(arguments))
			.variable("id", this.trygg)
			.execute();
	}

	private ContactCardDocument card() {
		return this.cards.of(this.fair.id(), this.fair.conference().person("ann")).blockOptional().orElseThrow();
	}

	private Response capture(String code, Map<String, ?> more) {
		return this.visitors.capture(this.fair.as("staff"), this.trygg, code, more);
	}

	private Response update(String name, String lead, Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(more);
		input.put("leadId", lead);
		return Fair.mutate(this.fair.as(name), "updateLead", "LeadUpdated",
				"lead { note interest version } } ... on Outdated { current { ... on Lead { note version } }", input);
	}

	private Response leads() {
		return this.fair.as("staff").document(Visitors.LEADS).variable("id", this.trygg).execute();
	}

	private String file() {
		return new String(fileBytes(), StandardCharsets.UTF_8);
	}

	private byte[] fileBytes() {
		return this.clients.raw()
			.get()
			.uri("/exhibitors/{id}/leads.csv", this.trygg)
			.headers((headers) -> headers.setBearerAuth(this.clients.token(this.fair.conference().person("staff"))))
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
			.expectBody()
			.returnResult()
			.getResponseBodyContent();
	}

	private static void rejected(Response response, String problem) {
		response.path("captureLead.contactCodeProblem").entity(String.class).isEqualTo(problem);
	}

	private static void refused(Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

}
