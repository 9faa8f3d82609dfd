package dev.plenum.agenda;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The subscription to one's own agenda, on a live server over WebSocket.
 */
@Tag("slow")
@LiveServer
class MyAgendaChangedTests {

	private static final String LISTEN = """
			subscription ($event: ID!) { myAgendaChanged(eventId: $event) {
			  kind session { title inMyAgenda } item { ... on AgendaEntry { clashes { ... on AgendaSession { session { title } } } } } seat { state position }
			  appointment { title } scheduleChange { kinds } announcement { text } agenda { items { __typename } } } }""";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Disposable.Composite listening = Disposables.composite();

	@Autowired
	private Clients clients;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@AfterEach
	void stopListening() {
		this.listening.dispose();
	}

	@Test
	void changesOnAnotherDeviceAreReported() {
		String one = this.conference.session("one", "SEMINAR", 2, Map.of());
		Queue<String> heard = listen("ann");
		mutate("ann", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(one));
		expect(heard, "PICKED one in");
		mutate("ann", "removeFromAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(one));
		expect(heard, "TAKEN_OUT one");
		mutate("ann",
				"putAppointment(input: {eventId: \"%s\", key: \"k\", title: \"lunch\", startsAt: \"%s\", endsAt: \"%s\"}) { __typename }"
					.formatted(this.conference.id(), this.conference.in(2), this.conference.in(3)));
		expect(heard, "APPOINTMENT_PUT lunch");
	}

	@Test
	void everyStepOfASeatIsReported() {
		String one = this.conference.session("one", "SEMINAR", 2, Map.of("capacity", 1));
		book("bob", one);
		book("cyd", one);
		Queue<String> heard = listen("ann");
		book("ann", one);
		expect(heard, "SEAT_WAITING one in WAITING 2");
		release("cyd", one);
		expect(heard, "PLACE_CHANGED one in WAITING 1");
		release("bob", one);
		expect(heard, "SEAT_PROMOTED one in BOOKED");
		release("ann", one);
		expect(heard, "SEAT_RELEASED one");
	}

	@Test
	void offersAndSessionsThatAreOpenedAreReported() {
		String one = this.conference.session("one", "SEMINAR", 2, Map.of("capacity", 1));
		String two = this.conference.session("two", "SEMINAR", 2, Map.of("capacity", 2));
		this.conference.organiser()
			.document(
					"mutation ($slug: String!) { putEvent(input: {slug: $slug, seatRules: {clashRule: ASK}}) { __typename } }")
			.variable("slug", this.conference.slug())
			.executeAndVerify();
		book("bob", one);
		book("ann", one);
		book("ann", two);
		Queue<String> heard = listen("ann");
		release("bob", one);
		expect(heard, "SEAT_OFFERED one in OFFERED 1 clashes two");
		mutate("organiser", "putSession(input: {eventId: \"%s\", id: \"%s\", capacity: null}) { __typename }"
			.formatted(this.conference.id(), two));
		expect(heard, "SEAT_NOT_NEEDED two in NOT_NEEDED clashes one");
	}

	@Test
	void aCheckInAtASessionWithoutSeatsAndItsUndoingAreReported() {
		String one = this.conference.session("one", "SEMINAR", 1, Map.of());
		mutate("ann", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(one));
		String code = this.conference.agendaCode("ann");
		Queue<String> heard = listen("ann");
		String attendee = "(input: {sessionId: \"%s\", attendee: {agendaCode: \"%s\"}}) { __typename }".formatted(one,
				code);
		mutate("organiser", "checkIn" + attendee);
		expect(heard, "CHECKED_IN one in");
		mutate("organiser", "undoCheckIn" + attendee);
		expect(heard, "CHECK_IN_UNDONE one in");
	}

	@Test
	void onlyChangesOfTheAgendasSessionsAreReported() {
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of());
		String seat = this.conference.session("seat", "SEMINAR", 4, Map.of("capacity", 1));
		String other = this.conference.session("other", "SEMINAR", 2, Map.of());
		String opening = this.conference.session("opening", "PLENARY", 6, Map.of());
		mutate("ann", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(mine));
		book("ann", seat);
		Queue<String> heard = listen("ann");
		mutate("bob", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(other));
		move(other, 3);
		announce(other, "not for ann");
		move(mine, 4);
		expect(heard, "SCHEDULE mine in [MOVED_TIME] clashes seat");
		this.conference.edit("{cancel: {sessionId: \"%s\"}}".formatted(seat)).errors().verify();
		expect(heard, "SCHEDULE seat in BOOKED [CANCELLED]");
		this.conference.edit("{reinstate: {sessionId: \"%s\"}}".formatted(seat)).errors().verify();
		expect(heard, "SCHEDULE seat in BOOKED [REINSTATED] clashes mine");
		move(opening, 8);
		expect(heard, "SCHEDULE opening in [MOVED_TIME]");
		announce(mine, "bring a pen");
		expect(heard, "ANNOUNCEMENT mine in clashes seat: bring a pen");
	}

	@Test
	void onlyMineSelectsTheChangesOfTheAgendasSessions() {
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of());
		String other = this.conference.session("other", "SEMINAR", 2, Map.of());
		mutate("ann", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(mine));
		move(other, 3);
		move(mine, 4);
		StepVerifier.create(this.clients.listener(this.conference.person("ann"))
			.document(
					"subscription ($event: ID!) { scheduleChanged(eventId: $event, afterRevision: 0, onlyMine: true) { session { id } } }")
			.variable("event", this.conference.id())
			.executeSubscription()
			.toFlux("scheduleChanged.session.id", String.class)
			.take(4))
			.expectNext(mine, mine)
			.then(() -> mutate("ann", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(other)))
			.then(() -> move(other, 5))
			.then(() -> move(mine, 6))
			.expectNext(other, mine)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void aSubscriptionWithoutATokenFails() {
		for (String document : List.of(LISTEN,
				"subscription ($event: ID!) { scheduleChanged(eventId: $event, onlyMine: true) { revision } }")) {
			StepVerifier
				.create(this.clients.listener()
					.document(document)
					.variable("event", this.conference.id())
					.executeSubscription()
					.toFlux())
				.expectErrorSatisfies((ex) -> assertThat(((SubscriptionErrorException) ex).getErrors()).singleElement()
					.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "UNAUTHENTICATED")))
				.verify(PATIENCE);
		}
	}

	/**
	 * Subscribes, and writes notes until one is reported, so that the subscription is
	 * known to work. The result contains no notes.
	 */
	private Queue<String> listen(String name) {
		this.clients.token(this.conference.person(name));
		String noted = this.conference.session("noted", "SEMINAR", 20, Map.of());
		Queue<String> heard = new ConcurrentLinkedQueue<>();
		Queue<String> notes = new ConcurrentLinkedQueue<>();
		this.listening.add(this.clients.listener(this.conference.person(name))
			.document(LISTEN)
			.variable("event", this.conference.id())
			.executeSubscription()
			.toFlux("myAgendaChanged", Change.class)
			.subscribe((change) -> (change.kind().equals("NOTE") ? notes : heard).add(change.toString()),
					(ex) -> heard.add(ex.toString())));
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
			mutate(name, "putSessionNote(input: {sessionId: \"%s\", text: \"%d\"}) { __typename }".formatted(noted,
					System.nanoTime()));
			return !notes.isEmpty();
		});
		return heard;
	}

	private void expect(Queue<String> heard, String change) {
		Awaitility.await().atMost(PATIENCE).until(() -> !heard.isEmpty());
		assertThat(heard.poll()).isEqualTo(change);
	}

	private void mutate(String name, String mutation) {
		this.conference.as(name).document("mutation { " + mutation + " }").executeAndVerify();
	}

	private void book(String name, String session) {
		mutate(name, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(session));
	}

	private void release(String name, String session) {
		mutate(name, "releaseSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(session));
	}

	private void move(String session, int hours) {
		this.conference
			.edit("{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}".formatted(session,
					this.conference.in(hours), this.conference.in(hours + 1)))
			.errors()
			.verify();
	}

	private void announce(String session, String text) {
		this.conference.organiser()
			.document(
					"mutation { announce(input: {eventId: \"%s\", key: \"%s\", text: [{lang: \"sv\", text: \"%s\"}], sessionId: \"%s\"}) { __typename } }"
						.formatted(this.conference.id(), text, text, session))
			.executeAndVerify();
	}

	private record Change(String kind, TestSession session, Item item, TestSeat seat, Titled appointment,
			Step scheduleChange, Announced announcement) {

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder(this.kind);
			if (this.session != null) {
				text.append(' ').append(this.session.title()).append(this.session.inMyAgenda() ? " in" : "");
			}
			if (this.appointment != null) {
				text.append(' ').append(this.appointment.title());
			}
			if (this.seat != null) {
				text.append(' ').append(this.seat.state());
				text.append((this.seat.position() != null) ? " " + this.seat.position() : "");
			}
			if (this.scheduleChange != null) {
				text.append(' ').append(this.scheduleChange.kinds());
			}
			if (this.item != null && this.session != null) {
				this.item.clashes().forEach((clash) -> text.append(" clashes ").append(clash.session().title()));
			}
			if (this.announcement != null) {
				text.append(": ").append(this.announcement.text());
			}
			return text.toString();
		}

	}

	private record TestSession(String title, boolean inMyAgenda) {
	}

	private record TestSeat(String state, Integer position) {
	}

	private record Titled(String title) {
	}

	private record Step(List<String> kinds) {
	}

	private record Announced(String text) {
	}

	private record Item(List<Clash> clashes) {
	}

	private record Clash(Titled session) {
	}

}
