package dev.plenum.agenda;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading and changing one's own agenda, over HTTP.
 */
@Tag("slow")
@LiveServer
class AgendaTests {

	@Autowired
	private Clients clients;

	@Autowired
	private DatabaseCommands database;

	@Autowired
	private MongoDatabase mongo;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void anAddedSessionIsInTheAgendaOfThatAttendeeOnly() {
		String session = seminar("one", 2);
		add("ann", session).path("addToAgenda.agenda.items[0].session.id").entity(String.class).isEqualTo(session);
		assertThat(inAgenda("ann", session)).isTrue();
		assertThat(inAgenda("bob", session)).isFalse();
		assertThat(items("ann")).containsExactly("one: PICKED");
		assertThat(items("bob")).isEmpty();
	}

	@Test
	void repeatedMutationsChangeNothing() {
		String session = seminar("one", 2);
		List<Runnable> changes = List.of(() -> add("ann", session).errors().verify(),
				() -> note("ann", session, "\"n\"").errors().verify(),
				() -> appointment("ann", "lunch", 2, 0).errors().verify(),
				() -> appointment("ann", "lunch", 3, 0).errors().verify(),
				() -> merge("ann", "", session, -1).errors().verify(), () -> remove("ann", session).errors().verify(),
				() -> note("ann", session, "null").errors().verify());
		changes.forEach((change) -> {
			change.run();
			Document once = kept("ann");
			change.run();
			assertThat(kept("ann")).isEqualTo(once);
		});
		assertThat(inAgenda("ann", session)).isFalse();
		assertThat(items("ann")).containsExactly("lunch");
	}

	@Test
	void aSessionForEverybodyIsInEachAgendaUntilItIsRemoved() {
		String plenary = this.conference.session("opening", "PLENARY", 2, Map.of());
		this.conference.session("dinner", "SOCIAL", 4, Map.of("capacity", 3));
		assertThat(items("ann")).containsExactly("opening: FOR_EVERYBODY");
		assertThat(inAgenda("ann", plenary)).isTrue();
		remove("ann", plenary).errors().verify();
		assertThat(items("ann")).isEmpty();
		add("ann", plenary).errors().verify();
		assertThat(items("ann")).containsExactly("opening: PICKED,FOR_EVERYBODY");
	}

	@Test
	void organisersChooseTheKindsForEverybody() {
		seminar("one", 2);
		this.conference.organiser()
			.document(
					"mutation { putEvent(input: {slug: \"%s\", kindsForEverybody: [SEMINAR]}) { ... on EventPut { event { kindsForEverybody } } } }"
						.formatted(this.conference.slug()))
			.execute()
			.path("putEvent.event.kindsForEverybody")
			.entityList(String.class)
			.containsExactly("SEMINAR");
		assertThat(items("ann")).containsExactly("one: FOR_EVERYBODY");
	}

	@Test
	void seatsAndPlacesOnWaitingListsAreInTheAgenda() {
		String session = this.conference.session("one", "SEMINAR", 2, Map.of("capacity", 1));
		book("ann", session, "SeatBooked").path("bookSeat.agenda.items[0].reasons")
			.entityList(String.class)
			.containsExactly("SEAT");
		book("bob", session, "SeatWaiting").path("bookSeat.agenda.items[0].seat.position")
			.entity(Integer.class)
			.isEqualTo(1);
		assertThat(inAgenda("bob", session)).isTrue();
		remove("ann", session).errors().verify();
		assertThat(items("ann")).containsExactly("one: SEAT");
	}

	@Test
	void clashesAndMissingWalkingTimeAreReported() {
		String annexe = this.conference.room("annexe", 15);
		String hall = this.conference.room("hall", 0);
		String first = this.conference.session("first", "SEMINAR", 2, List.of(annexe), Map.of());
		String next = this.conference.session("next", "SEMINAR", 3, List.of(hall), Map.of());
		add("ann", first).errors().verify();
		add("ann", next).errors().verify();
		appointment("ann", "lunch", 3, 30).errors().verify();
		read("ann").path("event.myAgenda.items[*].walkShortBy")
			.entityList(Object.class)
			.satisfies((ways) -> assertThat(ways).containsExactly(null, 15, null))
			.path("event.myAgenda.items[1].clashes[*].appointment.title")
			.entityList(String.class)
			.containsExactly("lunch")
			.path("event.myAgenda.items[2].clashes[*].session.id")
			.entityList(String.class)
			.containsExactly(next)
			.path("event.myAgenda.days")
			.entityList(Object.class)
			.hasSize(5);
	}

	@Test
	void anAppointmentIsCreatedOnceChangedAndRemoved() {
		String id = appointment("ann", "lunch", 2, 0).path("putAppointment.appointment.id").entity(String.class).get();
		appointment("ann", "lunch", 2, 0).path("putAppointment.appointment.id").entity(String.class).isEqualTo(id);
		assertThat(items("ann")).containsExactly("lunch");
		appointment("ann", "lunch", 4, 0).path("putAppointment.agenda.items[0].appointment.startsAt")
			.entity(OffsetDateTime.class)
			.satisfies((at) -> assertThat(at.toInstant()).isEqualTo(Instant.parse(this.conference.in(4))));
		for (int i = 0; i < 2; i++) {
			this.conference.as("ann")
				.document(
						"mutation ($id: ID!) { removeAppointment(input: {appointmentId: $id}) { ... on AppointmentRemoved { removedId agenda { items { __typename } } } } }")
				.variable("id", id)
				.execute()
				.path("removeAppointment.removedId")
				.entity(String.class)
				.isEqualTo(id)
				.path("removeAppointment.agenda.items")
				.entityList(Object.class)
				.hasSize(0);
		}
	}

	@Test
	void anAgendaCanHaveTwoHundredAppointments() {
		String many = IntStream.range(0, 10)
			.mapToObj((
					i) -> "a%d: putAppointment(input: {eventId: $event, key: \"$k%d\", title: \"t\", startsAt: \"%s\", endsAt: \"%s\"}) { ... on AppointmentPut { agenda { id } } }"
						.formatted(i, i, this.conference.in(2), this.conference.in(3)))
			.reduce("", String::concat);
		IntStream.range(0, 20)
			.forEach((round) -> this.conference.as("ann")
				.document("mutation ($event: ID!) {" + many.replace("$k", round + "-") + "}")
				.variable("event", this.conference.id())
				.executeAndVerify());
		appointment("ann", "one too many", 2, 0).path("putAppointment")
			.matchesJson("{\"limit\": 200, \"message\": \"Your agenda is full. Remove an appointment first.\"}");
		appointment("ann", "0-0", 2, 0).path("putAppointment.appointment").hasValue();
	}

	@Test
	void onlyItsAuthorSeesANote() {
		String session = seminar("one", 2);
		add("ann", session).errors().verify();
		note("ann", session, "\"ask about rent\"").path("putSessionNote.session.myNote")
			.entity(String.class)
			.isEqualTo("ask about rent")
			.path("putSessionNote.agenda.notedSessions")
			.matchesJson("[{\"id\": \"%s\"}]".formatted(session));
		note("bob", session, "null").path("putSessionNote.session.myNote")
			.valueIsNull()
			.path("putSessionNote.agenda.notedSessions")
			.entityList(Object.class)
			.hasSize(0);
		note("ann", session, "null").path("putSessionNote.agenda.notedSessions").entityList(Object.class).hasSize(0);
	}

	@Test
	void theLatestDecisionOfAllDevicesCounts() {
		String one = seminar("one", 2);
		String two = seminar("two", 3);
		merge("ann", one, "", -3).errors().verify();
		merge("ann", "", one, -1).errors().verify();
		merge("ann", two, one, -2).errors().verify();
		merge("ann", one, "", -3).errors().verify();
		assertThat(items("ann")).containsExactly("two: PICKED");
		merge("bob", two, one, -2).errors().verify();
		merge("bob", "", one, -1).errors().verify();
		merge("bob", one, "", -3).errors().verify();
		assertThat(items("bob")).containsExactly("two: PICKED");
	}

	@Test
	void theOrderOfMergesDoesNotMatter() {
		List<String> sessions = IntStream.range(0, 4).mapToObj((i) -> seminar("s" + i, 2 + i)).toList();
		Random random = new Random(11);
		List<Merge> merges = new ArrayList<>(IntStream.range(0, 12)
			.mapToObj((i) -> new Merge(sessions.get(random.nextInt(4)), random.nextBoolean(), -random.nextInt(4)))
			.toList());
		List<List<String>> outcomes = IntStream.range(0, 6).mapToObj((i) -> {
			Collections.shuffle(merges, random);
			merges.forEach((merge) -> merge("device" + i, merge.add() ? merge.session() : "",
					merge.add() ? "" : merge.session(), merge.hours())
				.errors()
				.verify());
			return items("device" + i);
		}).toList();
		assertThat(outcomes.getFirst()).isNotEmpty();
		assertThat(outcomes).containsOnly(outcomes.getFirst());
	}

	@Test
	void manyDevicesThatStartAtOnceLoseNothing() {
		List<String> sessions = IntStream.range(0, 16).mapToObj((i) -> seminar("s%02d".formatted(i), 2)).toList();
		this.clients.token(this.conference.person("ann"));
		Flux.range(0, 16)
			.flatMap((i) -> Mono
				.fromRunnable(() -> ((i % 2 == 0) ? add("ann", sessions.get(i)) : merge("ann", sessions.get(i), "", -1))
					.errors()
					.verify())
				.subscribeOn(Schedulers.boundedElastic()))
			.then()
			.block(Duration.ofSeconds(20));
		assertThat(items("ann")).hasSize(16);
	}

	@Test
	void ofTwoDecisionsAtTheSameInstantTheOneThatAddsCounts() {
		String one = seminar("one", 2);
		merge("ann", one, "", -1).errors().verify();
		merge("ann", "", one, -1).errors().verify();
		merge("bob", "", one, -1).errors().verify();
		merge("bob", one, "", -1).errors().verify();
		assertThat(items("ann")).containsExactly("one: PICKED");
		assertThat(items("bob")).containsExactly("one: PICKED");
	}

	@Test
	void anAgendaCreatedByAnEmptyMergeCanBeRead() {
		merge("ann", "", "", -1).errors().verify();
		assertThat(items("ann")).isEmpty();
		add("ann", seminar("one", 2)).errors().verify();
		assertThat(items("ann")).containsExactly("one: PICKED");
	}

	@Test
	void aTimeInTheFutureCountsAsNow() {
		String one = seminar("one", 2);
		merge("ann", one, "", 48).errors().verify();
		remove("ann", one).errors().verify();
		assertThat(items("ann")).isEmpty();
	}

	@Test
	void cancelledSessionsStayInTheAgenda() {
		String one = seminar("one", 2);
		add("ann", one).errors().verify();
		this.conference.edit("{cancel: {sessionId: \"%s\"}}".formatted(one)).errors().verify();
		read("ann").path("event.myAgenda.items[0].session.status").entity(String.class).isEqualTo("CANCELLED");
	}

	@Test
	void onlyTheFirstReadSendsADatabaseCommand() {
		String one = seminar("one", 2);
		IntStream.range(0, 20).forEach((i) -> seminar("more" + i, 3));
		add("ann", one).errors().verify();
		items("ann");
		this.database.reset();
		items("ann");
		list("ann").contains(true, false);
		assertThat(this.database.asked()).isEmpty();
		list("bob").doesNotContain(true);
		assertThat(this.database.asked()).containsExactly("find");
		list("bob");
		assertThat(this.database.asked()).containsExactly("find");
	}

	private GraphQlTester.EntityList<Boolean> list(String name) {
		return this.conference.as(name)
			.document(
					"query ($id: ID) { event(id: $id) { sessions(first: 100) { nodes { inMyAgenda myNote mySeat { state } } } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.sessions.nodes[*].inMyAgenda")
			.entityList(Boolean.class)
			.hasSize(21);
	}

	@Test
	void withoutATokenThereIsNoAgenda() {
		String one = this.conference.session("opening", "PLENARY", 2, Map.of());
		this.clients.anonymous()
			.document("query ($id: ID) { event(id: $id) { myAgenda { id } sessions { nodes { inMyAgenda } } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.myAgenda")
			.valueIsNull()
			.path("event.sessions.nodes[0].inMyAgenda")
			.entity(Boolean.class)
			.isEqualTo(false);
		this.clients.anonymous()
			.document("mutation ($id: ID!) { addToAgenda(input: {sessionId: $id}) { __typename } }")
			.variable("id", one)
			.execute()
			.errors()
			.satisfy(code("UNAUTHENTICATED"));
	}

	@Test
	void onlyTheOwnerFindsAnAgendaAndItsAppointmentsById() {
		List<String> ids = List.of(
				add("ann", seminar("one", 2)).path("addToAgenda.agenda.id").entity(String.class).get(),
				appointment("ann", "lunch", 2, 0).path("putAppointment.appointment.id").entity(String.class).get());
		assertThat(nodes(this.conference.as("ann"), ids)).isEqualTo(ids);
		assertThat(nodes(this.conference.as("bob"), ids)).isEmpty();
		assertThat(nodes(this.conference.organiser(), ids)).isEmpty();
		assertThat(nodes(this.clients.anonymous(), ids)).isEmpty();
	}

	private static List<String> nodes(HttpGraphQlTester client, List<String> ids) {
		return client.document("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }")
			.variable("ids", ids)
			.execute()
			.path("nodes[?(@ != null)].id")
			.entityList(String.class)
			.get();
	}

	@Test
	void payloadsShowWhetherTheSessionIsStillInTheAgenda() {
		String one = seminar("one", 2);
		String full = this.conference.session("full", "SEMINAR", 4, Map.of("capacity", 1));
		add("ann", one).path("addToAgenda.session.inMyAgenda").entity(Boolean.class).isEqualTo(true);
		String item = read("ann").path("event.myAgenda.items[0].id").entity(String.class).get();
		assertThat(item).isNotEqualTo(one);
		remove("ann", one).path("removeFromAgenda.session.inMyAgenda")
			.entity(Boolean.class)
			.isEqualTo(false)
			.path("removeFromAgenda.removedId")
			.entity(String.class)
			.isEqualTo(item);
		book("ann", full, "SeatBooked").path("bookSeat.session.inMyAgenda").entity(Boolean.class).isEqualTo(true);
		add("ann", full).errors().verify();
		remove("ann", full).path("removeFromAgenda.session.inMyAgenda")
			.entity(Boolean.class)
			.isEqualTo(true)
			.path("removeFromAgenda.removedId")
			.valueIsNull();
		merge("ann", one, full, -1).path("mergeAgenda.sessions")
			.matchesJson("[{\"id\": \"%s\", \"inMyAgenda\": false}, {\"id\": \"%s\", \"inMyAgenda\": true}]"
				.formatted(one, full));
	}

	@Test
	void aLateRepetitionUndoesNothingNewer() {
		String one = seminar("one", 2);
		remove("ann", one, "r1").errors().verify();
		add("ann", one).errors().verify();
		remove("ann", one, "r1").path("removeFromAgenda.session.inMyAgenda").entity(Boolean.class).isEqualTo(true);
		assertThat(items("ann")).containsExactly("one: PICKED");
		assertThat(kept("ann").getList("requests", String.class)).hasSize(1);
		remove("ann", one, "r2").path("removeFromAgenda.session.inMyAgenda").entity(Boolean.class).isEqualTo(false);
	}

	@Test
	void aRequestThatFoundEverythingAsAskedIsRememberedToo() {
		String one = seminar("one", 2);
		remove("ann", one).errors().verify();
		remove("ann", one, "r1").errors().verify();
		add("ann", one).errors().verify();
		remove("ann", one, "r1").errors().verify();
		assertThat(items("ann")).containsExactly("one: PICKED");
	}

	@Test
	void anAgendaRemembersABoundedNumberOfRequests() {
		String one = seminar("one", 2);
		IntStream.range(0, 120).forEach((i) -> remove("ann", one, "r" + i).errors().verify());
		assertThat(kept("ann").getList("requests", String.class)).hasSize(100).doesNotHaveDuplicates();
	}

	@Test
	void aLateRepetitionDoesNotBringBackARemovedAppointment() {
		String id = put("r1", "").path("putAppointment.appointment.id").entity(String.class).get();
		put("r1", "").path("putAppointment.appointment.id").entity(String.class).isEqualTo(id);
		this.conference.as("ann")
			.document("mutation { removeAppointment(input: {appointmentId: \"%s\"}) { __typename } }".formatted(id))
			.executeAndVerify();
		put("r1", "").path("putAppointment.__typename").entity(String.class).isEqualTo("Superseded");
		assertThat(items("ann")).isEmpty();
	}

	@Test
	void aPutAppointmentChangesOnlyWhatItContains() {
		put("r1", "place: \"café\", note: \"n\"").errors().verify();
		put("r2", "note: null").path("putAppointment.appointment.place")
			.entity(String.class)
			.isEqualTo("café")
			.path("putAppointment.appointment.note")
			.valueIsNull();
	}

	private GraphQlTester.Response put(String request, String fields) {
		return this.conference.as("ann")
			.document("""
					mutation { putAppointment(input: {eventId: "%s", key: "k", title: "t", startsAt: "%s", endsAt: "%s",
					  requestId: "%s" %s}) { __typename ... on AppointmentPut { appointment { id place note } } } }"""
				.formatted(this.conference.id(), this.conference.in(2), this.conference.in(3), request, fields))
			.execute();
	}

	@Test
	void unknownSessionsAndSessionsOfADraftAreNotFound() {
		OwnConference draft = OwnConference.draft(this.clients, LocalDate.now().minusDays(1),
				LocalDate.now().plusDays(1));
		String hidden = draft.session("hidden", "SEMINAR", 1, Map.of());
		for (String session : List.of("ses_nope", "nope", "", this.conference.id(), hidden)) {
			add("ann", session).errors().satisfy(code("NOT_FOUND"));
		}
		merge("ann", hidden, "", -1).errors().satisfy(code("BAD_INPUT"));
	}

	@Test
	void anEventThatIsOverIsReadOnly() {
		OwnConference past = OwnConference
			.draft(this.clients, LocalDate.now().minusDays(9), LocalDate.now().minusDays(5))
			.publish();
		String session = past.session("past", "SEMINAR", -24 * 6, Map.of());
		add("ann", session).path("addToAgenda.reason")
			.entity(String.class)
			.isEqualTo("OVER")
			.path("addToAgenda.message")
			.hasValue();
	}

	@Test
	void invalidAppointmentsAreRejected() {
		this.conference.as("ann")
			.document(
					"mutation ($e: ID!, $at: DateTime!) { putAppointment(input: {eventId: $e, key: \"k\", title: \" \", startsAt: $at, endsAt: $at}) { __typename } }")
			.variable("e", this.conference.id())
			.variable("at", this.conference.in(1))
			.execute()
			.errors()
			.satisfy(code("BAD_INPUT"));
		this.conference.as("ann")
			.document(
					"mutation ($e: ID!, $from: DateTime!, $to: DateTime!) { putAppointment(input: {eventId: $e, id: \"x.subject\", title: \"t\", startsAt: $from, endsAt: $to}) { __typename } }")
			.variable("e", this.conference.id())
			.variable("from", this.conference.in(1))
			.variable("to", this.conference.in(2))
			.execute()
			.errors()
			.satisfy(code("BAD_INPUT"));
	}

	private static Consumer<List<ResponseError>> code(String code) {
		return (errors) -> assertThat(errors).singleElement()
			.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code));
	}

	private Document kept(String name) {
		return Mono
			.from(this.mongo.getCollection(Agendas.COLLECTION)
				.find(Filters.eq("subject", this.conference.person(name))))
			.blockOptional(Duration.ofSeconds(5))
			.orElseThrow();
	}

	private String seminar(String key, int inHours) {
		return this.conference.session(key, "SEMINAR", inHours, Map.of());
	}

	private GraphQlTester.Response add(String name, String session) {
		return this.conference.as(name).document("""
				mutation ($id: ID!) { addToAgenda(input: {sessionId: $id}) {
				  ... on AddedToAgenda { session { inMyAgenda } agenda { id
				    items { ... on AgendaSession { id session { id } reasons } } } }
				  ... on EventClosed { reason message } } }""").variable("id", session).execute();
	}

	private GraphQlTester.Response remove(String name, String session) {
		return remove(name, session, null);
	}

	private GraphQlTester.Response remove(String name, String session, @Nullable String request) {
		return this.conference.as(name)
			.document(
					"""
							mutation ($id: ID!, $request: String) {
							  removeFromAgenda(input: {sessionId: $id, requestId: $request}) { ... on RemovedFromAgenda {
							    removedId session { inMyAgenda } agenda { items { ... on AgendaSession { session { id } } } } } } }""")
			.variable("id", session)
			.variable("request", request)
			.execute();
	}

	private GraphQlTester.Response book(String name, String session, String answer) {
		return this.conference.as(name)
			.document(
					"""
							mutation ($id: ID!) { bookSeat(input: {sessionId: $id}) { __typename
							  ... on %s { session { inMyAgenda } agenda { items { ... on AgendaSession { reasons seat { position } } } } } } }"""
						.formatted(answer))
			.variable("id", session)
			.execute();
	}

	private GraphQlTester.Response note(String name, String session, String text) {
		return this.conference.as(name).document("""
				mutation { putSessionNote(input: {sessionId: "%s", text: %s}) { ... on SessionNotePut {
				  session { myNote } agenda { notedSessions { id } } } } }""".formatted(session, text)).execute();
	}

	private GraphQlTester.Response appointment(String name, String key, int hours, int minutes) {
		return this.conference.as(name)
			.document(
					"""
							mutation ($e: ID!, $key: String!, $from: DateTime!, $to: DateTime!) {
							  putAppointment(input: {eventId: $e, key: $key, title: $key, startsAt: $from, endsAt: $to, place: "café"}) {
							    ... on AppointmentPut { appointment { id } agenda { items { ... on AgendaAppointment {
							      appointment { title startsAt place } } } } }
							    ... on LimitReached { limit message } } }""")
			.variable("e", this.conference.id())
			.variable("key", key)
			.variable("from", this.conference.in(hours, minutes))
			.variable("to", this.conference.in(hours + 1, minutes))
			.execute();
	}

	@Test
	void ofTwoNotesThatDevicesSendLaterTheNewerOneCounts() {
		String session = seminar("noted", 2);
		assertThat(mergedNote("ann", session, "of two hours ago", -2)).isEqualTo("of two hours ago");
		assertThat(mergedNote("ann", session, "of three hours ago", -3)).isEqualTo("of two hours ago");
		assertThat(mergedNote("ann", session, "of an hour ago", -1)).isEqualTo("of an hour ago");
		assertThat(mergedNote("ann", session, "", -1)).as("of the same moment").isEqualTo("of an hour ago");
		note("ann", session, "\"now\"").path("putSessionNote.session.myNote").entity(String.class).isEqualTo("now");
		assertThat(mergedNote("ann", session, "of a moment ago", 0)).isEqualTo("now");
	}

	private String mergedNote(String name, String session, String text, int hours) {
		return this.conference.as(name)
			.document("""
					mutation ($event: ID!, $at: DateTime!, $notes: [MergedNoteInput!]) {
					  mergeAgenda(input: {eventId: $event, at: $at, notes: $notes}) {
					    ... on AgendaMerged { sessions { myNote } } } }""")
			.variable("event", this.conference.id())
			.variable("at", this.conference.in(0))
			.variable("notes", List.of(Map.of("sessionId", session, "text", text, "at", this.conference.in(hours))))
			.execute()
			.path("mergeAgenda.sessions[0].myNote")
			.entity(String.class)
			.get();
	}

	private GraphQlTester.Response merge(String name, String add, String remove, int hours) {
		return this.conference.as(name)
			.document("""
					mutation ($event: ID!, $add: [ID!], $remove: [ID!], $at: DateTime!) {
					  mergeAgenda(input: {eventId: $event, add: $add, remove: $remove, at: $at}) {
					    ... on AgendaMerged { sessions { id inMyAgenda } agenda { id } } } }""")
			.variable("event", this.conference.id())
			.variable("add", add.isEmpty() ? List.of() : List.of(add))
			.variable("remove", remove.isEmpty() ? List.of() : List.of(remove))
			.variable("at", this.conference.in(hours))
			.execute();
	}

	private boolean inAgenda(String name, String session) {
		return this.conference.as(name)
			.document("query ($id: ID!) { node(id: $id) { ... on Session { inMyAgenda } } }")
			.variable("id", session)
			.execute()
			.path("node.inMyAgenda")
			.entity(Boolean.class)
			.get();
	}

	private List<String> items(String name) {
		return read(name).path("event.myAgenda.items")
			.entityList(Item.class)
			.get()
			.stream()
			.map(Item::toString)
			.toList();
	}

	private GraphQlTester.Response read(String name) {
		return this.conference.as(name)
			.document("""
					query ($id: ID) { event(id: $id) { myAgenda { id days { date items { __typename } }
					  items { ... on AgendaEntry { id walkShortBy clashes {
					      ... on AgendaSession { session { id } } ... on AgendaAppointment { appointment { title } } } }
					    ... on AgendaSession { session { id title status } reasons }
					    ... on AgendaAppointment { appointment { title } } } } } }""")
			.variable("id", this.conference.id())
			.execute();
	}

	private record Merge(String session, boolean add, int hours) {
	}

	private record Item(Map<String, Object> session, Map<String, Object> appointment, List<String> reasons) {

		@Override
		public String toString() {
			return (this.session != null) ? this.session.get("title") + ": " + String.join(",", this.reasons)
					: String.valueOf(this.appointment.get("title"));
		}

	}

}
