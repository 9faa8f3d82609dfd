package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import dev.plenum.programme.document.SeatClashRule;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Booking seats and giving them up, over HTTP.
 */
@Tag("slow")
@LiveServer
class BookSeatTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Autowired
	private Clients clients;

	@Autowired
	private DatabaseCommands database;

	@Autowired
	private SeatDesk desk;

	@Autowired
	private SeatingBoards boards;

	@Autowired
	private SeatQueues queues;

	@Autowired
	private SeatKeeper keeper;

	@Autowired
	private MongoDatabase mongo;

	private Conference conference;

	@BeforeEach
	void ownConference() {
		this.conference = new Conference(this.clients);
	}

	@Test
	void aRequestWhoseClientHasLeftIsNotServed() {
		String session = conference().session("s", 2, 2);
		AtomicBoolean begun = new AtomicBoolean();
		AtomicBoolean goesOn = new AtomicBoolean();
		AtomicBoolean served = new AtomicBoolean();
		this.queues.ask(session, (seating, terms) -> {
			begun.set(true);
			Awaitility.await().atMost(PATIENCE).untilTrue(goesOn);
			return seating.look("ann");
		}).subscribeOn(Schedulers.boundedElastic()).subscribe();
		Awaitility.await().atMost(PATIENCE).untilTrue(begun);
		this.queues.ask(session, (seating, terms) -> {
			served.set(true);
			return seating.look("bob");
		}).subscribe().dispose();
		goesOn.set(true);
		assertThat(this.queues.ask(session, (seating, terms) -> seating.look("cyd")).blockOptional(PATIENCE))
			.isPresent();
		assertThat(served).isFalse();
	}

	@Test
	void theQueueOfAnUnusedSessionIsDropped() {
		String session = conference().session("s", 2, 2);
		conference().booked("ann", session);
		this.queues.dropUnused(Duration.ofMinutes(5));
		assertThat(this.queues.size()).isPositive();
		Awaitility.await().atMost(PATIENCE).until(() -> {
			this.queues.dropUnused(Duration.ZERO);
			return this.queues.size() == 0;
		});
		assertThat(conference().booked("bob", session)).isEqualTo("SeatBooked");
	}

	@Nested
	class Booking {

		@Test
		void aFreeSeatIsBookedAndShownAtOnce() {
			String session = conference().session("s", 2, 2);
			conference().book("ann", session, false)
				.path("bookSeat.__typename")
				.entity(String.class)
				.isEqualTo("SeatBooked")
				.path("bookSeat.seat.position")
				.valueIsNull()
				.path("bookSeat.seat.session.mySeat.state")
				.entity(String.class)
				.isEqualTo("BOOKED")
				.path("bookSeat.seat.session.seats")
				.matchesJson("{\"capacity\": 2, \"taken\": 1, \"left\": 1, \"waiting\": 0}");
		}

		@Test
		void attendeesOfAFullSessionWaitAndArePromotedInOrder() {
			String session = conference().session("s", 2, 1);
			assertThat(conference().booked("ann", session)).isEqualTo("SeatBooked");
			assertThat(conference().booked("bob", session)).isEqualTo("SeatWaiting");
			conference().book("cyd", session, false).path("bookSeat.seat.position").entity(Integer.class).isEqualTo(2);
			conference().release("ann", session).path("releaseSeat.session.mySeat").valueIsNull();
			assertThat(conference().place("bob", session)).isZero();
			assertThat(conference().place("cyd", session)).isOne();
		}

		@Test
		void aRepeatedRequestGetsTheSameAnswer() {
			String session = conference().session("s", 2, 1);
			Object first = seat(conference().book("ann", session, false));
			assertThat(seat(conference().book("ann", session, false))).isEqualTo(first);
			conference().booked("bob", session);
			Object place = seat(conference().book("bob", session, false));
			assertThat(seat(conference().book("bob", session, false))).isEqualTo(place);
			conference().release("ann", session);
			conference().release("ann", session).path("releaseSeat.session.id").entity(String.class).isEqualTo(session);
			assertThat(conference().place("bob", session)).isZero();
			seats("ann", session).path("node.seats")
				.matchesJson("{\"capacity\": 1, \"taken\": 1, \"left\": 0, \"waiting\": 0}");
		}

		@Test
		void releasingASeatThatOneNeverHadSucceeds() {
			String session = conference().session("s", 2, 1);
			conference().release("ann", session).path("releaseSeat.session.mySeat").valueIsNull();
			seats("ann", session).path("node.seats.taken").entity(Integer.class).isEqualTo(0);
		}

		@Test
		void aSecondSeatAtTheSameTimeIsRefused() {
			String first = conference().session("first", 2, 1);
			String second = conference().session("second", 2, 1);
			conference().booked("ann", first);
			conference().book("ann", second, false)
				.path("bookSeat.clashingSessions[0].id")
				.entity(String.class)
				.isEqualTo(first)
				.path("bookSeat.message")
				.entity(String.class)
				.isEqualTo("You have a seat at another session at the same time.");
			assertThat(conference().place("ann", second)).isNull();
		}

		@Test
		void aPlaceOnAWaitingListAndASeatAtACancelledSessionAreNoClash() {
			String full = conference().session("full", 2, 1);
			String cancelled = conference().session("cancelled", 2, 1);
			String wanted = conference().session("wanted", 2, 1);
			conference().booked("bob", full);
			conference().booked("ann", full);
			conference().booked("ann", cancelled);
			conference().edit(cancelled, "cancel");
			assertThat(conference().booked("ann", wanted)).isEqualTo("SeatBooked");
		}

		@Test
		void aSessionThatStartsWhenTheOtherEndsIsNoClash() {
			String first = conference().session("first", 2, 1);
			String second = conference().session("second", 3, 1);
			conference().booked("ann", first);
			assertThat(conference().booked("ann", second)).isEqualTo("SeatBooked");
		}

	}

	@Nested
	class LateRepetitions {

		@Test
		void aLateReleaseKeepsASeatThatWasBookedAgain() {
			String session = conference().session("s", 2, 1);
			conference().booked("ann", session);
			String removed = conference().release("ann", session, "r1")
				.path("releaseSeat.removedId")
				.entity(String.class)
				.get();
			conference().booked("ann", session);
			conference().release("ann", session, "r1")
				.path("releaseSeat.session.mySeat")
				.matchesJson("{\"id\": \"%s\", \"state\": \"BOOKED\"}".formatted(removed))
				.path("releaseSeat.removedId")
				.valueIsNull();
			assertThat(conference().place("ann", session)).isZero();
			conference().release("ann", session, "r2").path("releaseSeat.session.mySeat").valueIsNull();
		}

		@Test
		void aReleaseThatFoundNothingIsRememberedToo() {
			String session = conference().session("s", 2, 1);
			conference().release("ann", session, "r1").path("releaseSeat.removedId").hasValue();
			conference().booked("ann", session);
			conference().release("ann", session, "r1");
			assertThat(conference().place("ann", session)).isZero();
		}

		@Test
		void aLateBookingDoesNotBringBackASeatThatWasReleased() {
			String session = conference().session("s", 2, 1);
			conference().book("ann", session, false, "b1").path("bookSeat.seat").hasValue();
			conference().book("ann", session, false, "b1").path("bookSeat.seat").hasValue();
			conference().release("ann", session);
			conference().book("ann", session, false, "b1")
				.path("bookSeat.__typename")
				.entity(String.class)
				.isEqualTo("Superseded");
			assertThat(conference().place("ann", session)).isNull();
			assertThat(conference().booked("ann", session)).isEqualTo("SeatBooked");
		}

		@Test
		void theSameNameOfAnotherAttendeeIsAnotherRequest() {
			String session = conference().session("s", 2, 2);
			conference().book("ann", session, false, "1").path("bookSeat.seat").hasValue();
			conference().book("bob", session, false, "1").path("bookSeat.seat").hasValue();
			assertThat(conference().place("bob", session)).isZero();
		}

		@Test
		void aNameThatIsTooLongIsRejected() {
			String session = conference().session("s", 2, 2);
			for (String name : List.of("", "x".repeat(65))) {
				conference().release("ann", session, name)
					.errors()
					.expect((error) -> List.of("input", "requestId").equals(error.getExtensions().get("path")))
					.verify();
			}
		}

	}

	@Nested
	class Swapping {

		@Test
		void theNewSeatIsBookedAndTheOldOneGoesToTheWaitingList() {
			String first = conference().session("first", 2, 1);
			String second = conference().session("second", 2, 1);
			conference().booked("ann", first);
			conference().booked("bob", first);
			conference().book("ann", second, true)
				.path("bookSeat.__typename")
				.entity(String.class)
				.isEqualTo("SeatBooked")
				.path("bookSeat.seat.clashingSessions")
				.entityList(Object.class)
				.hasSize(0)
				.path("bookSeat.releasedSessions")
				.matchesJson("[{\"id\": \"%s\", \"mySeat\": null}]".formatted(first));
			assertThat(conference().place("ann", first)).isNull();
			assertThat(conference().place("bob", first)).isZero();
		}

		@Test
		void theOldSeatIsKeptWhileWaitingForTheNewOne() {
			String first = conference().session("first", 2, 1);
			String full = conference().session("full", 2, 1);
			conference().booked("ann", first);
			conference().booked("bob", full);
			conference().book("ann", full, true)
				.path("bookSeat.__typename")
				.entity(String.class)
				.isEqualTo("SeatWaiting");
			assertThat(conference().place("ann", first)).isZero();
		}

		@Test
		void anInterruptedSwapIsFinishedByARepetition() {
			String first = conference().session("first", 2, 1);
			String second = conference().session("second", 4, 1);
			conference().booked("ann", first);
			conference().booked("ann", second);
			conference().move(second, 2);
			conference().seat("ann", first)
				.path("node.mySeat.clashingSessions[0].id")
				.entity(String.class)
				.isEqualTo(second)
				.path("node.mySeat.valid")
				.entity(Boolean.class)
				.isEqualTo(true);
			conference().book("ann", second, true)
				.path("bookSeat.__typename")
				.entity(String.class)
				.isEqualTo("SeatBooked");
			assertThat(conference().place("ann", first)).isNull();
			assertThat(conference().place("ann", second)).isZero();
		}

		@Test
		void aMovedSessionKeepsItsSeatsAndBothSeatsShowTheClash() {
			String first = conference().session("first", 2, 1);
			String second = conference().session("second", 4, 1);
			conference().booked("ann", first);
			conference().booked("ann", second);
			conference().move(second, 2);
			conference().seat("ann", second)
				.path("node.mySeat.clashingSessions[0].id")
				.entity(String.class)
				.isEqualTo(first);
			conference().seat("ann", first)
				.path("node.mySeat.clashingSessions[0].id")
				.entity(String.class)
				.isEqualTo(second);
			assertThat(conference().booked("ann", second)).isEqualTo("SeatBooked");
		}

	}

	@Nested
	class Organising {

		@Test
		void aHigherCapacityGivesSeatsToTheWaitingList() {
			String session = conference().session("s", 2, 1);
			List.of("ann", "bob", "cyd").forEach((subject) -> conference().booked(subject, session));
			conference().put(session, "capacity", 2);
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> Integer.valueOf(0).equals(conference().place("bob", session)));
			assertThat(conference().place("cyd", session)).isOne();
		}

		@Test
		void aLowerCapacityTakesNoSeatAndGivesNoneUntilThereIsRoom() {
			String session = conference().session("s", 2, 2);
			List.of("ann", "bob", "cyd").forEach((subject) -> conference().booked(subject, session));
			conference().put(session, "capacity", 1);
			assertThat(conference().booked("dag", session)).isEqualTo("SeatWaiting");
			seats("ann", session).path("node.seats")
				.matchesJson("{\"capacity\": 1, \"taken\": 2, \"left\": 0, \"waiting\": 2}");
			conference().release("ann", session);
			assertThat(conference().place("cyd", session)).isOne();
			conference().release("bob", session);
			assertThat(conference().place("cyd", session)).isZero();
		}

		@Test
		void aCancelledSessionKeepsItsSeatsAndGivesNoNewOnes() {
			String session = conference().session("s", 2, 2);
			conference().booked("ann", session);
			conference().edit(session, "cancel");
			closed(conference().book("bob", session, false), "SESSION_CANCELLED");
			assertThat(conference().booked("ann", session)).isEqualTo("SeatBooked");
			conference().seat("ann", session).path("node.mySeat.valid").entity(Boolean.class).isEqualTo(false);
			conference().edit(session, "reinstate");
			conference().seat("ann", session).path("node.mySeat.valid").entity(Boolean.class).isEqualTo(true);
			assertThat(conference().booked("bob", session)).isEqualTo("SeatBooked");
		}

		@Test
		void aSeatReleasedWhileTheSessionIsCancelledGoesToTheWaitingListOnceItIsReinstated() {
			String session = conference().session("s", 2, 1);
			conference().booked("ann", session);
			conference().booked("bob", session);
			conference().edit(session, "cancel");
			conference().release("ann", session);
			assertThat(conference().place("bob", session)).isOne();
			conference().edit(session, "reinstate");
			becomes("bob", session, 0);
		}

		@Test
		void aSeatReleasedAfterTheEndGoesToNobody() {
			String session = conference().session("s", 2, 1);
			conference().booked("ann", session);
			conference().booked("bob", session);
			conference().move(session, -2);
			conference().release("ann", session);
			assertThat(conference().place("bob", session)).isOne();
		}

		@Test
		void aSeatReleasedAfterTheClosingGoesToTheWaitingListIfTheEventAllowsItOrBookingIsExtended() {
			String session = conference().session("s", 2, 1);
			List.of("ann", "bob", "cyd").forEach((subject) -> conference().booked(subject, session));
			conference().put(session, "bookingClosesAt", conference().in(-1));
			conference().release("ann", session);
			assertThat(conference().place("bob", session)).isOne();
			conference().rules("promotedAfterClosing", true);
			becomes("bob", session, 0);
			conference().rules("promotedAfterClosing", false);
			conference().release("bob", session);
			assertThat(conference().place("cyd", session)).isOne();
			conference().put(session, "bookingClosesAt", conference().in(1));
			becomes("cyd", session, 0);
		}

		@Test
		void aHigherCapacityOfACancelledSessionGivesSeatsOnceItIsReinstated() {
			String session = conference().session("s", 2, 1);
			conference().booked("ann", session);
			conference().booked("bob", session);
			conference().edit(session, "cancel");
			conference().put(session, "capacity", 2);
			kept(session, 2);
			assertThat(conference().place("bob", session)).isOne();
			conference().edit(session, "reinstate");
			becomes("bob", session, 0);
		}

		@Test
		void nothingIsBookedBeforeTheOpeningOrAfterTheClosing() {
			String session = conference().session("s", 2, 2);
			conference().put(session, "bookingOpensAt", conference().in(1));
			closed(conference().book("ann", session, false), "NOT_OPEN_YET").path("bookSeat.opensAt")
				.entity(Instant.class)
				.isEqualTo(Instant.parse(conference().in(1)));
			conference().put(session, "bookingOpensAt", conference().in(-2));
			assertThat(conference().booked("ann", session)).isEqualTo("SeatBooked");
			conference().put(session, "bookingClosesAt", conference().in(-1));
			closed(conference().book("bob", session, false), "CLOSED").path("bookSeat.closesAt")
				.entity(Instant.class)
				.isEqualTo(Instant.parse(conference().in(-1)));
			assertThat(conference().booked("ann", session)).isEqualTo("SeatBooked");
			conference().put(session, "bookingClosesAt", null);
			assertThat(conference().booked("bob", session)).isEqualTo("SeatBooked");
		}

		@Test
		void theEventsBookingTimesCountForSessionsWithoutTheirOwn() {
			String session = conference().session("s", 2, 2);
			conference().organiser()
				.document(
						"""
								mutation ($slug: String!, $from: DateTime) { putEvent(input: {slug: $slug, bookingOpensAt: $from}) { ... on EventPut {
								  event { bookingOpensAt bookingClosesAt } } } }""")
				.variable("slug", conference().slug)
				.variable("from", conference().in(1))
				.execute()
				.path("putEvent.event.bookingOpensAt")
				.entity(Instant.class)
				.isEqualTo(Instant.parse(conference().in(1)));
			closed(conference().book("ann", session, false), "NOT_OPEN_YET");
			conference().put(session, "bookingOpensAt", conference().in(-1));
			assertThat(conference().booked("ann", session)).isEqualTo("SeatBooked");
		}

		@Test
		void aWindowThatClosesBeforeItOpensIsRefused() {
			String session = conference().session("s", 2, 2);
			conference().put(session, "bookingOpensAt", conference().in(1));
			conference().organiser()
				.document("""
						mutation ($event: ID!, $id: ID!, $until: DateTime) {
						  putSession(input: {eventId: $event, id: $id, bookingClosesAt: $until}) { __typename } }""")
				.variable("event", conference().id)
				.variable("id", session)
				.variable("until", conference().in(1))
				.execute()
				.errors()
				.expect((error) -> error.getExtensions().get("code").equals("BAD_INPUT")
						&& error.getExtensions().get("path").equals(List.of("input", "bookingClosesAt")))
				.verify();
		}

		@Test
		void nothingIsBookedAfterTheSessionsEnd() {
			closed(conference().book("ann", conference().session("s", -1, 2), false), "CLOSED");
		}

	}

	@Test
	void aCapacityThatTheFeedMissedIsAppliedAfterTheGap() {
		String session = this.conference.session("s", 2, 2);
		List.of("ann", "bob").forEach((subject) -> this.conference.booked(subject, session));
		List<Document> booked = seating(session).getList("booked", Document.class);
		Bson asBeforeTheRaise = Updates.combine(Updates.set("capacity", 1), Updates.set("capacityVersion", 0L),
				Updates.set("booked", booked.subList(0, 1)), Updates.set("waiting", booked.subList(1, 2)),
				Updates.inc("version", 1L));
		Mono.from(CommandRules.byHand(this.mongo.getCollection(Seatings.COLLECTION))
			.updateOne(Filters.eq(session), asBeforeTheRaise)).block(PATIENCE);
		this.keeper.check(this.conference.id).block(PATIENCE);
		assertThat(seating(session).getList("waiting", Document.class)).isEmpty();
		assertThat(seating(session).getInteger("capacity")).isEqualTo(2);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> Integer.valueOf(0).equals(this.conference.place("bob", session)));
	}

	private Document seating(String session) {
		return Mono.from(this.mongo.getCollection(Seatings.COLLECTION).find(Filters.eq(session)).first())
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	@Nested
	class AtTheDoor {

		@Test
		void noShowsLoseTheirSeatsOnceHoweverOftenTheRequestIsRepeated() {
			String session = conference().session("s", 0, 2);
			List.of("ann", "bob", "cyd", "dag").forEach((subject) -> conference().booked(subject, session));
			HeldSeat seat = checkIn(session, "ann");
			assertThat(seat).isNotNull();
			assertThat(seat.checkedInAt()).isNotNull();
			assertThat(checkIn(session, "cyd")).as("an attendee on the waiting list has no seat").isNull();
			noShows(session).path("releaseNoShows.noShows").entity(Integer.class).isEqualTo(1);
			noShows(session).path("releaseNoShows.noShows").entity(Integer.class).isEqualTo(1);
			assertThat(conference().place("ann", session)).isZero();
			assertThat(conference().place("bob", session)).isNull();
			assertThat(conference().place("cyd", session)).isZero();
			assertThat(conference().place("dag", session)).isOne();
			conference().seat(conference().organiserSubject, session)
				.path("node.seats.checkedIn")
				.entity(Integer.class)
				.isEqualTo(1);
		}

		@Test
		void seatsOfNoShowsAreNotReleasedLongBeforeTheStart() {
			String session = conference().session("s", 2, 2);
			noShows(session).path("releaseNoShows.availableFrom")
				.entity(Instant.class)
				.isEqualTo(Instant.parse(conference().in(2)).minus(Duration.ofMinutes(5)));
		}

	}

	@Test
	void aSeatingWithAFullHistoryAndAFullWaitingListStaysBelowEightMegabytes() {
		SeatTerms terms = Terms.terms(Instant.now());
		List<Place> line = IntStream.range(0, Seating.LONGEST_LIST)
			.mapToObj(
					(number) -> Place.of("auth0|5f7c8ec7c33c6c004bbafe82-" + number, SeatClashRule.KEEP_EARLIER, terms))
			.toList();
		List<SeatItem> items = line.stream()
			.map((place) -> SeatItem.of(SeatItem.Kind.OFFER_LOST, place, terms))
			.toList();
		SeatHistory history = SeatHistory.EMPTY.plus(items).plus(items).plus(items).bounded();
		assertThat(history.items()).hasSizeLessThanOrEqualTo(SeatHistory.MOST);
		assertThat(history.last()).isEqualTo(3L * Seating.LONGEST_LIST);
		Seating seating = new Seating("ses", "evt", 1, 0, 1, 0, null, List.of(), line, Map.of(), history, null);
		RawBsonDocument stored = new RawBsonDocument(seating, this.mongo.getCodecRegistry().get(Seating.class));
		assertThat(stored.getByteBuffer().remaining()).isLessThan(8_000_000);
	}

	@Test
	void allSeatsAndPlacesOfAnAttendeeAreReleased() {
		String first = this.conference.session("first", 2, 1);
		String second = this.conference.session("second", 3, 1);
		String other = this.conference.session("other", 4, 1);
		this.conference.booked("ann", first);
		this.conference.booked("bob", first);
		this.conference.booked("bob", second);
		this.conference.booked("ann", second);
		this.conference.booked("bob", other);
		assertThat(this.desk.forget(this.conference.id, "ann").collectList().block(PATIENCE))
			.containsExactlyInAnyOrder(first, second);
		assertThat(this.desk.forget(this.conference.id, "ann").collectList().block(PATIENCE)).isEmpty();
		SeatingBoard board = this.boards.of(this.conference.id).get().block(PATIENCE);
		assertThat(board).isNotNull();
		assertThat(board.holds("ann")).isFalse();
		assertThat(board.holds("bob")).isTrue();
		assertThat(board.seatsOf("ann")).isEmpty();
		assertThat(board.seatsOf("bob")).extracting(HeldSeat::sessionId)
			.containsExactlyInAnyOrder(first, second, other);
	}

	@Test
	void aListOfSessionsWithSeatsSendsNoDatabaseCommand() {
		for (int i = 0; i < 10; i++) {
			this.conference.booked("ann", this.conference.session("s" + i, 2 + i, 1));
		}
		String list = """
				query ($id: ID!) { event(id: $id) { sessions(first: 100) { nodes {
				  seats { id taken left } mySeat { id state clashingSessions { id } } } } } }""";
		this.clients.as("ann").document(list).variable("id", this.conference.id).executeAndVerify();
		this.database.reset();
		this.clients.as("ann")
			.document(list)
			.variable("id", this.conference.id)
			.execute()
			.path("event.sessions.nodes[*].mySeat.state")
			.entityList(String.class)
			.hasSize(10);
		assertThat(this.database.asked()).isEmpty();
	}

	/** Waits until a server has applied a capacity. */
	private void kept(String session, int capacity) {
		Awaitility.await().atMost(PATIENCE).until(() -> seating(session).getInteger("capacity") == capacity);
	}

	private void becomes(String subject, String session, int place) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> Integer.valueOf(place).equals(this.conference.place(subject, session)));
	}

	private Conference conference() {
		return this.conference;
	}

	private GraphQlTester.Response seats(String subject, String session) {
		return this.conference.seat(subject, session);
	}

	private @Nullable HeldSeat checkIn(String session, String subject) {
		return this.desk.checkIn(session, subject, null, null)
			.map(SeatDesk.Arrival::seat)
			.filter(HeldSeat::isBooked)
			.block(PATIENCE);
	}

	private GraphQlTester.Response noShows(String session) {
		return this.conference.organiser().document("""
				mutation ($id: ID!) { releaseNoShows(input: {sessionId: $id}) {
				  ... on NoShowsReleased { noShows session { id } }
				  ... on NoShowsTooEarly { message availableFrom } } }""").variable("id", session).execute();
	}

	private static Object seat(GraphQlTester.Response response) {
		return response.path("bookSeat.seat").entity(Object.class).get();
	}

	private static GraphQlTester.Response closed(GraphQlTester.Response response, String reason) {
		response.path("bookSeat.cause").entity(String.class).isEqualTo(reason);
		return response;
	}

}
