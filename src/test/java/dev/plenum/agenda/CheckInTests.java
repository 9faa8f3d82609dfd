package dev.plenum.agenda;

import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Checking attendees in by their codes, and the validity of codes.
 */
@Tag("slow")
@LiveServer
class CheckInTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private Clients clients;

	@Autowired
	private MongoDatabase mongo;

	@Autowired
	private Agendas agendas;

	@Autowired
	private Generations generations;

	@Autowired
	private Secrets secrets;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void anAttendeeWithASeatIsCheckedInByNameOnce() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		book("ann", session);
		String code = code("ann");
		assertThat(code).matches("[2-9A-HJ-NP-Z]{10}").isEqualTo(code("ann"));
		String at = checkIn(this.conference.organiser(), session, code).path("checkIn.name")
			.entity(String.class)
			.isEqualTo(this.conference.person("ann"))
			.path("checkIn.session.seats.checkedIn")
			.entity(Integer.class)
			.isEqualTo(1)
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
	void anAttendeeWithoutASeatIsRefusedInTheLanguageOfTheCaller() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		book("ann", session);
		book("bob", session);
		checkIn(this.conference.organiser(), session, code("bob")).path("checkIn.seatState")
			.entity(String.class)
			.isEqualTo("WAITING")
			.path("checkIn.name")
			.entity(String.class)
			.isEqualTo(this.conference.person("bob"));
		HttpGraphQlTester finnish = this.conference.organiser()
			.mutate()
			.headers((headers) -> headers.set("Accept-Language", "fi"))
			.build();
		checkIn(finnish, session, code("cyd")).path("checkIn.seatState")
			.valueIsNull()
			.path("checkIn.message")
			.entity(String.class)
			.isEqualTo("Tällä osallistujalla ei ole paikkaa tässä ohjelmanumerossa.");
	}

	@Test
	void atASessionWithoutSeatsEveryAttendeeIsCheckedIn() {
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
	void checkInIsOpenFromSomeTimeBeforeTheStartUntilTheEnd() {
		String code = code("ann");
		String later = this.conference.session("later", "SEMINAR", 3, Map.of());
		checkIn(this.conference.organiser(), later, code).path("checkIn.opensAt")
			.entity(Instant.class)
			.isEqualTo(Instant.parse(this.conference.in(2)))
			.path("checkIn.message")
			.entity(String.class)
			.isEqualTo("Check-in is not open.");
		String over = this.conference.session("over", "SEMINAR", -2, Map.of());
		expectOutcome(over, code, "CheckInClosed");
		this.conference.organiser()
			.document("""
					mutation ($slug: String!) { putEvent(input: {slug: $slug, seatRules: {checkInMinutes: 300}}) {
					  ... on EventPut { event { seatRules { checkInMinutes clashRule placeKept } } } } }""")
			.variable("slug", this.conference.slug())
			.execute()
			.path("putEvent.event.seatRules")
			.matchesJson("{\"checkInMinutes\": 300, \"clashRule\": \"KEEP_EARLIER\", \"placeKept\": true}");
		expectOutcome(later, code, "AttendeeCheckedIn");
		this.conference.edit("{cancel: {sessionId: \"%s\"}}".formatted(later)).errors().verify();
		expectOutcome(later, code, "CheckInClosed");
	}

	@ParameterizedTest(name = "with seats: {0}")
	@ValueSource(booleans = { true, false })
	void aCheckInBelongsToTheTimeForWhichItWasMade(boolean seats) {
		String session = this.conference.session("one", "SEMINAR", 1, seats ? Map.of("capacity", 1) : Map.of());
		if (seats) {
			book("ann", session);
		}
		expectOutcome(session, code("ann"), "AttendeeCheckedIn");
		expectCount(session, 1);
		move(session, 49);
		expectCount(session, 0);
		move(session, 1);
		expectCount(session, 1);
		expectOutcome(session, code("ann"), "AttendeeCheckedIn");
		expectCount(session, 1);
	}

	@ParameterizedTest(name = "with seats: {0}")
	@ValueSource(booleans = { true, false })
	void aCheckInIsUndoneAndALateRepetitionUndoesNoLaterOne(boolean seats) {
		String session = this.conference.session("one", "SEMINAR", 1, seats ? Map.of("capacity", 1) : Map.of());
		if (seats) {
			book("ann", session);
		}
		expectOutcome(session, code("ann"), "AttendeeCheckedIn");
		undo(session, "u1").path("undoCheckIn.session.checkedIn").entity(Integer.class).isEqualTo(0);
		undo(session, "u1").path("undoCheckIn.name").entity(String.class).isEqualTo(this.conference.person("ann"));
		expectOutcome(session, code("ann"), "AttendeeCheckedIn");
		undo(session, "u1").path("undoCheckIn.session.checkedIn").entity(Integer.class).isEqualTo(1);
		undo(session, "u2").path("undoCheckIn.session.checkedIn").entity(Integer.class).isEqualTo(0);
	}

	@Test
	void onlyTheOrganisersSeeHowManyHaveCome() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		expectOutcome(session, code("ann"), "AttendeeCheckedIn");
		expectCount(session, 1);
		this.conference.as("ann")
			.document("query ($id: ID!) { node(id: $id) { ... on Session { checkedIn } } }")
			.variable("id", session)
			.execute()
			.path("node.checkedIn")
			.valueIsNull();
	}

	@Test
	void onlyTheEventsOrganisersCheckAttendeesIn() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		OwnConference other = OwnConference.of(this.clients);
		String code = code("ann");
		expect(checkIn(this.clients.anonymous(), session, code), "UNAUTHENTICATED");
		expect(undo(this.clients.anonymous(), session, "u"), "UNAUTHENTICATED");
		for (HttpGraphQlTester nobody : List.of(this.conference.as("ann"), this.conference.as("bob"),
				other.organiser())) {
			expect(checkIn(nobody, session, code), "FORBIDDEN");
			expect(undo(nobody, session, "u"), "FORBIDDEN");
		}
	}

	@Test
	void aCodeThatNobodyHasOrOfAnotherEventIsRefused() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		OwnConference other = OwnConference.of(this.clients);
		String elsewhere = other.agendaCode("ann");
		for (String code : List.of(elsewhere, "", "AAAAAAAAAA")) {
			checkIn(this.conference.organiser(), session, code).path("checkIn.__typename")
				.entity(String.class)
				.isEqualTo("UnknownAttendee");
		}
	}

	@Test
	void aCodeThatWasDeletedIsNeverValidAgain() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String shown = code("ann");
		delete("ann");
		String second = code("ann");
		assertThat(second).isNotEqualTo(shown);
		expectUnknown(session, shown);
		expectKnown(session, second);
		String neverRead = derived("bob", 0);
		delete("bob");
		expectUnknown(session, neverRead);
		delete("ann");
		expectUnknown(session, second);
		assertThat(code("ann")).isNotIn(shown, second);
	}

	@Test
	void aDeletionWritesOneDocumentForAllEventsTogether() {
		OwnConference other = OwnConference.of(this.clients);
		String ann = this.conference.person("ann");
		String before = derived(other, ann, 0);
		long generations = count("agendaGenerations");
		long deletions = count("agendaDeletions");
		delete("ann");
		assertThat(count("agendaDeletions")).isEqualTo(deletions + 1);
		assertThat(count("agendaGenerations")).isEqualTo(generations);
		assertThat(code(other, this.clients.as(ann))).isNotEqualTo(before).isEqualTo(derived(other, ann, 1));
	}

	@Test
	void generationsOfEarlierVersionsOfTheServerCount() {
		AgendaOwner owner = new AgendaOwner(this.conference.id(), this.conference.person("ann"), null);
		this.generations.begin(owner, 3).block();
		assertThat(code("ann")).isEqualTo(derived("ann", 3));
		delete("ann");
		assertThat(code("ann")).isEqualTo(derived("ann", 4));
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
	void theAgendaOfAShownCodeIsStored() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String code = code("ann");
		await().atMost(PATIENCE).until(() -> stored("ann") != null);
		assertThat(stored("ann").getString("code")).isEqualTo(code);
		checkIn(this.conference.organiser(), session, code).path("checkIn.name")
			.entity(String.class)
			.isEqualTo(this.conference.person("ann"));
	}

	@Test
	void aCodeStaysInvalidAfterFurtherDeletions() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		List<String> codes = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			String code = code("ann");
			await().atMost(PATIENCE).until(() -> stored("ann") != null);
			assertThat(code).isNotIn(codes).isEqualTo(code("ann"));
			codes.forEach((old) -> expectUnknown(session, old));
			checkIn(this.conference.organiser(), session, code).errors().verify();
			codes.add(code);
			delete("ann");
		}
		codes.forEach((old) -> expectUnknown(session, old));
	}

	@Test
	void theFirstChangeAfterADeletionDoesNotRestoreTheDeletedCode() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String deleted = code("ann");
		await().atMost(PATIENCE).until(() -> stored("ann") != null);
		delete("ann");
		for (String mutation : List.of(
				"addToAgenda(input: {sessionId: \"%s\"}) { ... on AddedToAgenda { agenda { agendaCode } } }",
				"mergeAgenda(input: {eventId: \"EVENT\", add: [\"%s\"], at: \"2026-01-01T00:00:00Z\"}) { ... on AgendaMerged { agenda { agendaCode } } }")) {
			String field = mutation.substring(0, mutation.indexOf('('));
			String code = this.conference.as("ann")
				.document(
						"mutation { %s }".formatted(mutation.formatted(session).replace("EVENT", this.conference.id())))
				.execute()
				.path(field + ".agenda.agendaCode")
				.entity(String.class)
				.get();
			assertThat(code).isNotEqualTo(deleted).isEqualTo(code("ann"));
			expectUnknown(session, deleted);
			deleted = code;
			delete("ann");
		}
	}

	@Test
	void anAgendaThatASlowServerStoresAfterADeletionIsRemoved() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String deleted = code("ann");
		await().atMost(PATIENCE).until(() -> stored("ann") != null);
		delete("ann");
		assertThat(this.agendas.open(owner("ann"), 0).blockOptional(PATIENCE)).isEmpty();
		assertThat(stored("ann")).isNull();
		expectUnknown(session, deleted);
		assertThat(code("ann")).isNotEqualTo(deleted);
	}

	@Test
	void anAgendaWhoseDeletionWasInterruptedGetsAnotherCode() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String deleted = code("ann");
		await().atMost(PATIENCE).until(() -> stored("ann") != null);
		Document agenda = stored("ann");
		delete("ann");
		Mono.from(byHand().insertOne(agenda)).block(PATIENCE);
		expectUnknown(session, deleted);
		await().atMost(PATIENCE).until(() -> !code("ann").equals(deleted));
		checkIn(this.conference.organiser(), session, code("ann")).errors().verify();
	}

	@Test
	void aCodeOfAnEarlierVersionOfTheServerIsValidBesideTheDerivedOne() {
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
		expectUnknown(session, this.secrets.code(ann, 1));
	}

	@Test
	void twoAttendeesWithTheSameCodeGetNewCodes() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		code("ann");
		code("bob");
		await().atMost(PATIENCE).until(() -> stored("ann") != null && stored("bob") != null);
		for (String name : List.of("ann", "bob")) {
			Mono.from(byHand().updateOne(Filters.eq(owner(name).agendaId()),
					Updates.combine(Updates.set("code", "SAMESAMESA"), Updates.inc("version", 1L))))
				.block(PATIENCE);
		}
		expectUnknown(session, "SAMESAMESA");
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
		return Mono.from(this.mongo.getCollection("agendas").find(Filters.eq(owner(name).agendaId())).first())
			.block(PATIENCE);
	}

	private MongoCollection<Document> byHand() {
		return CommandRules.byHand(this.mongo.getCollection("agendas"));
	}

	private long count(String collection) {
		return Mono.from(this.mongo.getCollection(collection).countDocuments()).blockOptional(PATIENCE).orElseThrow();
	}

	private String derived(String name, int generation) {
		return derived(this.conference, this.conference.person(name), generation);
	}

	private String derived(OwnConference event, String subject, int generation) {
		return this.secrets.code(new AgendaOwner(event.id(), subject, null), generation);
	}

	private void delete(String name) {
		this.conference.deleteMyData(name).errors().verify();
	}

	private void expectUnknown(String session, String code) {
		checkIn(this.conference.organiser(), session, code).path("checkIn.__typename")
			.entity(String.class)
			.isEqualTo("UnknownAttendee");
	}

	/** The code is stored in the background. */
	private void expectKnown(String session, String code) {
		await().atMost(PATIENCE)
			.untilAsserted(() -> checkIn(this.conference.organiser(), session, code).path("checkIn.__typename")
				.entity(String.class)
				.isEqualTo("AttendeeCheckedIn"));
	}

	private void expectOutcome(String session, String code, String type) {
		checkIn(this.conference.organiser(), session, code).path("checkIn.__typename")
			.entity(String.class)
			.isEqualTo(type);
	}

	private void expectCount(String session, int count) {
		this.conference.organiser()
			.document("query ($id: ID!) { node(id: $id) { ... on Session { checkedIn } } }")
			.variable("id", session)
			.execute()
			.path("node.checkedIn")
			.entity(Integer.class)
			.isEqualTo(count);
	}

	private void move(String session, int inHours) {
		this.conference
			.edit("{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}".formatted(session,
					this.conference.in(inHours), this.conference.in(inHours + 1)))
			.path("changeSchedule.__typename")
			.entity(String.class)
			.isEqualTo("ScheduleChanged");
	}

	private GraphQlTester.Response undo(String session, String request) {
		return undo(this.conference.organiser(), session, request);
	}

	private GraphQlTester.Response undo(HttpGraphQlTester as, String session, String request) {
		return as.document("""
				mutation ($id: ID!, $code: String!, $request: String) {
				  undoCheckIn(input: {sessionId: $id, attendee: {agendaCode: $code}, requestId: $request}) {
				    ... on CheckInUndone { name session { checkedIn } } } }""")
			.variable("id", session)
			.variable("code", code("ann"))
			.variable("request", request)
			.execute();
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
		return this.conference.agendaCode(name);
	}

	private static String code(OwnConference event, HttpGraphQlTester attendee) {
		return attendee.document("query ($id: ID) { event(id: $id) { myAgenda { agendaCode } } }")
			.variable("id", event.id())
			.execute()
			.path("event.myAgenda.agendaCode")
			.entity(String.class)
			.get();
	}

	private static GraphQlTester.Response checkIn(HttpGraphQlTester client, String session, String code) {
		return client.document("""
				mutation ($id: ID!, $code: String!) { checkIn(input: {sessionId: $id, attendee: {agendaCode: $code}}) {
				  __typename
				  ... on AttendeeCheckedIn { name checkedInAt session { seats { checkedIn } } }
				  ... on AttendeeHasNoSeat { name seatState }
				  ... on CheckInClosed { opensAt closesAt }
				  ... on Refusal { message } } }""").variable("id", session).variable("code", code).execute();
	}

}
