package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.plenum.seating.SeatingOutcome.Held;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.plenum.seating.SeatingTests.booked;
import static dev.plenum.seating.SeatingTests.waiting;
import static dev.plenum.seating.Terms.terms;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any sequence of actions keeps the rules of the seats. There are three sessions at the
 * same time, a dozen attendees and an organiser; a random seed decides what they do.
 */
class SeatingPropertyTests {

	private static final int STEPS = 2000;

	private static final Duration GRACE = Duration.ofMinutes(10);

	private Instant now = Instant.parse("2024-10-02T08:00:00Z");

	private final Seating[] seatings = new Seating[3];

	private final boolean[] cancelled = new boolean[3];

	/** The expected waiting lists, in the order of arrival. */
	private final List<List<String>> lines = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 })
	void anySequenceKeepsTheSeatsInOrder(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < this.seatings.length; i++) {
			this.seatings[i] = resized(Seating.empty("ses" + i, "evt"), random.nextInt(1, 5), 0);
			this.lines.add(new ArrayList<>());
		}
		for (int step = 1; step <= STEPS; step++) {
			this.now = this.now.plusSeconds(random.nextInt(120));
			int session = random.nextInt(this.seatings.length);
			String subject = "a" + random.nextInt(12);
			Seating before = this.seatings[session];
			switch (random.nextInt(12)) {
				case 0, 1, 2, 3 -> book(session, subject);
				case 4, 5 -> become(session, settled(before.release(subject, terms(this.now)).seating()));
				case 6 -> swap(session, subject, random.nextInt(4) == 0);
				case 7 -> become(session, resized(before, random.nextInt(0, 6), step));
				case 8 -> becomesNothing(session, resized(before, random.nextInt(0, 6), before.capacityVersion()));
				case 9 -> this.cancelled[session] = !this.cancelled[session];
				case 10 -> become(session, SeatDoor.checkedIn(before, subject, terms(this.now)).seating());
				default -> noShows(session);
			}
			if (random.nextInt(3) == 0) {
				becomesNothing(session, this.seatings[session].look(subject).seating());
			}
		}
	}

	/**
	 * Two of five seats are reserved for a third of the attendees, for the first half of
	 * the steps. The tickets of some attendees are refused, each for a while.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
	void reservedSeatsAreForTheirTicketsUntilTheyAreFreeForEverybody(long seed) {
		Random random = new Random(seed);
		Seating seating = resized(Seating.empty("ses", "evt"), 5, 0);
		for (int step = 1; step <= STEPS; step++) {
			this.now = this.now.plusSeconds(random.nextInt(120));
			int reserved = (step < STEPS / 2) ? 2 : 0;
			Set<String> refused = Set.of("a" + step / 50 % 12);
			SeatTerms terms = Terms.at(this.now).reserved(reserved, Set.of("a0", "a3", "a6", "a9"), refused).terms();
			String subject = "a" + random.nextInt(12);
			SeatRule rule = switch (random.nextInt(7)) {
				case 0, 1, 2 ->
					refused.contains(subject) ? SeatRule.SETTLE : (its, now) -> its.book(subject, false, now);
				case 3, 4 -> (its, now) -> its.release(subject, now);
				case 5 ->
					SeatAssignments.booked(refused.contains(subject) ? "a1" : subject, random.nextBoolean(), null);
				default -> SeatRule.SETTLE;
			};
			Seating before = seating;
			seating = rule.settled(before, terms).seating();
			assertThat(SeatRule.SETTLE.settled(seating, terms).seating()).isSameAs(seating);
			List<String> seats = booked(seating);
			assertThat(seats).hasSizeLessThanOrEqualTo(5);
			assertThat(waiting(seating).stream()
				.filter((one) -> !refused.contains(one))
				.filter((one) -> reserved == 0 || Set.of("a0", "a3", "a6", "a9").contains(one)))
				.as("nobody waits while a seat is free for them")
				.matches((line) -> seats.size() == 5 || line.isEmpty());
			if (!booked(before).containsAll(seats)) {
				List<String> given = seats.stream().filter((one) -> !booked(before).contains(one)).toList();
				assertThat(given).as("no ticket that is refused gets a seat").doesNotContainAnyElementsOf(refused);
				if (given.stream().anyMatch((one) -> !Set.of("a0", "a3", "a6", "a9").contains(one))) {
					assertThat(seating.free()).as("the reserved seats are left")
						.isGreaterThanOrEqualTo(seating.reservedLeft(terms));
				}
			}
		}
	}

	@Test
	void everyRuleAppliedTwiceDoesNothingTheSecondTime() {
		Random random = new Random(7);
		Seating seating = SeatingTests.seating(3, "a0", "a1", "a2", "a3", "a4");
		for (int step = 1; step <= STEPS; step++) {
			this.now = this.now.plusSeconds(random.nextInt(120));
			String subject = "a" + random.nextInt(8);
			SeatRule rule = rule(random, subject, step);
			Seating once = rule.settled(seating, terms(this.now)).seating();
			assertThat(rule.settled(once, terms(this.now.plusMillis(5))).seating()).isSameAs(once);
			seating = once;
		}
	}

	private static SeatRule rule(Random random, String subject, int version) {
		int capacity = random.nextInt(6);
		return switch (random.nextInt(6)) {
			case 0, 1 -> (seating, terms) -> seating.book(subject, false, terms);
			case 2 -> (seating, terms) -> seating.release(subject, terms);
			case 3 -> (seating, terms) -> new SeatingOutcome.Settled(
					SeatAllocation.settled(seating, Terms.at(terms.now()).capacity(capacity, version).terms()));
			case 4 -> (seating, terms) -> SeatDoor.checkedIn(seating, subject, terms);
			default -> (seating, terms) -> new SeatingOutcome.Settled(SeatDoor.withoutNoShows(seating, GRACE, terms));
		};
	}

	private boolean book(int session, String subject) {
		if (this.cancelled[session]) {
			return false;
		}
		SeatingOutcome outcome = this.seatings[session].book(subject, false, terms(this.now));
		assertThat(outcome).isInstanceOf(Held.class);
		HeldSeat told = ((Held) outcome).seat();
		become(session, outcome.seating());
		assertThat(booked(this.seatings[session]).contains(subject)).isEqualTo(told.isBooked());
		if (!told.isBooked()) {
			assertThat(waiting(this.seatings[session]).indexOf(subject) + 1).isEqualTo(told.position());
		}
		return told.isBooked();
	}

	/**
	 * Books the new seat first, then releases the others; a server can die in between.
	 */
	private void swap(int session, String subject, boolean dies) {
		Set<Integer> heldBefore = sessionsOf(subject);
		if (!book(session, subject) || dies) {
			assertThat(sessionsOf(subject)).containsAll(heldBefore);
			return;
		}
		for (int other = 0; other < this.seatings.length; other++) {
			if (other != session && !this.cancelled[other]) {
				become(other, settled(this.seatings[other].releaseSeat(subject, terms(this.now)).seating()));
			}
		}
		assertThat(sessionsOf(subject)).contains(session).allMatch((held) -> held == session || this.cancelled[held]);
	}

	private Set<Integer> sessionsOf(String subject) {
		Set<Integer> held = new HashSet<>();
		for (int session = 0; session < this.seatings.length; session++) {
			if (booked(this.seatings[session]).contains(subject)) {
				held.add(session);
			}
		}
		return held;
	}

	private void noShows(int session) {
		Seating before = this.seatings[session];
		List<String> there = before.booked()
			.stream()
			.filter((place) -> place.isCheckedIn(terms(this.now)))
			.map(Place::subject)
			.toList();
		become(session, settled(SeatDoor.withoutNoShows(before, GRACE, terms(this.now))));
		assertThat(booked(this.seatings[session])).containsAll(there);
		becomesNothing(session, SeatDoor.withoutNoShows(this.seatings[session], GRACE, terms(this.now.plusMillis(1))));
	}

	private Seating settled(Seating seating) {
		return SeatAllocation.settled(seating, terms(this.now));
	}

	private Seating resized(Seating seating, int capacity, long version) {
		return SeatAllocation.settled(seating, Terms.at(this.now).capacity(capacity, version).terms());
	}

	private void becomesNothing(int session, Seating after) {
		assertThat(after).isSameAs(this.seatings[session]);
	}

	private void become(int session, Seating after) {
		Seating before = this.seatings[session];
		this.seatings[session] = after;
		List<String> seats = booked(after);
		List<String> line = waiting(after);
		List<String> everybody = new ArrayList<>(seats);
		everybody.addAll(line);
		assertThat(everybody).as("nobody is in it twice").doesNotHaveDuplicates();
		assertThat(line.isEmpty() || seats.size() >= after.capacity()).as("nobody waits while a seat is free").isTrue();
		boolean given = !booked(before).containsAll(seats);
		assertThat(!given || seats.size() <= after.capacity()).as("no seat is given above the capacity").isTrue();
		theLineIsTheOrderOfArrival(session, before, after);
	}

	private void theLineIsTheOrderOfArrival(int session, Seating before, Seating after) {
		List<String> line = this.lines.get(session);
		List<String> promoted = new ArrayList<>(waiting(before));
		promoted.retainAll(booked(after));
		List<String> expected = new ArrayList<>(line);
		expected.removeIf((subject) -> !waiting(after).contains(subject) && !promoted.contains(subject));
		assertThat(expected.subList(0, promoted.size())).as("seats go to the first in line").isEqualTo(promoted);
		line.removeIf((subject) -> !waiting(after).contains(subject));
		waiting(after).stream().filter((subject) -> !line.contains(subject)).forEach(line::add);
		assertThat(waiting(after)).isEqualTo(line);
	}

}
