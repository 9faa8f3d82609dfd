package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.LiveServer;
import dev.plenum.programme.document.SeatClashRule;
import dev.plenum.seating.SeatItem.Kind;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One attendee and two sessions at the same time: {@code full}, whose only seat Bob has,
 * and {@code other} with free seats. Ann waits at the first and has a seat at the second.
 */
@Tag("slow")
@LiveServer
class TwoSeatsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** Within this time one seat remains. */
	private static final Duration REPAIRED = Duration.ofSeconds(5);

	@Autowired
	private Clients clients;

	@Autowired
	private SeatingBoards boards;

	@Autowired
	private SeatQueues queues;

	@Autowired
	private MongoDatabase mongo;

	private Conference conference;

	private String full;

	private String other;

	@BeforeEach
	void twoSessionsAtTheSameTime() {
		this.conference = new Conference(this.clients);
		this.full = this.conference.session("full", 2, 1);
		this.other = this.conference.session("other", 2, 9);
		this.conference.booked("bob", this.full);
	}

	@Test
	void aSwapThatWaitedReleasesTheOtherSeatWhenTheNewOneComes() {
		this.conference.booked("ann", this.other);
		assertThat(this.conference.booked("ann", this.full)).isEqualTo("SeatClash");
		this.conference.book("ann", this.full, true)
			.path("bookSeat.__typename")
			.entity(String.class)
			.isEqualTo("SeatWaiting");
		this.conference.release("bob", this.full);
		assertThat(this.conference.place("ann", this.full)).isZero();
		becomes("ann", this.other, null);
		assertThat(items("ann", this.full)).containsExactly(Kind.PROMOTED);
		assertThat(items("ann", this.other)).containsExactly(Kind.CLASH);
	}

	@Test
	void anAttendeeWhoWaitedFirstKeepsTheSeatThatWasBookedMeanwhile() {
		waitAndBookTheOther();
		this.conference.booked("cyd", this.full);
		this.conference.release("bob", this.full);
		assertThat(this.conference.place("ann", this.full)).isNull();
		assertThat(this.conference.place("cyd", this.full)).isZero();
		assertThat(this.conference.place("ann", this.other)).isZero();
		assertThat(items("ann", this.full)).containsExactly(Kind.CLASH);
		assertThat(items("ann", this.other)).isEmpty();
	}

	@Test
	void anAttendeeWhoWaitedFirstGetsTheNewerSeatIfTheEventSaysSo() {
		this.conference.rules("clashRule", "TAKE_NEWER");
		waitAndBookTheOther();
		this.conference.release("bob", this.full);
		assertThat(this.conference.place("ann", this.full)).isZero();
		becomes("ann", this.other, null);
		assertThat(items("ann", this.other)).containsExactly(Kind.CLASH);
	}

	@Test
	void anAttendeeWhoIsAskedAcceptsTheSeatAndLosesTheOther() {
		offerTheFullSession();
		this.conference.seat("ann", this.full)
			.path("node.seats")
			.matchesJson("{\"capacity\": 1, \"taken\": 0, \"left\": 0, \"waiting\": 2}");
		answer("ann", "acceptSeat").path("acceptSeat.releasedSessions[*].id")
			.entityList(String.class)
			.containsExactly(this.other);
		answer("ann", "acceptSeat").path("acceptSeat.__typename").entity(String.class).isEqualTo("SeatBooked");
		assertThat(this.conference.place("ann", this.full)).isZero();
		assertThat(this.conference.place("ann", this.other)).isNull();
		assertThat(this.conference.place("cyd", this.full)).isOne();
		answer("cyd", "acceptSeat").path("acceptSeat.__typename").entity(String.class).isEqualTo("NoSeatOffered");
	}

	@Test
	void aFreeSeatIsOfferedWithoutAClashIfTheEventSaysSo() {
		this.conference.rules("freeSeatsOffered", true);
		this.conference.booked("ann", this.full);
		this.conference.booked("cyd", this.full);
		this.conference.release("bob", this.full);
		assertThat(items("ann", this.full)).containsExactly(Kind.OFFERED);
		this.conference.seat("ann", this.full).path("node.mySeat.state").entity(String.class).isEqualTo("OFFERED");
		answer("ann", "declineSeat").path("declineSeat.removedId").hasValue();
		assertThat(items("cyd", this.full)).containsExactly(Kind.OFFERED);
		answer("cyd", "acceptSeat").path("acceptSeat.__typename").entity(String.class).isEqualTo("SeatBooked");
		assertThat(this.conference.place("cyd", this.full)).isZero();
	}

	@Test
	void aDeclinedSeatGoesToTheNextInLine() {
		offerTheFullSession();
		answer("cyd", "declineSeat").path("declineSeat.removedId").valueIsNull();
		answer("ann", "declineSeat").path("declineSeat.removedId").hasValue();
		assertThat(this.conference.place("ann", this.full)).isNull();
		assertThat(this.conference.place("ann", this.other)).isZero();
		assertThat(this.conference.place("cyd", this.full)).isZero();
	}

	@ParameterizedTest(name = "keeps the place: {0}")
	@CsvSource({ "true, OFFER_ENDED", "false, OFFER_LOST" })
	void withoutAnAnswerTheSeatGoesToTheNextInLine(boolean kept, Kind kind) {
		this.conference.rules("placeKept", kept);
		this.conference.rules("offerSeconds", 1);
		offerTheFullSession();
		becomes("cyd", this.full, 0);
		becomes("ann", this.full, kept ? 1 : null);
		assertThat(items("ann", this.full)).containsExactly(Kind.OFFERED, kind);
		answer("ann", "acceptSeat").path("acceptSeat.__typename").entity(String.class).isEqualTo("NoSeatOffered");
		assertThat(this.conference.place("ann", this.other)).isZero();
	}

	@ParameterizedTest
	@EnumSource(SeatClashRule.class)
	void ofTwoPromotionsAtTheSameMomentOneSeatRemains(SeatClashRule rule) {
		this.conference.rules("clashRule", rule.name());
		String second = this.conference.session("second", 2, 1);
		this.conference.booked("dag", second);
		this.conference.booked("ann", this.full);
		this.conference.booked("ann", second);
		Flux.merge(release("bob", this.full), release("dag", second)).blockLast(PATIENCE);
		Awaitility.await().atMost(REPAIRED).until(() -> booked("ann").size() == 1 && settled());
		List<Kind> told = new ArrayList<>(items("ann", this.full));
		told.addAll(items("ann", second));
		assertThat(told).containsOnlyOnce((rule == SeatClashRule.ASK) ? Kind.OFFERED : Kind.CLASH);
	}

	@Test
	void ofTwoBookingsAtTheSameMomentOneSeatRemains() {
		String second = this.conference.session("second", 2, 1);
		Flux.merge(this.queues.ask(this.other, (seating, terms) -> seating.book("ann", false, terms)),
				this.queues.ask(second, (seating, terms) -> seating.book("ann", false, terms)))
			.blockLast(PATIENCE);
		Awaitility.await().atMost(REPAIRED).until(() -> booked("ann").size() == 1 && settled());
		List<Kind> told = new ArrayList<>(items("ann", this.other));
		told.addAll(items("ann", second));
		assertThat(told).containsExactly(Kind.CLASH);
	}

	@ParameterizedTest
	@CsvSource({ "KEEP_EARLIER, other", "TAKE_NEWER, full" })
	void afterAKillBetweenTheTwoWritesOneSeatRemains(SeatClashRule rule, String remaining) {
		this.conference.booked("ann", this.other);
		Awaitility.await().atMost(PATIENCE).until(this::settled);
		byHand(this.full, rule);
		String lost = remaining.equals("full") ? this.other : this.full;
		becomes("ann", lost, null);
		Awaitility.await().atMost(PATIENCE).until(this::settled);
		assertThat(booked("ann")).containsExactly(remaining.equals("full") ? this.full : this.other);
		assertThat(items("ann", lost)).containsExactly(Kind.CLASH);
	}

	@Test
	void aKillBetweenTheTwoWritesOfAnAttendeeWhoIsAskedEndsInAnOffer() {
		this.conference.booked("ann", this.other);
		Awaitility.await().atMost(PATIENCE).until(this::settled);
		byHand(this.full, SeatClashRule.ASK);
		Awaitility.await().atMost(REPAIRED).until(() -> booked("ann").equals(List.of(this.other)));
		assertThat(items("ann", this.full)).containsExactly(Kind.OFFERED);
		answer("ann", "acceptSeat").path("acceptSeat.__typename").entity(String.class).isEqualTo("SeatBooked");
		assertThat(booked("ann")).containsExactly(this.full);
	}

	@Test
	void seatsAtSessionsThatWereMovedLaterAreLeftToTheAttendee() {
		String later = this.conference.session("later", 4, 2);
		this.conference.booked("ann", this.other);
		this.conference.booked("ann", later);
		this.conference.move(later, 2);
		Awaitility.await().atMost(PATIENCE).until(this::settled);
		assertThat(booked("ann")).containsExactlyInAnyOrder(this.other, later);
	}

	@Test
	void aSessionThatIsOpenedToEverybodyNeedsNoSeats() {
		this.conference.booked("ann", this.full);
		this.conference.put(this.full, "capacity", null);
		for (String subject : List.of("ann", "bob")) {
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> this.conference.seat(subject, this.full)
					.path("node.mySeat")
					.matchesJson("{\"state\": \"NOT_NEEDED\", \"position\": null}"));
			assertThat(this.conference.booked(subject, this.full)).isEqualTo("NoSeatNeeded");
		}
		assertThat(items("ann", this.full)).containsExactly(Kind.NOT_NEEDED);
		assertThat(this.conference.booked("bob", this.other)).isEqualTo("SeatBooked");
		this.conference.put(this.full, "capacity", 1);
		becomes("ann", this.full, 1);
		becomes("bob", this.full, 0);
	}

	@Test
	void threeHundredPromotionsAtOnceAreAllKept() {
		List<String> people = Flux.range(0, 300).map((number) -> "p" + number).collectList().block(PATIENCE);
		Flux.fromIterable(people)
			.flatMap((subject) -> this.queues.ask(this.full, (seating, terms) -> seating.book(subject, false, terms)))
			.blockLast(PATIENCE);
		this.conference.put(this.full, "capacity", 301);
		becomes("p299", this.full, 0);
		assertThat(people)
			.allSatisfy((subject) -> assertThat(items(subject, this.full)).containsExactly(Kind.PROMOTED));
		this.conference.release("p7", this.full);
		assertThat(items("p7", this.full)).containsExactly(Kind.PROMOTED, Kind.RELEASED);
	}

	private void waitAndBookTheOther() {
		assertThat(this.conference.booked("ann", this.full)).isEqualTo("SeatWaiting");
		assertThat(this.conference.booked("ann", this.other)).isEqualTo("SeatBooked");
	}

	/** Ann is asked, and Cyd is the next in line. */
	private void offerTheFullSession() {
		this.conference.rules("clashRule", "ASK");
		waitAndBookTheOther();
		this.conference.booked("cyd", this.full);
		this.conference.release("bob", this.full);
		assertThat(items("ann", this.full)).startsWith(Kind.OFFERED);
	}

	/** Gives Ann the seat, as a server does that is killed afterwards. */
	private void byHand(String session, SeatClashRule rule) {
		Instant since = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
		Mono.from(CommandRules.byHand(this.mongo.getCollection(Seatings.COLLECTION))
			.updateOne(Filters.eq(session),
					Updates.combine(
							Updates.set("booked",
									List.of(new Document("subject", "ann").append("since", since)
										.append("clashRule", rule.name()))),
							Updates.set("dueAt", since), Updates.inc("version", 1L))))
			.block(PATIENCE);
	}

	private Mono<SeatingOutcome> release(String subject, String session) {
		return this.queues.ask(session, (seating, terms) -> seating.release(subject, terms));
	}

	private GraphQlTester.Response answer(String subject, String mutation) {
		return this.clients.as(subject)
			.document("""
					mutation ($id: ID!) { %s(input: {sessionId: $id}) { __typename
					  ... on SeatBooked { seat { state } releasedSessions { id } }
					  ... on SeatDeclined { removedId } } }""".formatted(mutation)
				.replace(mutation.equals("acceptSeat") ? "... on SeatDeclined { removedId }"
						: "... on SeatBooked { seat { state } releasedSessions { id } }", ""))
			.variable("id", this.full)
			.execute();
	}

	private void becomes(String subject, String session, @Nullable Integer place) {
		Awaitility.await()
			.atMost(REPAIRED)
			.untilAsserted(() -> assertThat(this.conference.place(subject, session)).isEqualTo(place));
	}

	private List<String> booked(String subject) {
		return board().seatsOf(subject).stream().filter(HeldSeat::isBooked).map(HeldSeat::sessionId).toList();
	}

	/** Whether no server has anything left to compare. */
	private boolean settled() {
		return board().seatings()
			.stream()
			.flatMap((seating) -> seating.booked().stream())
			.allMatch((place) -> place.clashRule() == null);
	}

	private List<Kind> items(String subject, String session) {
		Map<String, List<SeatItem>> items = board().itemsOf(subject);
		return items.getOrDefault(session, List.of()).stream().map(SeatItem::kind).toList();
	}

	private SeatingBoard board() {
		return this.boards.of(this.conference.id).get().blockOptional(PATIENCE).orElseThrow();
	}

}
