package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.plenum.programme.document.SeatClashRule;
import dev.plenum.seating.SeatItem.Kind;
import dev.plenum.seating.SeatingOutcome.Absent;
import dev.plenum.seating.SeatingOutcome.Came;
import dev.plenum.seating.SeatingOutcome.Full;
import dev.plenum.seating.SeatingOutcome.Held;
import dev.plenum.seating.SeatingOutcome.Settled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.plenum.seating.Terms.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The rules of a session's seats. There are two seats: Ann and Bob have them, Cyd and Dag
 * are on the waiting list, in this order.
 */
class SeatingTests {

	private static final Instant EARLIER = Instant.parse("2024-10-01T12:00:00Z");

	private static final Instant NOW = Instant.parse("2024-10-02T08:55:00Z");

	private static final Duration GRACE = Duration.ofMinutes(10);

	private final Seating full = seating(2, "ann", "bob", "cyd", "dag");

	@Nested
	class Booking {

		@Test
		void aFreeSeatIsGiven() {
			Seating seating = seating(2, "ann");
			Held held = held(seating.book("bob", false, terms(NOW)));
			assertThat(held.seat()).isEqualTo(new HeldSeat("ses", SeatState.BOOKED, null,
					Place.of("bob", SeatClashRule.KEEP_EARLIER, terms(NOW))));
			assertThat(booked(held.seating())).containsExactly("ann", "bob");
		}

		@Test
		void withoutAFreeSeatTheLastPlaceOnTheWaitingListIsGiven() {
			Held held = held(SeatingTests.this.full.book("eve", false, terms(NOW)));
			assertThat(held.seat()).isEqualTo(
					new HeldSeat("ses", SeatState.WAITING, 3, Place.of("eve", SeatClashRule.KEEP_EARLIER, terms(NOW))));
			assertThat(booked(held.seating())).containsExactly("ann", "bob");
			assertThat(waiting(held.seating())).containsExactly("cyd", "dag", "eve");
		}

		@Test
		void bookingASeatTwiceChangesNothing() {
			Held held = held(SeatingTests.this.full.book("ann", false, terms(NOW)));
			assertThat(held.seat()).isEqualTo(new HeldSeat("ses", SeatState.BOOKED, null,
					Place.of("ann", SeatClashRule.KEEP_EARLIER, terms(EARLIER))));
			assertThat(held.seating()).isSameAs(SeatingTests.this.full);
		}

		@Test
		void bookingTwiceKeepsThePlaceOnTheWaitingList() {
			Held held = held(SeatingTests.this.full.book("dag", false, terms(NOW)));
			assertThat(held.seat().position()).isEqualTo(2);
			assertThat(held.seating()).isSameAs(SeatingTests.this.full);
		}

		@Test
		void theWaitingListHasALimit() {
			List<Place> line = IntStream.range(0, Seating.LONGEST_LIST)
				.mapToObj((number) -> Place.of("a" + number, null, terms(EARLIER)))
				.toList();
			Seating endless = new Seating("ses", "evt", 1, 0, 1, 0, null, List.of(), line, Map.of(), null, null);
			assertThat(endless.book("eve", false, terms(NOW))).isEqualTo(new Full(endless));
			assertThat(endless.book("a7", false, terms(NOW))).isInstanceOf(Held.class);
		}

	}

	@Nested
	class Releasing {

		@Test
		void aReleasedSeatGoesToTheFirstOnTheWaitingList() {
			Seating seating = released(SeatingTests.this.full, "ann");
			assertThat(seating.booked()).extracting(Place::subject, Place::since)
				.containsExactly(tuple("bob", EARLIER), tuple("cyd", NOW));
			assertThat(waiting(seating)).containsExactly("dag");
		}

		@Test
		void aReleasedPlaceOnTheWaitingListGoesToNobody() {
			Seating seating = released(SeatingTests.this.full, "cyd");
			assertThat(booked(seating)).containsExactly("ann", "bob");
			assertThat(waiting(seating)).containsExactly("dag");
		}

		@Test
		void releasingNothingChangesNothing() {
			assertThat(released(SeatingTests.this.full, "eve")).isSameAs(SeatingTests.this.full);
		}

		@Test
		void aSwapReleasesSeatsButNoPlacesOnWaitingLists() {
			assertThat(booked(settled(SeatingTests.this.full.releaseSeat("ann", terms(NOW)).seating())))
				.containsExactly("bob", "cyd");
			assertThat(SeatingTests.this.full.releaseSeat("cyd", terms(NOW)).seating())
				.isSameAs(SeatingTests.this.full);
		}

	}

	@Nested
	class Capacity {

		@Test
		void aHigherCapacityGivesSeatsToTheWaitingList() {
			Seating seating = resized(SeatingTests.this.full, 3, 2);
			assertThat(booked(seating)).containsExactly("ann", "bob", "cyd");
			assertThat(waiting(seating)).containsExactly("dag");
		}

		@Test
		void aLowerCapacityTakesNoSeat() {
			Seating seating = resized(SeatingTests.this.full, 1, 2);
			assertThat(booked(seating)).containsExactly("ann", "bob");
			assertThat(waiting(seating)).containsExactly("cyd", "dag");
		}

		@Test
		void aboveTheCapacityNoSeatIsGiven() {
			Seating seating = released(resized(SeatingTests.this.full, 1, 2), "ann");
			assertThat(booked(seating)).containsExactly("bob");
			assertThat(waiting(seating)).containsExactly("cyd", "dag");
			assertThat(booked(released(seating, "bob"))).containsExactly("cyd");
		}

		@Test
		void olderNewsOfTheCapacityChangesNothing() {
			Seating seating = resized(SeatingTests.this.full, 1, 3);
			assertThat(resized(seating, 5, 2)).isSameAs(seating);
			assertThat(resized(seating, 5, 3)).isSameAs(seating);
		}

	}

	@Nested
	class CheckingIn {

		@Test
		void anAttendeeWithASeatIsCheckedIn() {
			Held held = held(SeatDoor.checkedIn(SeatingTests.this.full, "ann", terms(NOW)));
			assertThat(held.seat().checkedInAt()).isEqualTo(NOW);
			assertThat(SeatDoor.count(held.seating(), terms(NOW).checkIn())).isOne();
		}

		@Test
		void theFirstTimeCounts() {
			Instant first = NOW.minusSeconds(9);
			Seating seating = held(SeatDoor.checkedIn(SeatingTests.this.full, "ann", terms(first))).seating();
			assertThat(held(SeatDoor.checkedIn(seating, "ann", terms(NOW))).seat().checkedInAt()).isEqualTo(first);
			assertThat(SeatDoor.checkedIn(seating, "ann", terms(NOW)).seating()).isSameAs(seating);
		}

		@Test
		void theEarliestTimeCountsInWhateverOrderCheckInsArrive() {
			Instant first = NOW.minusSeconds(9);
			Seating seating = held(SeatDoor.checkedIn(SeatingTests.this.full, "ann", terms(NOW))).seating();
			Came earlier = came(SeatDoor.came(seating, "ann", first, terms(NOW)));
			assertThat(earlier.seat().checkedInAt()).isEqualTo(first);
			assertThat(earlier.first()).isTrue();
			assertThat(came(SeatDoor.came(earlier.seating(), "ann", NOW, terms(NOW))).first()).isFalse();
		}

		@Test
		void aCheckInThatWasMadeBeforeAnotherOneWasUndoneDoesNotCount() {
			Seating seating = held(SeatDoor.checkedIn(SeatingTests.this.full, "ann", terms(NOW))).seating();
			Seating undone = SeatDoor.undone(seating, "ann", terms(NOW.plusSeconds(9))).seating();
			assertThat(SeatDoor.came(undone, "ann", NOW.minusSeconds(9), terms(NOW.plusSeconds(20))).seating())
				.isSameAs(undone);
			assertThat(came(SeatDoor.came(undone, "ann", null, terms(NOW))).seat().checkedInAt())
				.isAfter(NOW.plusSeconds(9));
		}

		@Test
		void aCheckInThatArrivesAfterALaterOneWasUndoneAndRepeatedIsNotTheFirst() {
			Seating seating = held(SeatDoor.checkedIn(SeatingTests.this.full, "ann", terms(NOW))).seating();
			Seating undone = SeatDoor.undone(seating, "ann", terms(NOW.plusSeconds(9))).seating();
			Instant again = NOW.plusSeconds(20);
			Seating back = came(SeatDoor.came(undone, "ann", again, terms(again))).seating();
			Came late = came(SeatDoor.came(back, "ann", NOW.minusSeconds(9), terms(NOW.plusSeconds(30))));
			assertThat(late.first()).isFalse();
			assertThat(late.seat().checkedInAt()).isEqualTo(again);
			assertThat(late.seating()).isSameAs(back);
		}

		@Test
		void anAttendeeWithoutASeatIsAdmittedOnlyToAFreeSeat() {
			assertThat(SeatDoor.admitted(SeatingTests.this.full, "eve", null, terms(NOW)).seating())
				.isSameAs(SeatingTests.this.full);
			Seating left = SeatingTests.this.full.release("ann", Terms.at(NOW).cancelled().terms()).seating();
			Came cyd = came(SeatDoor.admitted(left, "cyd", null, terms(NOW)));
			assertThat(cyd.seat().state()).isEqualTo(SeatState.BOOKED);
			assertThat(cyd.seat().checkedInAt()).isEqualTo(NOW);
			assertThat(cyd.seating().waiting()).extracting(Place::subject).doesNotContain("cyd");
			assertThat(SeatDoor.admitted(cyd.seating(), "eve", null, terms(NOW)).seating()).isSameAs(cyd.seating());
		}

		private static Came came(SeatingOutcome outcome) {
			assertThat(outcome).isInstanceOf(Came.class);
			return (Came) outcome;
		}

		@Test
		void anAttendeeOnTheWaitingListIsNot() {
			assertThat(SeatDoor.checkedIn(SeatingTests.this.full, "cyd", terms(NOW)).seating())
				.isSameAs(SeatingTests.this.full);
		}

	}

	@Nested
	class ReservedSeats {

		/** Ann waited before one of the two seats was reserved for her ticket. */
		@ParameterizedTest
		@ValueSource(booleans = { true, false })
		void aSeatFromAnOrganiserOrAtTheDoorCountsAsWhatTheTicketIsForNow(boolean door) {
			SeatTerms terms = Terms.at(NOW).capacity(2, 9).reserved(1, Set.of("ann"), Set.of()).terms();
			Seating waiting = SeatRule.SETTLE
				.settled(seating(1, "bob", "ann"), Terms.at(NOW).capacity(2, 9).cancelled().terms())
				.seating();
			assertThat(waiting(waiting)).containsExactly("ann");
			SeatRule rule = door ? (its, now) -> SeatDoor.admitted(its, "ann", null, now)
					: SeatAssignments.booked("ann", false, null);
			Seating after = rule.settled(waiting, terms).seating();
			assertThat(booked(after)).containsExactly("bob", "ann");
			assertThat(after.reservedLeft(terms)).isZero();
		}

	}

	@Nested
	class ReservedSeatsOfALine {

		/** Eve, Ann and Cyd wait before a seat is reserved for Ann's ticket. */
		private final Seating line = seating(1, "bob", "eve", "ann", "cyd");

		@Test
		void aReservedSeatGoesToTheFirstWithATicketForItNow() {
			SeatTerms terms = Terms.at(NOW).capacity(2, 9).reserved(1, Set.of("ann"), Set.of()).terms();
			Seating after = SeatRule.SETTLE.settled(this.line, terms).seating();
			assertThat(booked(after)).containsExactly("bob", "ann");
			assertThat(waiting(after)).containsExactly("eve", "cyd");
			assertThat(after.reservedLeft(terms)).isZero();
		}

		@Test
		void aTicketThatWasUpgradedOrDowngradedCountsAsItIsNow() {
			SeatTerms before = Terms.at(NOW).capacity(1, 1).reserved(1, Set.of("eve"), Set.of()).terms();
			Seating known = seating(1, "bob").book("eve", false, before).seating().book("ann", false, before).seating();
			SeatTerms now = Terms.at(NOW).capacity(2, 9).reserved(1, Set.of("ann"), Set.of()).terms();
			assertThat(booked(SeatRule.SETTLE.settled(known, now).seating())).containsExactly("bob", "ann");
		}

	}

	@Nested
	class GroupsWithSomebodyWhoWaits {

		private final SeatTerms terms = Terms.at(NOW).reserved(0, Set.of(), Set.of("eve", "cyd")).terms();

		private final Seating held = SeatGroups.held("ann", List.of("bob"))
			.apply(seating(1, "dag", "eve", "bob", "cyd").withCapacity(4, 9), this.terms)
			.seating();

		@Test
		void anOfferChangesNoPositionAndNeitherDoesItsEnd() {
			assertThat(waiting(this.held)).containsExactly("eve", "bob", "cyd");
			Place offered = Places.find(this.held.waiting(), "bob").orElseThrow();
			assertThat(offered.isOffered()).isTrue();
			Seating after = SeatGroups.withdrawn("ann", offered).apply(this.held, this.terms).seating();
			assertThat(waiting(after)).containsExactly("eve", "bob", "cyd");
			assertThat(after.offered()).isZero();
			assertThat(after.items().items().getLast()).extracting(SeatItem::subject, SeatItem::kind)
				.containsExactly("bob", Kind.OFFER_ENDED);
		}

		@Test
		void whoeverOfferedIsNotifiedThatItWasNotAcceptedAndThePlaceIsKeptByEveryRule() {
			SeatTerms later = Terms.at(NOW.plus(SeatGroups.HELD))
				.rules(SeatClashRule.KEEP_EARLIER, false)
				.reserved(0, Set.of(), Set.of("eve", "cyd"))
				.terms();
			Seating after = SeatRule.SETTLE.settled(this.held, later).seating();
			assertThat(waiting(after)).containsExactly("eve", "bob", "cyd");
			assertThat(after.items().items()).extracting(SeatItem::subject, SeatItem::messageKey)
				.contains(tuple("ann", "SEAT_PROMOTED_NOT_ACCEPTED"), tuple("bob", "SEAT_OFFER_ENDED"));
		}

		@Test
		void itIsWithdrawnByTheAccountOfATicketAndByNobodyAfterTheDeletionOfIt() {
			Seating linked = SeatLinks.moved(this.held, "ann", "account", this.terms);
			assertThat(linked.toString()).doesNotContain("=ann,");
			Place offered = Places.find(linked.waiting(), "bob").orElseThrow();
			assertThat(SeatGroups.withdrawn("account", offered).apply(linked, this.terms).seating().offered()).isZero();
			assertThat(linked.forget("account", this.terms).seating().toString()).doesNotContain("account");
		}

	}

	@Nested
	class MovedSessions {

		private final Seating annIsThere = SeatDoor.checkedIn(SeatingTests.this.full, "ann", terms(NOW)).seating();

		@ParameterizedTest
		@CsvSource({ "PT0S, true", "PT55M, true", "PT61M, false", "PT48H, false", "PT-10M, true", "PT-2H, false" })
		void aCheckInCountsIfItCouldBeMadeForTheNewTime(Duration by, boolean counts) {
			SeatTerms moved = Terms.at(NOW).startingAt(NOW.plus(Duration.ofMinutes(5)).plus(by)).terms();
			assertThat(SeatDoor.count(this.annIsThere, moved.checkIn())).isEqualTo(counts ? 1 : 0);
			assertThat(SeatDoor.withoutNoShows(this.annIsThere, GRACE, moved).booked()).hasSize(counts ? 1 : 0);
		}

		@Test
		void afterAMoveTheAttendeeIsCheckedInAgain() {
			Instant twoDaysLater = NOW.plus(Duration.ofDays(2));
			Held held = held(SeatDoor.checkedIn(this.annIsThere, "ann", terms(twoDaysLater)));
			assertThat(held.seat().checkedInAt()).isEqualTo(twoDaysLater);
		}

		@Test
		void aCheckInIsUndone() {
			Held held = held(SeatDoor.undone(this.annIsThere, "ann", terms(NOW)));
			assertThat(held.seat().checkedInAt()).isNull();
			assertThat(SeatDoor.undone(held.seating(), "ann", terms(NOW)).seating()).isSameAs(held.seating());
			absent(SeatDoor.undone(held.seating(), "eve", terms(NOW)));
		}

	}

	@Nested
	class NoShows {

		private final Seating annIsThere = SeatDoor.checkedIn(SeatingTests.this.full, "ann", terms(NOW)).seating();

		@Test
		void theSeatOfANoShowGoesToTheWaitingList() {
			Seating seating = noShows(this.annIsThere, NOW);
			assertThat(booked(seating)).containsExactly("ann", "cyd");
			assertThat(waiting(seating)).containsExactly("dag");
			assertThat(seating.noShows()).isOne();
		}

		@Test
		void aRepetitionTakesNoSeatThatWasGivenAtTheDoor() {
			Seating seating = noShows(this.annIsThere, NOW);
			assertThat(noShows(seating, NOW.plusSeconds(1))).isSameAs(seating);
		}

		@Test
		void afterTheGracePeriodTheyAreNoShowsToo() {
			Seating seating = noShows(this.annIsThere, NOW);
			assertThat(booked(noShows(seating, NOW.plus(GRACE)))).containsExactly("ann", "dag");
		}

		@Test
		void ifEverybodyHasComeNothingChanges() {
			Seating seating = SeatDoor.checkedIn(this.annIsThere, "bob", terms(NOW)).seating();
			assertThat(noShows(seating, NOW)).isSameAs(seating);
		}

		@Test
		void withoutAWaitingListTheSeatsAreFree() {
			Seating seating = noShows(seating(2, "ann", "bob"), NOW);
			assertThat(booked(seating)).isEmpty();
			assertThat(booked(seating.book("bob", false, terms(NOW)).seating())).containsExactly("bob");
		}

	}

	@Nested
	class Promotion {

		@Test
		void atACancelledSessionFreeSeatsStayFreeUntilItIsReinstated() {
			Seating seating = absent(SeatingTests.this.full.release("ann", terms(NOW)));
			assertThat(SeatAllocation.settled(seating, Terms.at(NOW).cancelled().terms())).isSameAs(seating);
			assertThat(booked(settled(seating))).containsExactly("bob", "cyd");
		}

		@Test
		void noRuleGivesASeatAtACancelledSession() {
			SeatTerms cancelled = Terms.at(NOW).cancelled().capacity(3, 9).terms();
			List<SeatRule> rules = List.of(SeatRule.SETTLE, (seating, terms) -> seating.release("ann", terms),
					(seating, terms) -> seating.releaseSeat("ann", terms),
					(seating, terms) -> seating.forget("ann", terms),
					(seating, terms) -> new Settled(SeatDoor.withoutNoShows(seating, GRACE, terms)));
			for (SeatRule rule : rules) {
				assertThat(waiting(rule.settled(SeatingTests.this.full, cancelled).seating())).containsExactly("cyd",
						"dag");
			}
		}

		@Test
		void fromTheEndOnFreeSeatsStayFree() {
			Seating seating = absent(SeatingTests.this.full.release("ann", terms(NOW)));
			assertThat(SeatAllocation.settled(seating, Terms.at(NOW).promotingUntil(NOW).terms())).isSameAs(seating);
			assertThat(SeatAllocation.settled(seating, Terms.at(NOW).promotingUntil(NOW.plusMillis(1)).terms()))
				.isNotSameAs(seating);
		}

		@Test
		void theAttendeeIsNotifiedOnceAndKeepsTheRevisionOfTheBooking() {
			Seating seating = settled(released(SeatingTests.this.full, "ann"));
			assertThat(items(seating, "cyd")).containsExactly(Kind.PROMOTED);
			assertThat(seating.booked().getLast().revision()).isEqualTo(7);
			assertThat(seating.items().items()).extracting(SeatItem::number, SeatItem::subject)
				.containsExactly(tuple(1L, "ann"), tuple(2L, "cyd"));
		}

		@Test
		void anAttendeeWithASeatAtTheSameTimeKeepsItAndLosesThePlace() {
			Seating seating = clashing(SeatClashRule.KEEP_EARLIER);
			assertThat(booked(seating)).containsExactly("bob", "dag");
			assertThat(waiting(seating)).isEmpty();
			assertThat(items(seating, "cyd")).containsExactly(Kind.CLASH);
		}

		@Test
		void anAttendeeWhoTakesTheNewerSeatIsPromoted() {
			Seating seating = clashing(SeatClashRule.TAKE_NEWER);
			assertThat(booked(seating)).containsExactly("bob", "cyd");
			assertThat(seating.booked().getLast().clashRule()).isEqualTo(SeatClashRule.TAKE_NEWER);
		}

		@Test
		void aSwapIsRememberedOnTheWaitingList() {
			Seating swapping = held(SeatingTests.this.full.book("cyd", true, terms(NOW))).seating();
			Seating seating = SeatAllocation.settled(swapping.release("ann", terms(NOW)).seating(),
					Terms.at(NOW).clashing("cyd").terms());
			assertThat(booked(seating)).containsExactly("bob", "cyd");
		}

		@Test
		void thePlaceKeepsTheRuleThatWasInForceWhenTheAttendeeJoined() {
			Seating seating = SeatAllocation.settled(SeatingTests.this.full.release("ann", terms(NOW)).seating(),
					Terms.at(NOW).rule(SeatClashRule.ASK).clashing("cyd").terms());
			assertThat(items(seating, "cyd")).containsExactly(Kind.CLASH);
		}

	}

	@Nested
	class Offers {

		private final Seating offered = clashing(SeatClashRule.ASK);

		private final Instant until = NOW.plusSeconds(60);

		@Test
		void aSeatThatIsOfferedIsForNobodyElse() {
			assertThat(booked(this.offered)).containsExactly("bob");
			assertThat(waiting(this.offered)).containsExactly("cyd", "dag");
			assertThat(held(this.offered.look("cyd")).seat().state()).isEqualTo(SeatState.OFFERED);
			assertThat(this.offered.free()).isZero();
			assertThat(held(this.offered.book("eve", false, terms(NOW))).seat().state()).isEqualTo(SeatState.WAITING);
			assertThat(settled(this.offered)).isSameAs(this.offered);
			assertThat(SeatClashes.compared(this.offered, Map.of("bob", EARLIER)).nextVersion().dueAt())
				.isEqualTo(this.until);
		}

		@Test
		void theSeatIsAcceptedOnce() {
			Held held = held(SeatOffers.accepted(this.offered, "cyd", terms(NOW)));
			assertThat(held.seat().state()).isEqualTo(SeatState.BOOKED);
			assertThat(held(SeatOffers.accepted(held.seating(), "cyd", terms(NOW))).seating()).isSameAs(held.seating());
			assertThat(SeatOffers.accepted(this.offered, "dag", terms(NOW)).seating()).isSameAs(this.offered);
			absent(SeatOffers.accepted(this.offered, "eve", terms(NOW)));
		}

		@Test
		void bookingWithASwapAcceptsTheSeat() {
			assertThat(held(this.offered.book("cyd", true, terms(NOW))).seat().isBooked()).isTrue();
			assertThat(held(this.offered.book("cyd", false, terms(NOW))).seating()).isSameAs(this.offered);
		}

		@Test
		void anAttendeeWhoDeclinesLeavesTheListAndTheNextGetsTheSeat() {
			Seating seating = settled(absent(SeatOffers.declined(this.offered, "cyd", terms(NOW))));
			assertThat(booked(seating)).containsExactly("bob", "dag");
			assertThat(waiting(seating)).isEmpty();
			assertThat(SeatOffers.declined(seating, "dag", terms(NOW)).seating()).isSameAs(seating);
		}

		@Test
		void withoutAnAnswerTheSeatGoesToTheNextAndThePlaceIsKept() {
			Seating before = SeatAllocation.settled(this.offered, at(this.until.minusMillis(1)).terms());
			assertThat(before).isSameAs(this.offered);
			Seating seating = SeatAllocation.settled(this.offered, at(this.until).terms());
			assertThat(booked(seating)).containsExactly("bob", "dag");
			assertThat(waiting(seating)).containsExactly("cyd");
			assertThat(items(seating, "cyd")).containsExactly(Kind.OFFERED, Kind.OFFER_ENDED);
			assertThat(held(SeatOffers.accepted(seating, "cyd", terms(this.until))).seating()).isSameAs(seating);
			assertThat(SeatAllocation.settled(seating, at(this.until).terms())).isSameAs(seating);
		}

		@Test
		void withoutAnAnswerThePlaceIsLostIfTheEventSaysSo() {
			Seating seating = SeatAllocation.settled(this.offered,
					Terms.at(this.until).clashing("cyd").rules(SeatClashRule.ASK, false).terms());
			assertThat(waiting(seating)).isEmpty();
			assertThat(items(seating, "cyd")).containsExactly(Kind.OFFERED, Kind.OFFER_LOST);
		}

		@Test
		void theNextFreeSeatIsOfferedAgain() {
			Seating passed = SeatAllocation.settled(this.offered, at(this.until).terms());
			Seating seating = SeatAllocation.settled(passed.release("bob", terms(this.until)).seating(),
					at(this.until).terms());
			assertThat(held(seating.look("cyd")).seat().state()).isEqualTo(SeatState.OFFERED);
		}

		@Test
		void anAttendeeAloneInLineIsNotAskedAgainUntilTheyAskThemselves() {
			Seating alone = absent(this.offered.release("dag", terms(NOW)));
			Seating passed = SeatAllocation.settled(alone, at(this.until).terms());
			assertThat(SeatAllocation.settled(passed, at(this.until.plusSeconds(9)).terms())).isSameAs(passed);
			assertThat(held(passed.book("eve", false, terms(this.until))).seat().isBooked()).isTrue();
			Seating asking = SeatAllocation.settled(passed.book("cyd", false, terms(this.until)).seating(),
					at(this.until).terms());
			assertThat(held(asking.look("cyd")).seat().state()).isEqualTo(SeatState.OFFERED);
		}

		@Test
		void anOfferEndsWhenTheSessionIsCancelledOrHasFewerSeats() {
			Seating cancelled = SeatAllocation.settled(this.offered, Terms.at(NOW).cancelled().terms());
			Seating smaller = SeatAllocation.settled(this.offered, at(NOW).capacity(1, 9).terms());
			for (Seating seating : List.of(cancelled, smaller)) {
				assertThat(held(seating.look("cyd")).seat()).extracting(HeldSeat::state, HeldSeat::position)
					.containsExactly(SeatState.WAITING, 1);
				assertThat(items(seating, "cyd")).containsExactly(Kind.OFFERED, Kind.OFFER_ENDED);
			}
		}

		@Test
		void everyFreeSeatIsOfferedIfTheEventSaysSo() {
			SeatTerms offering = Terms.at(NOW).offering().terms();
			Seating waiting = SeatingTests.this.full.book("dag", false, offering).seating();
			Seating asked = SeatAllocation.settled(waiting.release("ann", offering).seating(), offering);
			assertThat(booked(asked)).containsExactly("bob");
			assertThat(items(asked, "cyd")).containsExactly(Kind.OFFERED);
			assertThat(held(asked.look("cyd")).seat().place().offeredUntil()).isEqualTo(this.until);
			assertThat(SeatAllocation.settled(asked, offering)).isSameAs(asked);
			Seating declined = SeatAllocation.settled(SeatOffers.declined(asked, "cyd", offering).seating(), offering);
			assertThat(held(declined.look("dag")).seat().state()).isEqualTo(SeatState.OFFERED);
			assertThat(booked(SeatOffers.accepted(declined, "dag", offering).seating())).containsExactly("bob", "dag");
			assertThat(held(declined.book("eve", false, offering)).seat().state()).isEqualTo(SeatState.WAITING);
		}

		@Test
		void aSeatThatClashesIsNotOfferedIfTheAttendeeKeepsTheEarlierOne() {
			SeatTerms offering = Terms.at(NOW).offering().clashing("cyd").terms();
			Seating asked = SeatAllocation.settled(SeatingTests.this.full.release("ann", offering).seating(), offering);
			assertThat(items(asked, "cyd")).containsExactly(Kind.CLASH);
			assertThat(waiting(asked)).containsExactly("dag");
			assertThat(items(asked, "dag")).containsExactly(Kind.OFFERED);
		}

		private Terms at(Instant moment) {
			return Terms.at(moment).clashing("cyd").rule(SeatClashRule.ASK);
		}

	}

	@Nested
	class TwoSeatsAtOnce {

		@Test
		void theSeatIsReleasedOnceAndALaterSeatIsNot() {
			Seating once = SeatClashes.released(SeatingTests.this.full, "ann", EARLIER, terms(NOW));
			assertThat(booked(once)).containsExactly("bob");
			assertThat(items(once, "ann")).containsExactly(Kind.CLASH);
			assertThat(SeatClashes.released(once, "ann", EARLIER, terms(NOW))).isSameAs(once);
			assertThat(SeatClashes.released(SeatingTests.this.full, "ann", NOW, terms(NOW)))
				.isSameAs(SeatingTests.this.full);
		}

		@Test
		void aSeatBecomesAnOfferThatNobodyElseCanGet() {
			Seating asked = settled(SeatOffers.asked(SeatingTests.this.full, "ann", EARLIER, terms(NOW)));
			assertThat(booked(asked)).containsExactly("bob");
			assertThat(waiting(asked)).containsExactly("ann", "cyd", "dag");
			assertThat(items(asked, "ann")).containsExactly(Kind.OFFERED);
			assertThat(SeatOffers.asked(asked, "ann", EARLIER, terms(NOW))).isSameAs(asked);
		}

		@Test
		void aNewSeatIsDueUntilItIsCompared() {
			Seating seating = seating(2, "ann");
			assertThat(seating.nextDue()).contains(EARLIER.plus(Seating.SETTLING));
			Seating compared = SeatClashes.compared(seating, Map.of("ann", EARLIER, "bob", EARLIER));
			assertThat(compared.nextDue()).isEmpty();
			assertThat(SeatClashes.compared(compared, Map.of("ann", EARLIER))).isSameAs(compared);
			assertThat(SeatClashes.compared(seating, Map.of("ann", NOW))).isSameAs(seating);
		}

	}

	@Nested
	class OpenToEverybody {

		private final Seating open = resized(SeatingTests.this.full, null, 2);

		@Test
		void nobodyNeedsASeatOrWaits() {
			for (String subject : List.of("ann", "cyd")) {
				assertThat(held(this.open.look(subject)).seat()).extracting(HeldSeat::state, HeldSeat::position)
					.containsExactly(SeatState.NOT_NEEDED, null);
			}
			assertThat(items(this.open, "cyd")).containsExactly(Kind.NOT_NEEDED);
			assertThat(items(this.open, "ann")).isEmpty();
			assertThat(absent(this.open.book("eve", false, terms(NOW)))).isSameAs(this.open);
			assertThat(released(this.open, "ann").waiting()).hasSize(2);
		}

		@Test
		void withSeatsAgainEverybodyHasWhatTheyHadBefore() {
			Seating again = resized(this.open, 3, 3);
			assertThat(booked(again)).containsExactly("ann", "bob", "cyd");
			assertThat(waiting(again)).containsExactly("dag");
			assertThat(items(again, "dag")).containsExactly(Kind.NOT_NEEDED, Kind.NEEDED);
		}

		@Test
		void aPlaceThatWasHeldForSomebodyEndsAndIsNotASeatLater() {
			Seating held = SeatGroups.held("eve", List.of(SeatGroups.invited("eve", 1), "fay"))
				.apply(seating(3), terms(NOW))
				.seating();
			assertThat(held.offered()).isEqualTo(2);
			Seating again = resized(resized(held, null, 2), 3, 3);
			assertThat(booked(again)).containsExactly("eve");
			assertThat(waiting(again)).isEmpty();
			assertThat(items(again, "fay")).containsExactly(Kind.OFFERED, Kind.OFFER_LOST);
		}

		@Test
		void aSessionThatWasAlwaysOpenStoresNothing() {
			assertThat(resized(Seating.empty("ses", "evt"), null, 2).isBlank()).isTrue();
		}

	}

	@Nested
	class History {

		@Test
		void eachAttendeeKeepsTheirOwnLastItems() {
			Seating seating = seating(300);
			for (int i = 0; i < 300; i++) {
				seating = seating.noting(List.of(SeatItem.of(Kind.PROMOTED, place("a" + i), terms(NOW))));
			}
			for (int i = 0; i < 50; i++) {
				seating = seating.noting(List.of(SeatItem.of(Kind.PROMOTED, place("busy"), terms(NOW))));
			}
			seating = seating.nextVersion();
			Map<String, Long> counts = seating.items()
				.items()
				.stream()
				.collect(Collectors.groupingBy(SeatItem::subject, Collectors.counting()));
			assertThat(counts).hasSize(301).containsEntry("busy", (long) SeatHistory.MOST_OF_ONE);
			assertThat(seating.items().items().getLast().number()).isEqualTo(350);
			assertThat(seating.items().items()).extracting(SeatItem::number).isSorted();
		}

		@Test
		void aDeletedAttendeeLeavesNothing() {
			Seating seating = absent(released(SeatingTests.this.full, "ann").forget("cyd", terms(NOW)));
			assertThat(items(seating, "cyd")).isEmpty();
			assertThat(booked(seating)).containsExactly("bob");
		}

		private static Place place(String subject) {
			return Place.of(subject, SeatClashRule.KEEP_EARLIER, terms(EARLIER));
		}

	}

	@Nested
	class Requests {

		private final SeatRule release = SeatRule.once("r1", "ann", (seating, terms) -> seating.release("ann", terms));

		@Test
		void aRequestIsCarriedOutOnceWithinAnHour() {
			Seating released = this.release.apply(SeatingTests.this.full, terms(NOW)).seating();
			assertThat(booked(released)).doesNotContain("ann");
			Seating again = resized(released, 9, 2).book("ann", false, terms(NOW)).seating();
			Instant late = NOW.plus(RequestMemory.REMEMBERED).minusMillis(1);
			assertThat(held(this.release.apply(again, terms(late))).seating()).isSameAs(again);
			absent(this.release.apply(again, terms(NOW.plus(RequestMemory.REMEMBERED))));
		}

		@Test
		void aRequestThatChangesNothingElseIsRemembered() {
			Seating empty = seating(2);
			Seating released = this.release.apply(empty, terms(NOW)).seating();
			assertThat(released).isNotSameAs(empty);
			assertThat(RequestMemory.contains(released.requests(), "r1", NOW)).isTrue();
		}

		@Test
		void aRequestThatFoundTheWaitingListFullIsNot() {
			List<Place> list = IntStream.range(0, Seating.LONGEST_LIST)
				.mapToObj((number) -> Place.of("a" + number, null, terms(EARLIER)))
				.toList();
			Seating full = new Seating("ses", "evt", 1, 0, 1, 0, null, List.of(), list, Map.of(), null, null);
			SeatRule book = SeatRule.once("r1", "eve", (seating, terms) -> seating.book("eve", false, terms));
			assertThat(book.apply(full, terms(NOW))).isEqualTo(new Full(full));
		}

		@Test
		void theNumberOfRequestsIsBounded() {
			Seating seating = seating(2);
			for (int i = 0; i < 3 * RequestMemory.MOST; i++) {
				seating = seating.remembering("r" + i, NOW.plusMillis(i));
				assertThat(seating.requests()).hasSizeLessThanOrEqualTo(RequestMemory.MOST);
			}
			assertThat(
					RequestMemory.contains(seating.requests(), "r" + (3 * RequestMemory.MOST - 1), NOW.plusSeconds(60)))
				.isTrue();
			assertThat(seating.remembering("new", NOW.plus(RequestMemory.REMEMBERED.multipliedBy(2))).requests())
				.containsOnlyKeys("new");
		}

	}

	/** Ann's seat becomes free, and Cyd has another seat at the same time. */
	private static Seating clashing(SeatClashRule rule) {
		Seating seating = seating(2, "ann", "bob");
		for (String subject : List.of("cyd", "dag")) {
			seating = seating.book(subject, false, Terms.at(EARLIER).rule(rule).terms()).seating();
		}
		SeatTerms terms = Terms.at(NOW).clashing("cyd").rule(rule).terms();
		return SeatAllocation.settled(seating.release("ann", terms).seating(), terms);
	}

	private static List<Kind> items(Seating seating, String subject) {
		return seating.items()
			.items()
			.stream()
			.filter((item) -> item.subject().equals(subject))
			.map(SeatItem::kind)
			.toList();
	}

	static Seating seating(int capacity, String... inOrder) {
		Seating seating = resized(Seating.empty("ses", "evt"), capacity, 1);
		for (String subject : inOrder) {
			seating = seating.book(subject, false, terms(EARLIER)).seating();
		}
		return seating;
	}

	/** Applies the terms of an ordinary moment. */
	private static Seating settled(Seating seating) {
		return SeatAllocation.settled(seating, terms(NOW));
	}

	private static Seating released(Seating seating, String subject) {
		return settled(absent(seating.release(subject, terms(NOW))));
	}

	private static Seating resized(Seating seating, @Nullable Integer capacity, long version) {
		return SeatAllocation.settled(seating, Terms.at(NOW).capacity(capacity, version).terms());
	}

	private static Seating noShows(Seating seating, Instant now) {
		return SeatAllocation.settled(SeatDoor.withoutNoShows(seating, GRACE, terms(now)), terms(now));
	}

	static List<String> booked(Seating seating) {
		return seating.booked().stream().map(Place::subject).toList();
	}

	static List<String> waiting(Seating seating) {
		return seating.waiting().stream().map(Place::subject).toList();
	}

	private static Held held(SeatingOutcome outcome) {
		if (outcome instanceof Came came) {
			return new Held(came.seating(), came.seat());
		}
		assertThat(outcome).isInstanceOf(Held.class);
		return (Held) outcome;
	}

	private static Seating absent(SeatingOutcome outcome) {
		assertThat(outcome).isInstanceOf(Absent.class);
		return outcome.seating();
	}

}
