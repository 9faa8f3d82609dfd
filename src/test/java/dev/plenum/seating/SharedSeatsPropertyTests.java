package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.seating.SeatingOutcome.Settled;
import dev.plenum.seating.SeatingOutcome.TooFew;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.plenum.seating.SeatingTests.booked;
import static dev.plenum.seating.SeatingTests.waiting;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any sequence of groups, transfers, moves by organisers and answers keeps the rules of
 * the seats. With half of the seeds, some seats of each session are reserved for some of
 * the attendees; their number and the tickets change. Two servers decide, of which one
 * may know an older state and be refused; a server can be killed between the two writes
 * of a move; the clock jumps; now and then a session is open to everybody.
 */
class SharedSeatsPropertyTests {

	private static final int STEPS = 2000;

	private final Set<String> entitled = new HashSet<>(Set.of("a0", "a3", "a6", "a9"));

	private Instant now = Instant.parse("2024-10-02T08:00:00Z");

	private final Seating[] seatings = new Seating[3];

	private final List<Seating> outdated = new ArrayList<>();

	private Random random = new Random(0);

	private int reserved;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 })
	void anySequenceKeepsTheSeatsInOrder(long seed) {
		this.random = new Random(seed);
		this.reserved = (seed % 2 == 0) ? 2 : 0;
		for (int i = 0; i < this.seatings.length; i++) {
			this.seatings[i] = resized(Seating.empty("ses" + i, "evt"), this.random.nextInt(1, 8), 0);
		}
		for (int step = 1; step <= STEPS; step++) {
			this.now = this.now.plusSeconds(this.random.nextInt(240));
			int session = this.random.nextInt(this.seatings.length);
			String subject = somebody();
			changeTickets(seed);
			switch (this.random.nextInt(16)) {
				case 0, 1, 2 -> apply(session, (seating, terms) -> seating.book(subject, false, terms));
				case 3 -> apply(session, (seating, terms) -> seating.release(subject, terms));
				case 4, 5 -> group(session, subject);
				case 6 -> transfer(session, subject);
				case 7, 8 -> accept(session, subject);
				case 9 -> decline(session, subject);
				case 10 -> apply(session, SeatAssignments.booked(subject, this.random.nextBoolean(), null));
				case 11 -> apply(session, SeatAssignments.released(subject));
				case 12 -> move(session, subject);
				case 13 -> link(session, subject);
				case 14 -> withdraw(session, subject);
				default -> resize(session, step);
			}
			repair();
		}
	}

	/** Changes the capacity. Now and then the session needs no seats for a moment. */
	private void resize(int session, int step) {
		if (this.random.nextInt(4) == 0) {
			become(session, resized(this.seatings[session], null, 2L * step));
			String subject = somebody();
			apply(session, (seating, terms) -> seating.release(subject, terms));
			this.now = this.now.plusSeconds(this.random.nextInt(1200));
		}
		become(session, resized(this.seatings[session], this.random.nextInt(0, 8), 2L * step + 1));
	}

	private void changeTickets(long seed) {
		if (seed % 2 == 0 && this.random.nextInt(10) == 0) {
			String subject = somebody();
			this.reserved = this.random.nextInt(4);
			if (!this.entitled.remove(subject)) {
				this.entitled.add(subject);
			}
			for (int session = 0; session < this.seatings.length; session++) {
				apply(session, SeatRule.SETTLE);
			}
		}
	}

	private void group(int session, String by) {
		Seating before = apply(session, SeatRule.SETTLE);
		List<String> others = Stream
			.concat(IntStream.range(0, this.random.nextInt(4)).mapToObj((number) -> somebody()),
					IntStream.range(0, this.random.nextInt(3)).mapToObj((number) -> SeatGroups.invited(by, number)))
			.toList();
		SeatingOutcome outcome = SeatGroups.held(by, others).settled(before, terms());
		sameAsAlone(before, Stream.concat(Stream.of(by), others.stream()).distinct().toList(), outcome);
		if (outcome instanceof TooFew) {
			assertThat(outcome.seating()).as("none are held").isSameAs(before);
			return;
		}
		become(session, outcome.seating());
		assertThat(booked(outcome.seating())).contains(by);
		others.forEach((other) -> assertThat(outcome.seating().look(other)).as("all are held")
			.isInstanceOfSatisfying(SeatingOutcome.Held.class,
					(held) -> assertThat(held.seat().state()).isIn(SeatState.BOOKED, SeatState.OFFERED)));
		repeated(session, SeatGroups.held(by, others));
	}

	/** People without a place have seats together if each of them could book one. */
	private void sameAsAlone(Seating before, List<String> people, SeatingOutcome together) {
		if (people.stream().anyMatch(before.bySubject()::containsKey)) {
			return;
		}
		Seating alone = before;
		for (String person : people) {
			alone = alone.book(person, false, terms()).seating();
		}
		assertThat(together instanceof TooFew).as("%s of %s", people, before)
			.isEqualTo(!booked(alone).containsAll(people));
		if (together instanceof TooFew few && few.left() > 0) {
			assertThat(booked(alone)).as("so many could have seats").hasSize(before.booked().size() + few.left());
		}
	}

	private void transfer(int session, String from) {
		String other = this.random.nextBoolean() ? somebody() : SeatGroups.invited(from, 9);
		Seating before = apply(session, SeatRule.SETTLE);
		Seating after = apply(session, SeatTransfers.offered(from, other));
		assertThat(booked(after)).as("an offer takes no seat").isEqualTo(booked(before));
		repeated(session, SeatTransfers.offered(from, other));
	}

	private void accept(int session, String subject) {
		Seating before = apply(session, SeatRule.SETTLE);
		String invited = SeatGroups.invited(somebody(), this.random.nextInt(10));
		SeatRule rule = this.random.nextBoolean() ? SeatGroups.accepted(invited, subject)
				: (seating, terms) -> SeatOffers.accepted(seating, subject, terms);
		int held = before.booked().size() + before.offered();
		Seating after = apply(session, rule);
		assertThat(after.booked().size() + after.offered()).as("no seat appears").isLessThanOrEqualTo(held);
		repeated(session, rule);
	}

	private void decline(int session, String subject) {
		Seating before = apply(session, SeatRule.SETTLE);
		Seating after = apply(session, (seating, terms) -> SeatOffers.declined(seating, subject, terms));
		assertThat(booked(after)).as("the others keep their seats").containsAll(booked(before));
	}

	/** The place is free, and nobody loses a seat, an offer or a place in line. */
	private void withdraw(int session, String by) {
		Seating before = apply(session, SeatRule.SETTLE);
		List<Place> made = Stream.concat(before.waiting().stream(), SeatTransfers.handed(before.booked()))
			.filter((place) -> by.equals(place.offerer()) && place.isOffered())
			.toList();
		if (made.isEmpty()) {
			return;
		}
		Place offered = made.get(this.random.nextInt(made.size()));
		SeatRule rule = SeatGroups.withdrawn(by, offered);
		Seating after = rule.settled(before, terms()).seating();
		assertThat(booked(after)).as("nobody loses a seat").containsAll(booked(before));
		if (offered.offeredBy() != null) {
			assertThat(after.place(offered.subject())).as("a place in line stays").isPresent();
		}
		assertThat(Stream.concat(after.waiting().stream(), SeatTransfers.handed(after.booked())))
			.as("the offer has ended")
			.noneMatch((place) -> by.equals(place.offerer()) && place.isOf(offered.subject()));
		Set<String> others = new HashSet<>(before.bySubject().keySet());
		others.remove(offered.subject());
		assertThat(after.bySubject().keySet()).as("the others stay").containsAll(others);
		become(session, after);
		repeated(session, rule);
	}

	/** A place of either stays, and the ticket has nothing afterwards. */
	private void link(int session, String ticket) {
		String account = somebody();
		Seating before = apply(session, SeatRule.SETTLE);
		if (account.equals(ticket) || before.isOpen()) {
			return;
		}
		SeatRule rule = (seating, terms) -> new Settled(SeatLinks.moved(seating, ticket, account, terms));
		boolean seated = booked(before).contains(ticket) || booked(before).contains(account);
		Seating after = become(session, rule.settled(before, terms()).seating());
		assertThat(booked(after).contains(account)).as("a seat stays").matches((has) -> has || !seated);
		assertThat(after.bySubject().containsKey(account)).as("a place stays")
			.isEqualTo(before.bySubject().containsKey(ticket) || before.bySubject().containsKey(account));
		assertThat(after.toString()).as("nothing is left").doesNotContain("=" + ticket + ",");
		repeated(session, rule);
	}

	/** Books at the other session first; a server can be killed before the rest. */
	private void move(int from, String subject) {
		int to = (from + 1 + this.random.nextInt(2)) % this.seatings.length;
		if (this.seatings[from].place(subject).isEmpty()) {
			return;
		}
		apply(to, SeatAssignments.booked(subject, this.random.nextBoolean(), "ses" + from));
		assertThat(this.seatings[from].place(subject).or(() -> this.seatings[to].place(subject)))
			.as("never both are lost")
			.isPresent();
		if (this.random.nextInt(3) > 0) {
			complete(to, subject);
			assertThat(this.seatings[to].place(subject)).isPresent();
		}
	}

	/** Every now and then, a server completes what another one left. */
	private void repair() {
		if (this.random.nextInt(20) == 0) {
			for (int session = 0; session < this.seatings.length; session++) {
				for (String subject : new HashSet<>(booked(this.seatings[session]))) {
					complete(session, subject);
					assertThat(Places.find(this.seatings[session].booked(), subject).orElseThrow().replaces()).isNull();
				}
			}
		}
	}

	private void complete(int session, String subject) {
		Place seat = Places.find(this.seatings[session].booked(), subject).orElse(null);
		if (seat == null || seat.replaces() == null) {
			return;
		}
		int replaced = Integer.parseInt(seat.replaces().substring(3));
		SeatRule leave = (seating, terms) -> new Settled(SeatAssignments.left(seating, subject, seat.since(), terms));
		apply(replaced, leave);
		assertThat(this.seatings[replaced].place(subject).filter((place) -> !place.since().isAfter(seat.since())))
			.isEmpty();
		apply(session, (seating, terms) -> new Settled(SeatAssignments.arrived(seating, subject, seat.since())));
	}

	/** Applies a rule as one of two servers, which may have to decide again. */
	private Seating apply(int session, SeatRule rule) {
		if (this.random.nextInt(4) == 0) {
			this.outdated.stream()
				.filter((known) -> known.sessionId().equals("ses" + session))
				.findFirst()
				.ifPresent((known) -> become(session, rule.settled(known, terms()).seating(), known));
		}
		return become(session, rule.settled(this.seatings[session], terms()).seating());
	}

	private void repeated(int session, SeatRule rule) {
		assertThat(rule.settled(this.seatings[session], terms()).seating()).isSameAs(this.seatings[session]);
	}

	private Seating become(int session, Seating after) {
		return become(session, after, this.seatings[session]);
	}

	/** The guarded write: nothing happens if the decision was based on an older state. */
	private Seating become(int session, Seating after, Seating basis) {
		Seating before = this.seatings[session];
		if (after == basis || basis.version() != before.version()) {
			return before;
		}
		Seating kept = after.nextVersion();
		this.outdated.removeIf((known) -> known.sessionId().equals(kept.sessionId()));
		this.outdated.add(before);
		this.seatings[session] = kept;
		List<String> everybody = new ArrayList<>(booked(kept));
		everybody.addAll(waiting(kept));
		assertThat(everybody).as("nobody is in it twice").doesNotHaveDuplicates();
		Set<String> given = new HashSet<>(booked(kept));
		booked(before).forEach(given::remove);
		assertThat(kept.booked().size() + kept.offered()).as("nothing above the capacity is given")
			.isLessThanOrEqualTo(Math.max(kept.capacity(), before.booked().size() + before.offered()));
		assertThat(kept.free() <= 0 || kept.waiting().stream().noneMatch(kept.servable(terms())))
			.as("nobody waits while a seat is free")
			.isTrue();
		assertThat(unreserved(kept) <= unreserved(before) || kept.free() >= kept.reservedLeft(terms()))
			.as("no reserved seat is given to others")
			.isTrue();
		Map<String, Integer> handed = new HashMap<>();
		SeatTransfers.handed(kept.booked()).forEach((place) -> handed.merge(place.subject(), 1, Integer::sum));
		assertThat(handed.values()).as("one seat is offered to one person").allMatch((count) -> count == 1);
		assertThat(kept.waiting()).as("invitations are offers")
			.allMatch((place) -> !SeatGroups.isInvited(place.subject()) || place.isOffered());
		assertThat(kept.booked()).as("a seat belongs to a person")
			.noneMatch((place) -> SeatGroups.isInvited(place.subject()) || place.isOffered());
		return kept;
	}

	private Seating resized(Seating seating, @Nullable Integer capacity, long version) {
		return SeatAllocation.settled(seating,
				Terms.at(this.now)
					.capacity(capacity, version)
					.reserved(this.reserved, Set.copyOf(this.entitled), Set.of())
					.terms());
	}

	/** The number of seats that were given or offered, and are no reserved ones. */
	private static long unreserved(Seating seating) {
		return Stream.concat(seating.booked().stream(), seating.waiting().stream().filter(Place::isOffered))
			.filter((place) -> !place.isReserved())
			.count();
	}

	private String somebody() {
		return "a" + this.random.nextInt(12);
	}

	private SeatTerms terms() {
		return Terms.at(this.now)
			.startingAt(this.now.plus(Duration.ofHours(3)))
			.reserved(this.reserved, Set.copyOf(this.entitled), Set.of())
			.terms();
	}

}
