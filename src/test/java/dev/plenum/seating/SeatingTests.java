package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.plenum.seating.Seating.Place;
import dev.plenum.seating.SeatingOutcome.Absent;
import dev.plenum.seating.SeatingOutcome.Held;
import dev.plenum.seating.SeatingOutcome.Full;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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
			Held held = held(seating.book("bob", NOW));
			assertThat(held.seat()).isEqualTo(new HeldSeat("ses", SeatState.BOOKED, null, NOW, null));
			assertThat(booked(held.seating())).containsExactly("ann", "bob");
		}

		@Test
		void withoutAFreeSeatTheLastPlaceOnTheWaitingListIsGiven() {
			Held held = held(SeatingTests.this.full.book("eve", NOW));
			assertThat(held.seat()).isEqualTo(new HeldSeat("ses", SeatState.WAITING, 3, NOW, null));
			assertThat(booked(held.seating())).containsExactly("ann", "bob");
			assertThat(waiting(held.seating())).containsExactly("cyd", "dag", "eve");
		}

		@Test
		void bookingASeatTwiceChangesNothing() {
			Held held = held(SeatingTests.this.full.book("ann", NOW));
			assertThat(held.seat()).isEqualTo(new HeldSeat("ses", SeatState.BOOKED, null, EARLIER, null));
			assertThat(held.seating()).isSameAs(SeatingTests.this.full);
		}

		@Test
		void bookingTwiceKeepsThePlaceOnTheWaitingList() {
			Held held = held(SeatingTests.this.full.book("dag", NOW));
			assertThat(held.seat().position()).isEqualTo(2);
			assertThat(held.seating()).isSameAs(SeatingTests.this.full);
		}

		@Test
		void theWaitingListHasALimit() {
			List<Place> line = IntStream.range(0, Seating.LONGEST_LIST)
				.mapToObj((number) -> Place.of("a" + number, EARLIER))
				.toList();
			Seating endless = new Seating("ses", "evt", 1, 0, 1, 0, null, List.of(), line, Map.of());
			assertThat(endless.book("eve", NOW)).isEqualTo(new Full(endless));
			assertThat(endless.book("a7", NOW)).isInstanceOf(Held.class);
		}

	}

	@Nested
	class Releasing {

		@Test
		void aReleasedSeatGoesToTheFirstOnTheWaitingList() {
			Seating seating = absent(SeatingTests.this.full.release("ann", NOW));
			assertThat(seating.booked()).containsExactly(Place.of("bob", EARLIER), Place.of("cyd", NOW));
			assertThat(waiting(seating)).containsExactly("dag");
		}

		@Test
		void aReleasedPlaceOnTheWaitingListGoesToNobody() {
			Seating seating = absent(SeatingTests.this.full.release("cyd", NOW));
			assertThat(booked(seating)).containsExactly("ann", "bob");
			assertThat(waiting(seating)).containsExactly("dag");
		}

		@Test
		void releasingNothingChangesNothing() {
			assertThat(absent(SeatingTests.this.full.release("eve", NOW))).isSameAs(SeatingTests.this.full);
		}

		@Test
		void aSwapReleasesSeatsButNoPlacesOnWaitingLists() {
			assertThat(booked(absent(SeatingTests.this.full.releaseSeat("ann", NOW)))).containsExactly("bob", "cyd");
			assertThat(SeatingTests.this.full.releaseSeat("cyd", NOW).seating()).isSameAs(SeatingTests.this.full);
		}

	}

	@Nested
	class Capacity {

		@Test
		void aHigherCapacityGivesSeatsToTheWaitingList() {
			Seating seating = SeatingTests.this.full.resized(3, 2, NOW);
			assertThat(booked(seating)).containsExactly("ann", "bob", "cyd");
			assertThat(waiting(seating)).containsExactly("dag");
		}

		@Test
		void aLowerCapacityTakesNoSeat() {
			Seating seating = SeatingTests.this.full.resized(1, 2, NOW);
			assertThat(booked(seating)).containsExactly("ann", "bob");
			assertThat(waiting(seating)).containsExactly("cyd", "dag");
		}

		@Test
		void aboveTheCapacityNoSeatIsGiven() {
			Seating seating = absent(SeatingTests.this.full.resized(1, 2, NOW).release("ann", NOW));
			assertThat(booked(seating)).containsExactly("bob");
			assertThat(waiting(seating)).containsExactly("cyd", "dag");
			assertThat(booked(absent(seating.release("bob", NOW)))).containsExactly("cyd");
		}

		@Test
		void olderNewsOfTheCapacityChangesNothing() {
			Seating seating = SeatingTests.this.full.resized(1, 3, NOW);
			assertThat(seating.resized(5, 2, NOW)).isSameAs(seating);
			assertThat(seating.resized(5, 3, NOW)).isSameAs(seating);
		}

	}

	@Nested
	class CheckingIn {

		@Test
		void anAttendeeWithASeatIsCheckedIn() {
			Held held = held(SeatingTests.this.full.checkIn("ann", NOW));
			assertThat(held.seat().checkedInAt()).isEqualTo(NOW);
			assertThat(held.seating().checkedIn()).isOne();
		}

		@Test
		void theFirstTimeCounts() {
			Seating seating = held(SeatingTests.this.full.checkIn("ann", EARLIER)).seating();
			assertThat(held(seating.checkIn("ann", NOW)).seat().checkedInAt()).isEqualTo(EARLIER);
			assertThat(seating.checkIn("ann", NOW).seating()).isSameAs(seating);
		}

		@Test
		void anAttendeeOnTheWaitingListIsNot() {
			assertThat(SeatingTests.this.full.checkIn("cyd", NOW).seating()).isSameAs(SeatingTests.this.full);
		}

	}

	@Nested
	class NoShows {

		private final Seating annIsThere = SeatingTests.this.full.checkIn("ann", NOW).seating();

		@Test
		void theSeatOfANoShowGoesToTheWaitingList() {
			Seating seating = this.annIsThere.withoutNoShows(GRACE, NOW);
			assertThat(booked(seating)).containsExactly("ann", "cyd");
			assertThat(waiting(seating)).containsExactly("dag");
			assertThat(seating.noShows()).isOne();
		}

		@Test
		void aRepetitionTakesNoSeatThatWasGivenAtTheDoor() {
			Seating seating = this.annIsThere.withoutNoShows(GRACE, NOW);
			assertThat(seating.withoutNoShows(GRACE, NOW.plusSeconds(1))).isSameAs(seating);
		}

		@Test
		void afterTheGracePeriodTheyAreNoShowsToo() {
			Seating seating = this.annIsThere.withoutNoShows(GRACE, NOW);
			assertThat(booked(seating.withoutNoShows(GRACE, NOW.plus(GRACE)))).containsExactly("ann", "dag");
		}

		@Test
		void ifEverybodyHasComeNothingChanges() {
			Seating seating = this.annIsThere.checkIn("bob", NOW).seating();
			assertThat(seating.withoutNoShows(GRACE, NOW)).isSameAs(seating);
		}

		@Test
		void withoutAWaitingListTheSeatsAreFree() {
			Seating seating = seating(2, "ann", "bob").withoutNoShows(GRACE, NOW);
			assertThat(booked(seating)).isEmpty();
			assertThat(booked(seating.book("bob", NOW).seating())).containsExactly("bob");
		}

	}

	@Nested
	class Requests {

		private final SeatRule release = SeatRule.once("r1", "ann", (seating, now) -> seating.release("ann", now));

		@Test
		void aRequestIsCarriedOutOnceWithinAnHour() {
			Seating released = this.release.apply(SeatingTests.this.full, NOW).seating();
			assertThat(booked(released)).doesNotContain("ann");
			Seating again = released.resized(9, 2, NOW).book("ann", NOW).seating();
			Instant late = NOW.plus(Seating.REMEMBERED).minusMillis(1);
			assertThat(held(this.release.apply(again, late)).seating()).isSameAs(again);
			absent(this.release.apply(again, NOW.plus(Seating.REMEMBERED)));
		}

		@Test
		void aRequestThatChangesNothingElseIsRemembered() {
			Seating empty = seating(2);
			Seating released = this.release.apply(empty, NOW).seating();
			assertThat(released).isNotSameAs(empty);
			assertThat(released.remembers("r1", NOW)).isTrue();
		}

		@Test
		void aRequestThatFoundTheWaitingListFullIsNot() {
			List<Place> list = IntStream.range(0, Seating.LONGEST_LIST)
				.mapToObj((number) -> Place.of("a" + number, EARLIER))
				.toList();
			Seating full = new Seating("ses", "evt", 1, 0, 1, 0, null, List.of(), list, Map.of());
			SeatRule book = SeatRule.once("r1", "eve", (seating, now) -> seating.book("eve", now));
			assertThat(book.apply(full, NOW)).isEqualTo(new Full(full));
		}

		@Test
		void theNumberOfRequestsIsBounded() {
			Seating seating = seating(2);
			for (int i = 0; i < 3 * Seating.MOST_REQUESTS; i++) {
				seating = seating.remembering("r" + i, NOW.plusMillis(i));
				assertThat(seating.requests()).hasSizeLessThanOrEqualTo(Seating.MOST_REQUESTS);
			}
			assertThat(seating.remembers("r" + (3 * Seating.MOST_REQUESTS - 1), NOW.plusSeconds(60))).isTrue();
			assertThat(seating.remembering("new", NOW.plus(Seating.REMEMBERED.multipliedBy(2))).requests())
				.containsOnlyKeys("new");
		}

	}

	static Seating seating(int capacity, String... inOrder) {
		Seating seating = Seating.empty("ses", "evt").resized(capacity, 1, EARLIER);
		for (String subject : inOrder) {
			seating = seating.book(subject, EARLIER).seating();
		}
		return seating;
	}

	static List<String> booked(Seating seating) {
		return seating.booked().stream().map(Place::subject).toList();
	}

	static List<String> waiting(Seating seating) {
		return seating.waiting().stream().map(Place::subject).toList();
	}

	private static Held held(SeatingOutcome outcome) {
		assertThat(outcome).isInstanceOf(Held.class);
		return (Held) outcome;
	}

	private static Seating absent(SeatingOutcome outcome) {
		assertThat(outcome).isInstanceOf(Absent.class);
		return outcome.seating();
	}

}
