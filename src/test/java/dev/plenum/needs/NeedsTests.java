package dev.plenum.needs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.meeting.Row;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Dietary and access needs, on a live server.
 */
@Tag("slow")
@LiveServer
public class NeedsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Map<String, Object> VEGAN = Map.of("diets", List.of("VEGAN"));

	@Autowired
	private Clients clients;

	@Autowired
	private Needs needs;

	@Autowired
	private NeedsKeeper keeper;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void anAttendeeReadsChangesAndDeletesTheirOwnStatement() {
		HttpGraphQlTester ann = this.conference.as("ann");
		mine(ann).valueIsNull();
		assertThat(put(ann, Map.of("diets", List.of("NUT_FREE", "VEGAN", "NUT_FREE"), "accessNeeds",
				List.of("CAPTIONS", "STEP_FREE"), "otherNeeds", "  Ingen koriander ")))
			.isEqualTo("MyNeedsPut");
		mine(ann).matchesJsonStrictly(
				"""
						{"diets": ["VEGAN", "NUT_FREE"], "accessNeeds": ["STEP_FREE", "CAPTIONS"], "otherNeeds": "Ingen koriander"}""");
		for (HttpGraphQlTester other : List.of(this.conference.as("bob"), this.conference.organiser(),
				this.clients.administrator(), this.clients.anonymous())) {
			mine(other).valueIsNull();
		}
		assertThat(put(ann, VEGAN)).isEqualTo("MyNeedsPut");
		mine(ann).matchesJsonStrictly("""
				{"diets": ["VEGAN"], "accessNeeds": [], "otherNeeds": null}""");
		assertThat(put(ann, Map.of("otherNeeds", " "))).isEqualTo("MyNeedsPut");
		mine(ann).valueIsNull();
		assertThat(stored()).isZero();
	}

	@Test
	void organisersReadTotalsAndTextsInAlphabeticalOrder() {
		put(this.conference.as("zoe"), Map.of("diets", List.of("VEGAN"), "otherNeeds", "Allergisk mot selleri"));
		put(this.conference.as("ann"), Map.of("diets", List.of("VEGAN", "NUT_FREE"), "otherNeeds", "utan koriander"));
		put(this.conference.as("bob"), Map.of("accessNeeds", List.of("HEARING_LOOP"), "otherNeeds", "Rullator"));
		OwnConference other = OwnConference.of(this.clients);
		put(other.as("ann"), VEGAN, other);
		for (HttpGraphQlTester allowed : List.of(this.conference.organiser(), this.clients.administrator())) {
			totals(allowed).path("event.needs").matchesJsonStrictly("""
					{"count": 3, "dietCounts": [{"diet": "VEGAN", "count": 2}, {"diet": "NUT_FREE", "count": 1}],
					 "accessNeedCounts": [{"accessNeed": "HEARING_LOOP", "count": 1}],
					 "otherTexts": ["Allergisk mot selleri", "Rullator", "utan koriander"]}""");
		}
	}

	@Test
	void onlyThoseWhoTakePartStateSomething() {
		putEvent("admission: PARTICIPANTS");
		assertThat(put(this.conference.as("ann"), VEGAN)).isEqualTo("NotAdmitted");
		assertThat(put(ticket("bob"), VEGAN)).isEqualTo("MyNeedsPut");
		refused(this.clients.anonymous(), VEGAN, "UNAUTHENTICATED");
		refused(OwnConference.of(this.clients), ticket("cai"), "UNAUTHENTICATED");
		assertThat(stored()).isOne();
	}

	@Test
	void aTextHasOneLineOfAtMost200Characters() {
		HttpGraphQlTester ann = this.conference.as("ann");
		assertThat(put(ann, Map.of("otherNeeds", "🥜".repeat(200)))).isEqualTo("MyNeedsPut");
		refused(ann, Map.of("otherNeeds", "x".repeat(201)), "BAD_INPUT");
		refused(ann, Map.of("otherNeeds", "a\nb"), "BAD_INPUT");
	}

	@Test
	void needsAreDeleted14DaysAfterTheLastDayUnlessTheOrganisersSetADate() {
		LocalDate last = LocalDate.parse(this.conference.as("ann")
			.document("query ($id: ID) { event(id: $id) { endsOn } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.endsOn")
			.entity(String.class)
			.get());
		assertThat(deletedOn()).isEqualTo(last.plusDays(14));
		putEvent("needsDeletedOn: \"%s\"".formatted(last.plusDays(90)));
		assertThat(deletedOn()).isEqualTo(last.plusDays(90));
		this.conference.organiser()
			.document("mutation { putEvent(input: {slug: \"%s\", needsDeletedOn: \"%s\"}) { __typename } }"
				.formatted(this.conference.slug(), last.plusDays(91)))
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("path",
					List.of("input", "needsDeletedOn")));
		putEvent("needsDeletedOn: null");
		assertThat(deletedOn()).isEqualTo(last.plusDays(14));
	}

	@Test
	@Row("date of the event (`needsDeletedOn`): dietary and access needs")
	void onTheirDateNeedsAreDeletedInThisEventOnly() {
		OwnConference other = OwnConference.of(this.clients);
		HttpGraphQlTester ann = this.conference.as("ann");
		put(ann, VEGAN);
		put(other.as("ann"), VEGAN, other);
		LocalDate today = LocalDate.now(OwnConference.ZONE);
		putEvent("needsDeletedOn: \"%s\"".formatted(today.plusDays(1)));
		this.keeper.deleteDue().block(PATIENCE);
		assertThat(stored()).isOne();
		putEvent("needsDeletedOn: \"%s\"".formatted(today));
		mine(ann).valueIsNull();
		totals(this.conference.organiser()).path("event.needs.count").entity(Integer.class).isEqualTo(0);
		assertThat(put(ann, VEGAN)).isEqualTo("NeedsClosed");
		this.keeper.deleteDue().block(PATIENCE);
		assertThat(stored()).isZero();
		this.needs
			.put(this.conference.id(), "late", new Fields().set("diets", List.of(DietaryNeed.VEGAN)), null,
					Instant.now())
			.block(PATIENCE);
		this.keeper.deleteDue().block(PATIENCE);
		assertThat(stored()).isZero();
		assertThat(this.needs.ofEvent(other.id()).collectList().block(PATIENCE)).hasSize(1);
		putEvent("needsDeletedOn: \"%s\"".formatted(today.plusDays(1)));
		mine(ann).valueIsNull();
		assertThat(put(ann, VEGAN)).isEqualTo("MyNeedsPut");
	}

	@Test
	@Row("participant (cancelled, or missing in a complete import): dietary and access needs")
	void theNeedsOfAParticipantWhoLeavesAreDeleted() {
		String participant = this.conference.participant("ann", Map.of());
		put(this.clients.ticketHolder(this.conference.newTicketCode(participant)), VEGAN);
		put(this.conference.as("bob"), VEGAN);
		organise("putParticipant(input: {eventId: \"%s\", id: \"%s\", state: CANCELLED}) { __typename }"
			.formatted(this.conference.id(), participant));
		await().atMost(PATIENCE).until(() -> stored() == 1);
	}

	@Test
	@Row("ticket (`linkTicket`): dietary and access needs")
	void theNewerStatementOfTicketAndAccountStays() {
		for (boolean ticketIsNewer : List.of(true, false)) {
			String name = "ann" + ticketIsNewer;
			String code = newTicketCode(name);
			HttpGraphQlTester account = this.conference.as(name);
			List<HttpGraphQlTester> inOrder = ticketIsNewer ? List.of(account, this.clients.ticketHolder(code))
					: List.of(this.clients.ticketHolder(code), account);
			put(inOrder.getFirst(), Map.of("diets", List.of("HALAL")));
			put(inOrder.getLast(), Map.of("otherNeeds", "newer"));
			account.document("mutation { linkTicket(input: {code: \"%s\"}) { __typename } }".formatted(code))
				.execute()
				.path("linkTicket.__typename")
				.entity(String.class)
				.isEqualTo("TicketLinked");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(
						this.needs.ofSubject(this.conference.person(name)).collectList().block(PATIENCE))
					.singleElement()
					.satisfies((stated) -> {
						assertThat(stated.otherNeeds()).isEqualTo("newer");
						assertThat(stated.diets()).isEmpty();
					}));
			await().atMost(PATIENCE).until(() -> stored() == (ticketIsNewer ? 1 : 2));
			mine(this.clients.ticketHolder(code)).hasValue();
		}
	}

	@Test
	@Row("person (`deleteMyData`): dietary and access needs")
	void theExportContainsThemAndTheDeletionRemovesThem() {
		put(this.conference.as("ann"), Map.of("diets", List.of("KOSHER"), "otherNeeds", "Tidigt"));
		put(this.conference.as("bob"), VEGAN);
		this.conference.as("ann")
			.document("{ exportMyData }")
			.execute()
			.path("exportMyData.needs")
			.matchesJson("""
					[{"eventId": "%s", "diets": ["KOSHER"], "accessNeeds": [], "otherNeeds": "Tidigt"}]"""
				.formatted(this.conference.id()));
		this.conference.deleteMyData("ann")
			.path("deleteMyData.deleted[?(@.key == 'needs')].count")
			.entityList(Integer.class)
			.containsExactly(1);
		mine(this.conference.as("ann")).valueIsNull();
		assertThat(stored()).isOne();
	}

	private int stored() {
		return this.needs.ofEvent(this.conference.id()).collectList().blockOptional(PATIENCE).orElseThrow().size();
	}

	private LocalDate deletedOn() {
		return LocalDate.parse(this.clients.anonymous()
			.document("query ($id: ID) { event(id: $id) { needsDeletedOn } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.needsDeletedOn")
			.entity(String.class)
			.get());
	}

	private GraphQlTester.Path mine(HttpGraphQlTester client) {
		return client.document("query ($id: ID) { event(id: $id) { myNeeds { diets accessNeeds otherNeeds } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.myNeeds");
	}

	private GraphQlTester.Response totals(HttpGraphQlTester client) {
		return client.document(
				"query ($id: ID) { event(id: $id) { needs { count dietCounts { diet count } accessNeedCounts { accessNeed count } otherTexts } } }")
			.variable("id", this.conference.id())
			.execute();
	}

	private String put(HttpGraphQlTester client, Map<String, ?> statement) {
		return put(client, statement, this.conference);
	}

	private static String put(HttpGraphQlTester client, Map<String, ?> statement, OwnConference event) {
		return send(client, statement, event).path("putMyNeeds.__typename").entity(String.class).get();
	}

	private void refused(HttpGraphQlTester client, Map<String, ?> statement, String code) {
		refused(send(client, statement, this.conference), code);
	}

	private static void refused(OwnConference event, HttpGraphQlTester client, String code) {
		refused(send(client, VEGAN, event), code);
	}

	private static void refused(GraphQlTester.Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

	private static GraphQlTester.Response send(HttpGraphQlTester client, Map<String, ?> statement,
			OwnConference event) {
		Map<String, @Nullable Object> input = new HashMap<>(statement);
		input.put("eventId", event.id());
		return client.document("mutation ($input: PutMyNeedsInput!) { putMyNeeds(input: $input) { __typename } }")
			.variable("input", input)
			.execute();
	}

	private HttpGraphQlTester ticket(String name) {
		return this.clients.ticketHolder(newTicketCode(name));
	}

	private String newTicketCode(String name) {
		return this.conference.newTicketCode(this.conference.participant(name, Map.of()));
	}

	private void putEvent(String fields) {
		organise("putEvent(input: {slug: \"%s\", %s}) { ... on EventPut { event { id } } }"
			.formatted(this.conference.slug(), fields)).path("putEvent.event.id").hasValue();
	}

	private GraphQlTester.Response organise(String mutation) {
		return this.conference.organiser().document("mutation { %s }".formatted(mutation)).execute();
	}

}
