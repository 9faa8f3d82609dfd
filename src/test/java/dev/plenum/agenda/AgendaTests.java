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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading and changing one's agenda, over HTTP.
 */
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
	void aPickedSessionStandsInTheAgendaOfWhoPickedItOnly() {
		String session = seminar("one", 2);
		add("ann", session).path("addToAgenda.agenda.items[0].session.id").entity(String.class).isEqualTo(session);
		assertThat(inAgenda("ann", session)).isTrue();
		assertThat(inAgenda("bob", session)).isFalse();
		assertThat(items("ann")).containsExactly("one: PICKED");
		assertThat(items("bob")).isEmpty();
	}

	@Test
	void doingTheSameTwiceChangesNothingTheSecondTime() {
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
		assertThat(items("ann")).containsExactly("lunch: OWN");
	}

	@Test
	void whatIsForEverybodyStandsThereUntilItIsTakenOut() {
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
	void organisersSayWhatIsForEverybody() {
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
	void aSeatAndAPlaceInLineStandThere() {
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
	void clashesAndShortWaysAreTold() {
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
	void anAppointmentIsMadeOnceChangedAndRemoved() {
		String id = appointment("ann", "lunch", 2, 0).path("putAppointment.appointment.id").entity(String.class).get();
		appointment("ann", "lunch", 2, 0).path("putAppointment.appointment.id").entity(String.class).isEqualTo(id);
		assertThat(items("ann")).containsExactly("lunch: OWN");
		appointment("ann", "lunch", 4, 0).path("putAppointment.agenda.items[0].appointment.startsAt")
			.entity(OffsetDateTime.class)
			.satisfies((at) -> assertThat(at.toInstant()).isEqualTo(Instant.parse(this.conference.in(4))));
		for (int i = 0; i < 2; i++) {
			this.conference.as("ann")
				.document(
						"mutation ($id: ID!) { removeAppointment(input: {appointmentId: $id}) { agenda { items { startsAt } } } }")
				.variable("id", id)
				.execute()
				.path("removeAppointment.agenda.items")
				.entityList(Object.class)
				.hasSize(0);
		}
	}

	@Test
	void anAgendaHoldsTwoHundredAppointments() {
		String many = IntStream.range(0, 10)
			.mapToObj((
					i) -> "a%d: putAppointment(input: {eventId: $event, key: \"$k%d\", title: \"t\", startsAt: \"%s\", endsAt: \"%s\"}) { agenda { id } }"
						.formatted(i, i, this.conference.in(2), this.conference.in(3)))
			.reduce("", String::concat);
		IntStream.range(0, 20)
			.forEach((round) -> this.conference.as("ann")
				.document("mutation ($event: ID!) {" + many.replace("$k", round + "-") + "}")
				.variable("event", this.conference.id())
				.executeAndVerify());
		appointment("ann", "one too many", 2, 0).errors().satisfy(code("CONFLICT"));
		appointment("ann", "0-0", 2, 0).errors().verify();
	}

	@Test
	void aNoteIsOnesOwn() {
		String session = seminar("one", 2);
		add("ann", session).errors().verify();
		note("ann", session, "\"ask about rent\"").path("putSessionNote.agenda.notes[0].text")
			.entity(String.class)
			.isEqualTo("ask about rent")
			.path("putSessionNote.agenda.items[0].note")
			.entity(String.class)
			.isEqualTo("ask about rent");
		note("bob", session, "null").path("putSessionNote.agenda.notes").entityList(Object.class).hasSize(0);
		note("ann", session, "null").path("putSessionNote.agenda.notes").entityList(Object.class).hasSize(0);
	}

	@Test
	void ofWhatDevicesMergeTheLastWordCountsWhateverOrderTheyComeIn() {
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
	void whateverOrderMergesComeInTheAgendaIsTheSame() {
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
	void manyDevicesThatBeginAtOnceLoseNothing() {
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
	void ofTwoWordsAtTheSameInstantTheOneThatPicksCounts() {
		String one = seminar("one", 2);
		merge("ann", one, "", -1).errors().verify();
		merge("ann", "", one, -1).errors().verify();
		merge("bob", "", one, -1).errors().verify();
		merge("bob", one, "", -1).errors().verify();
		assertThat(items("ann")).containsExactly("one: PICKED");
		assertThat(items("bob")).containsExactly("one: PICKED");
	}

	@Test
	void anAgendaThatBeginsWithNothingToMergeCanBeRead() {
		merge("ann", "", "", -1).errors().verify();
		assertThat(items("ann")).isEmpty();
		add("ann", seminar("one", 2)).errors().verify();
		assertThat(items("ann")).containsExactly("one: PICKED");
	}

	@Test
	void aClockThatIsAheadCountsAsNow() {
		String one = seminar("one", 2);
		merge("ann", one, "", 48).errors().verify();
		remove("ann", one).errors().verify();
		assertThat(items("ann")).isEmpty();
	}

	@Test
	void cancelledAndRemovedSessionsStay() {
		String one = seminar("one", 2);
		add("ann", one).errors().verify();
		this.conference.edit("{cancel: {sessionId: \"%s\"}}".formatted(one)).errors().verify();
		read("ann").path("event.myAgenda.items[0].session.status").entity(String.class).isEqualTo("CANCELLED");
	}

	@Test
	void theFirstReadCostsOneQuestionHoweverManySessionsAndAllOthersNone() {
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
					"query ($id: ID) { event(id: $id) { sessions(first: 100) { nodes { inMyAgenda mySeat { state } } } } }")
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
			.document("mutation ($id: ID!) { addToAgenda(input: {sessionId: $id}) { agenda { id } } }")
			.variable("id", one)
			.execute()
			.errors()
			.satisfy(code("UNAUTHENTICATED"));
	}

	@Test
	void nobodyFindsAnAgendaByItsId() {
		String id = add("ann", seminar("one", 2)).path("addToAgenda.agenda.id").entity(String.class).get();
		for (String name : List.of("ann", "bob", "organiser")) {
			this.conference.as(name)
				.document("query ($id: ID!) { node(id: $id) { id } }")
				.variable("id", id)
				.execute()
				.path("node")
				.valueIsNull();
		}
	}

	@Test
	void unknownSessionsAndThoseOfADraftAreNotFound() {
		OwnConference draft = OwnConference.draft(this.clients, LocalDate.now().minusDays(1),
				LocalDate.now().plusDays(1));
		String hidden = draft.session("hidden", "SEMINAR", 1, Map.of());
		for (String session : List.of("ses_nope", "nope", "", this.conference.id(), hidden)) {
			add("ann", session).errors().satisfy(code("NOT_FOUND"));
		}
		merge("ann", hidden, "", -1).errors().satisfy(code("BAD_INPUT"));
	}

	@Test
	void whatIsOverIsReadOnly() {
		OwnConference past = OwnConference
			.draft(this.clients, LocalDate.now().minusDays(9), LocalDate.now().minusDays(5))
			.publish();
		String session = past.session("past", "SEMINAR", -24 * 6, Map.of());
		add("ann", session).errors().satisfy(code("CONFLICT"));
	}

	@Test
	void badAppointmentsAreRefused() {
		this.conference.as("ann")
			.document(
					"mutation ($e: ID!, $at: DateTime!) { putAppointment(input: {eventId: $e, key: \"k\", title: \" \", startsAt: $at, endsAt: $at}) { agenda { id } } }")
			.variable("e", this.conference.id())
			.variable("at", this.conference.in(1))
			.execute()
			.errors()
			.satisfy(code("BAD_INPUT"));
		this.conference.as("ann")
			.document(
					"mutation ($e: ID!, $from: DateTime!, $to: DateTime!) { putAppointment(input: {eventId: $e, id: \"x.subject\", title: \"t\", startsAt: $from, endsAt: $to}) { agenda { id } } }")
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
		return this.conference.as(name)
			.document(
					"mutation ($id: ID!) { addToAgenda(input: {sessionId: $id}) { agenda { id items { session { id } reasons } } } }")
			.variable("id", session)
			.execute();
	}

	private GraphQlTester.Response remove(String name, String session) {
		return this.conference.as(name)
			.document(
					"mutation ($id: ID!) { removeFromAgenda(input: {sessionId: $id}) { agenda { items { session { id } } } } }")
			.variable("id", session)
			.execute();
	}

	private GraphQlTester.Response book(String name, String session, String answer) {
		return this.conference.as(name)
			.document("""
					mutation ($id: ID!) { bookSeat(input: {sessionId: $id}) { __typename
					  ... on %s { agenda { items { reasons seat { position } } } } } }""".formatted(answer))
			.variable("id", session)
			.execute();
	}

	private GraphQlTester.Response note(String name, String session, String text) {
		return this.conference.as(name).document("""
				mutation { putSessionNote(input: {sessionId: "%s", text: %s}) {
				  agenda { notes { text session { id } } items { note } } } }""".formatted(session, text)).execute();
	}

	private GraphQlTester.Response appointment(String name, String key, int hours, int minutes) {
		return this.conference.as(name)
			.document(
					"""
							mutation ($e: ID!, $key: String!, $from: DateTime!, $to: DateTime!) {
							  putAppointment(input: {eventId: $e, key: $key, title: $key, startsAt: $from, endsAt: $to, place: "café"}) {
							    appointment { id } agenda { items { appointment { title startsAt place } } } } }""")
			.variable("e", this.conference.id())
			.variable("key", key)
			.variable("from", this.conference.in(hours, minutes))
			.variable("to", this.conference.in(hours + 1, minutes))
			.execute();
	}

	private GraphQlTester.Response merge(String name, String add, String remove, int hours) {
		return this.conference.as(name)
			.document("""
					mutation ($event: ID!, $add: [ID!], $remove: [ID!], $at: DateTime!) {
					  mergeAgenda(input: {eventId: $event, add: $add, remove: $remove, at: $at}) { agenda { id } } }""")
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
					query ($id: ID) { event(id: $id) { myAgenda { id days { date items { startsAt } }
					  items { session { id title status } appointment { title } reasons walkShortBy
					    clashes { session { id } appointment { title } } } } } }""")
			.variable("id", this.conference.id())
			.execute();
	}

	private record Merge(String session, boolean add, int hours) {
	}

	private record Item(Map<String, Object> session, Map<String, Object> appointment, List<String> reasons) {

		@Override
		public String toString() {
			Object title = (this.session != null) ? this.session.get("title") : this.appointment.get("title");
			return title + ": " + String.join(",", this.reasons);
		}

	}

}
