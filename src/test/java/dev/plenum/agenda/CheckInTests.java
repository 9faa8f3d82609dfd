package dev.plenum.agenda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Checking attendees in by their codes.
 */
@LiveServer
class CheckInTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private Clients clients;

	@Autowired
	private MongoDatabase database;

	@Autowired
	private Agendas agendas;

	@Autowired
	private Secrets secrets;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void whoHasASeatIsCheckedInByNameOnce() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		book("ann", session);
		String code = code("ann");
		assertThat(code).matches("[2-9A-HJ-NP-Z]{10}").isEqualTo(code("ann"));
		String at = checkIn(this.conference.organiser(), session, code).path("checkIn.name")
			.entity(String.class)
			.isEqualTo(this.conference.person("ann"))
			.path("checkIn.seat")
			.entity(String.class)
			.isEqualTo("BOOKED")
			.path("checkIn.checkedInAt")
			.entity(String.class)
			.get();
		checkIn(this.conference.organiser(), session,
				code.substring(0, 5).toLowerCase(Locale.ROOT) + "-" + code.substring(5))
			.path("checkIn.checkedInAt")
			.entity(String.class)
			.isEqualTo(at);
	}

	@Test
	void whoHasNoSeatIsNotLetIn() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		book("ann", session);
		book("bob", session);
		checkIn(this.conference.organiser(), session, code("bob")).path("checkIn.seat")
			.entity(String.class)
			.isEqualTo("WAITING")
			.path("checkIn.checkedInAt")
			.valueIsNull();
		checkIn(this.conference.organiser(), session, code("cyd")).path("checkIn.seat")
			.valueIsNull()
			.path("checkIn.checkedInAt")
			.valueIsNull();
	}

	@Test
	void whereNoSeatIsNeededEverybodyIsCheckedIn() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String code = code("ann");
		String at = checkIn(this.conference.organiser(), session, code).path("checkIn.checkedInAt")
			.entity(String.class)
			.get();
		checkIn(this.conference.organiser(), session, code).path("checkIn.checkedInAt")
			.entity(String.class)
			.isEqualTo(at);
	}

	@Test
	void onlyTheEventsOrganisersCheckIn() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		OwnConference other = OwnConference.of(this.clients);
		String code = code("ann");
		expect(checkIn(this.clients.anonymous(), session, code), "UNAUTHENTICATED");
		for (HttpGraphQlTester nobody : List.of(this.conference.as("ann"), this.conference.as("bob"),
				other.organiser())) {
			expect(checkIn(nobody, session, code), "FORBIDDEN");
		}
	}

	@Test
	void aCodeOfNobodyOrOfAnotherEventIsNotFound() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		OwnConference other = OwnConference.of(this.clients);
		String elsewhere = other.as("ann")
			.document("query ($id: ID) { event(id: $id) { myAgenda { agendaCode } } }")
			.variable("id", other.id())
			.execute()
			.path("event.myAgenda.agendaCode")
			.entity(String.class)
			.get();
		for (String code : List.of(elsewhere, "", "AAAAAAAAAA")) {
			expect(checkIn(this.conference.organiser(), session, code), "NOT_FOUND");
		}
	}

	@Test
	void codesDifferByAttendeeEventAndGeneration() {
		List<String> codes = IntStream.range(0, 10_000)
			.boxed()
			.flatMap((i) -> Stream.of(this.secrets.code(new AgendaOwner("evt_a", "p" + i, null), 0),
					this.secrets.code(new AgendaOwner("evt_b", "p" + i, null), 0),
					this.secrets.code(new AgendaOwner("evt_a", "p" + i, null), 1)))
			.toList();
		assertThat(codes).doesNotHaveDuplicates().allMatch((code) -> code.matches("[2-9A-HJ-NP-Z]{10}"));
		assertThat(codes.stream().flatMap((code) -> code.chars().boxed()).distinct()).hasSize(32);
	}

	@Test
	void anAttendeeWithoutAStoredAgendaIsFoundByTheCodeThatTheyWereShown() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String code = code("ann");
		await().atMost(PATIENCE).until(() -> stored("ann") != null);
		assertThat(stored("ann").getString("code")).isEqualTo(code);
		checkIn(this.conference.organiser(), session, code).path("checkIn.name")
			.entity(String.class)
			.isEqualTo(this.conference.person("ann"));
	}

	@Test
	void aDeletedCodeIsNeverValidAgainAndTheNextOneIsAnother() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		List<String> codes = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			String code = code("ann");
			await().atMost(PATIENCE).until(() -> stored("ann") != null);
			assertThat(code).isNotIn(codes).isEqualTo(code("ann"));
			codes.forEach((old) -> expect(checkIn(this.conference.organiser(), session, old), "NOT_FOUND"));
			checkIn(this.conference.organiser(), session, code).errors().verify();
			codes.add(code);
			deleteData("ann");
		}
		codes.forEach((old) -> expect(checkIn(this.conference.organiser(), session, old), "NOT_FOUND"));
	}

	@Test
	void theFirstChangeAfterADeletionDoesNotBringTheDeletedCodeBack() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String deleted = code("ann");
		await().atMost(PATIENCE).until(() -> stored("ann") != null);
		deleteData("ann");
		for (String mutation : List.of("addToAgenda(input: {sessionId: \"%s\"}) { agenda { agendaCode } }",
				"mergeAgenda(input: {eventId: \"EVENT\", add: [\"%s\"], at: \"2026-01-01T00:00:00Z\"}) { agenda { agendaCode } }")) {
			String field = mutation.substring(0, mutation.indexOf('('));
			String code = this.conference.as("ann")
				.document(
						"mutation { %s }".formatted(mutation.formatted(session).replace("EVENT", this.conference.id())))
				.execute()
				.path(field + ".agenda.agendaCode")
				.entity(String.class)
				.get();
			assertThat(code).isNotEqualTo(deleted).isEqualTo(code("ann"));
			expect(checkIn(this.conference.organiser(), session, deleted), "NOT_FOUND");
			deleted = code;
			deleteData("ann");
		}
	}

	@Test
	void anAgendaThatALateServerStoresAfterADeletionIsTakenAwayAgain() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String deleted = code("ann");
		await().atMost(PATIENCE).until(() -> stored("ann") != null);
		deleteData("ann");
		assertThat(this.agendas.open(owner("ann"), 0).blockOptional(PATIENCE)).isEmpty();
		assertThat(stored("ann")).isNull();
		expect(checkIn(this.conference.organiser(), session, deleted), "NOT_FOUND");
		assertThat(code("ann")).isNotEqualTo(deleted);
	}

	@Test
	void aCodeThatIsShownButNotStoredIsDeletedToo() {
		AgendaOwner bob = owner("bob");
		deleteData("bob");
		assertThat(code("bob")).isNotEqualTo(this.secrets.code(bob, 0));
	}

	@Test
	void anAgendaWhoseDeletionWasCutShortLetsNobodyInByItsCodeAndGetsAnother() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String deleted = code("ann");
		await().atMost(PATIENCE).until(() -> stored("ann") != null);
		Document agenda = stored("ann");
		deleteData("ann");
		Mono.from(byHand().insertOne(agenda)).block(PATIENCE);
		expect(checkIn(this.conference.organiser(), session, deleted), "NOT_FOUND");
		await().atMost(PATIENCE).until(() -> !code("ann").equals(deleted));
		checkIn(this.conference.organiser(), session, code("ann")).errors().verify();
	}

	@Test
	void aCodeOfAnEarlierVersionOfTheServerCountsAndTheDerivedOneIsFoundToo() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		AgendaOwner ann = owner("ann");
		Mono.from(byHand().insertOne(new Document("_id", ann.agendaId()).append("eventId", ann.eventId())
			.append("subject", ann.subject())
			.append("name", ann.subject())
			.append("code", "EARLIERCDE")
			.append("calendarSecret", "earlier.secret")
			.append("version", 1L))).block(PATIENCE);
		this.agendas.open(ann, 0).block(PATIENCE);
		assertThat(code("ann")).isEqualTo("EARLIERCDE");
		for (String code : List.of("EARLIERCDE", this.secrets.code(ann, 0))) {
			checkIn(this.conference.organiser(), session, code).path("checkIn.name")
				.entity(String.class)
				.isEqualTo(ann.subject());
		}
		expect(checkIn(this.conference.organiser(), session, this.secrets.code(ann, 1)), "NOT_FOUND");
	}

	@Test
	void twoAttendeesWithTheSameCodeAreNotMistakenForEachOther() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		code("ann");
		code("bob");
		await().atMost(PATIENCE).until(() -> stored("ann") != null && stored("bob") != null);
		for (String name : List.of("ann", "bob")) {
			Mono.from(byHand().updateOne(Filters.eq(owner(name).agendaId()),
					Updates.combine(Updates.set("code", "SAMESAMESA"), Updates.inc("version", 1L))))
				.block(PATIENCE);
		}
		expect(checkIn(this.conference.organiser(), session, "SAMESAMESA"), "CONFLICT");
		expect(checkIn(this.conference.organiser(), session, "SAMESAMESA"), "NOT_FOUND");
		await().atMost(PATIENCE).until(() -> !code("ann").equals("SAMESAMESA") && !code("bob").equals("SAMESAMESA"));
		for (String name : List.of("ann", "bob")) {
			checkIn(this.conference.organiser(), session, code(name)).path("checkIn.name")
				.entity(String.class)
				.isEqualTo(this.conference.person(name));
		}
	}

	private AgendaOwner owner(String name) {
		return new AgendaOwner(this.conference.id(), this.conference.person(name), this.conference.person(name));
	}

	private @Nullable Document stored(String name) {
		return Mono.from(this.database.getCollection("agendas").find(Filters.eq(owner(name).agendaId())).first())
			.block(PATIENCE);
	}

	private MongoCollection<Document> byHand() {
		return CommandRules.byHand(this.database.getCollection("agendas"));
	}

	private void deleteData(String name) {
		this.conference.as(name).document("mutation { deleteMyData { removed { kind count } } }").executeAndVerify();
	}

	private static void expect(GraphQlTester.Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

	private void book(String name, String session) {
		this.conference.as(name)
			.document("mutation ($id: ID!) { bookSeat(input: {sessionId: $id}) { __typename } }")
			.variable("id", session)
			.executeAndVerify();
	}

	private String code(String name) {
		return this.conference.as(name)
			.document("query ($id: ID) { event(id: $id) { myAgenda { agendaCode } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.myAgenda.agendaCode")
			.entity(String.class)
			.get();
	}

	private static GraphQlTester.Response checkIn(HttpGraphQlTester client, String session, String code) {
		return client.document(
				"mutation ($id: ID!, $code: String!) { checkIn(input: {sessionId: $id, code: $code}) { name seat checkedInAt } }")
			.variable("id", session)
			.variable("code", code)
			.execute();
	}

}
