package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.plenum.programme.Entitlement;
import dev.plenum.programme.document.SeatClashRule;
import dev.plenum.programme.document.SeatRules;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a session that starts in five minutes and lasts an hour. Unless a test
 * says otherwise, its capacity stays as it is and free seats go to the waiting list.
 */
final class Terms {

	private Instant now;

	private Instant startsAt;

	private @Nullable Integer capacity;

	private long version = -1;

	private @Nullable Instant promotingUntil = Instant.MAX;

	private SeatRules rules = SeatRules.DEFAULT;

	private Tickets tickets = Tickets.unneeded();

	private final Set<String> clashing = new HashSet<>();

	private Terms(Instant now) {
		this.now = now;
		this.startsAt = now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(5));
	}

	static Terms at(Instant now) {
		return new Terms(now);
	}

	static SeatTerms terms(Instant now) {
		return at(now).terms();
	}

	Terms capacity(@Nullable Integer newCapacity, long asOf) {
		this.capacity = newCapacity;
		this.version = asOf;
		return this;
	}

	Terms startingAt(Instant start) {
		this.startsAt = start;
		return this;
	}

	/** The session is cancelled. */
	Terms cancelled() {
		this.promotingUntil = null;
		return this;
	}

	Terms promotingUntil(Instant end) {
		this.promotingUntil = end;
		return this;
	}

	/** The attendee has a seat at the same time. */
	Terms clashing(String subject) {
		this.clashing.add(subject);
		return this;
	}

	/**
	 * Some seats are reserved for some attendees; the others have insufficient tickets.
	 */
	Terms reserved(int seats, Set<String> attendees, Set<String> refused) {
		Map<String, Entitlement> known = new HashMap<>();
		refused.forEach((subject) -> known.put(subject, new Entitlement(false, false)));
		attendees.forEach((subject) -> known.put(subject, new Entitlement(!refused.contains(subject), true)));
		this.tickets = new Tickets(null, seats, known, Instant.EPOCH);
		return this;
	}

	Terms rule(SeatClashRule rule) {
		return rules(rule, true);
	}

	Terms rules(SeatClashRule rule, boolean placeKept) {
		this.rules = new SeatRules(rule, 60, placeKept, false, 60, false);
		return this;
	}

	/** Every free seat is offered. */
	Terms offering() {
		this.rules = new SeatRules(this.rules.clashRule(), 60, true, false, 60, true);
		return this;
	}

	SeatTerms terms() {
		CheckInTime checkIn = new CheckInTime(this.startsAt.minus(this.rules.checkInBefore()), this.startsAt,
				this.startsAt.plus(Duration.ofHours(1)));
		return new SeatTerms(this.now, 7, 0, 1, this.capacity, this.version, this.promotingUntil, this.rules, checkIn,
				this.tickets, this.clashing::contains);
	}

}
