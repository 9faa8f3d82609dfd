package dev.plenum.seating;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.plenum.programme.document.SeatClashRule;
import dev.plenum.seating.SeatItem.Cause;
import dev.plenum.seating.SeatItem.Kind;

/**
 * Gives the free seats of one session to its waiting list. {@link SeatQueue} applies this
 * after every rule, so that every write of a seating follows the present terms: the
 * capacity, whether a seat is still worth something, and the attendees' other seats.
 */
final class SeatAllocation {

	private final SeatTerms terms;

	private final List<SeatItem> items = new ArrayList<>();

	private boolean ended;

	private SeatAllocation(SeatTerms terms) {
		this.terms = terms;
	}

	/**
	 * Applies the present terms.
	 * @return the seating; the same if nothing changes
	 */
	static Seating settled(Seating seating, SeatTerms terms) {
		SeatAllocation allocation = new SeatAllocation(terms);
		Seating sized = SeatTransfers.expired(allocation.sized(seating), terms);
		return sized.isOpen() || sized.waiting().isEmpty() ? allocation.noted(sized)
				: allocation.noted(allocation.promoted(allocation.withoutEndedOffers(sized)));
	}

	private Seating noted(Seating seating) {
		return this.items.isEmpty() ? seating : seating.noting(this.items);
	}

	/**
	 * Applies the capacity. Nobody loses a seat.
	 */
	private Seating sized(Seating before) {
		if (this.terms.capacityVersion() <= before.capacityVersion()) {
			return before;
		}
		Integer given = this.terms.capacity();
		int capacity = (given != null) ? given : Seating.OPEN;
		Seating after = before.withCapacity(capacity, this.terms.capacityVersion());
		if (after.isOpen() != before.isOpen()) {
			return opened(after, after.isOpen() ? Kind.NOT_NEEDED : Kind.NEEDED);
		}
		return (capacity > before.capacity()) ? after.awake() : after;
	}

	/**
	 * Ends all offers since the session needs no seats, or needs them again. Those in
	 * line keep their places.
	 */
	private Seating opened(Seating seating, Kind kind) {
		List<Place> waiting = new ArrayList<>();
		for (Place place : seating.waiting()) {
			if (place.heldBy() != null) {
				unheld(seating, place);
			}
			else {
				waiting.add(place.withdrawn().awake());
				this.items.add(SeatItem.of(kind, place, this.terms));
			}
		}
		return seating.with(seating.booked(), waiting);
	}

	/**
	 * Ends the offers that were not answered, and those that are worth nothing any more
	 * since the session needs no seats or has fewer.
	 */
	private Seating withoutEndedOffers(Seating before) {
		int offered = before.offered();
		if (offered == 0) {
			return before;
		}
		int tooMany = before.booked().size() + offered - before.capacity();
		List<Place> waiting = new ArrayList<>();
		for (Place place : before.waiting().reversed()) {
			Instant until = place.offeredUntil();
			if (until == null) {
				waiting.add(place);
			}
			else if (!this.terms.promoting() || tooMany > 0) {
				tooMany--;
				if (place.heldBy() != null) {
					unheld(before, place);
				}
				else {
					waiting.add(ended(before, place).withdrawn());
				}
			}
			else if (until.isAfter(this.terms.now())) {
				waiting.add(place);
			}
			else if (place.heldBy() != null) {
				unheld(before, place);
			}
			else if (place.offeredBy() != null || this.terms.rules().placeKept()) {
				waiting.add(ended(before, place).passed(this.terms.now()));
			}
			else {
				end(Kind.OFFER_LOST, place);
			}
		}
		return this.ended ? before.with(before.booked(), waiting.reversed()) : before;
	}

	/**
	 * Ends a place that an attendee held for another one, who did not ask for a place in
	 * line.
	 */
	private void unheld(Seating before, Place place) {
		this.ended = true;
		this.items.addAll(SeatGroups.lost(before, place, this.terms));
	}

	private Place ended(Seating before, Place place) {
		end(Kind.OFFER_ENDED, place);
		this.items.addAll(SeatGroups.notAccepted(before, place, this.terms).toList());
		return place;
	}

	private void end(Kind kind, Place place) {
		this.ended = true;
		this.items.add(SeatItem.of(kind, place, this.terms));
	}

	private Seating promoted(Seating before) {
		int free = this.terms.promoting() ? before.free() : 0;
		if (free <= 0 || before.waiting().stream().noneMatch(before.servable(this.terms))) {
			return before;
		}
		int reserved = before.reservedLeft(this.terms);
		List<Place> booked = new ArrayList<>(before.booked());
		List<Place> waiting = new ArrayList<>();
		for (Place known : before.waiting()) {
			if (free <= 0 || !known.isNext()) {
				waiting.add(known);
				continue;
			}
			Place place = known.counted(this.terms);
			int left = place.isReserved() ? free : free - reserved;
			if (left <= 0 || !this.terms.tickets().admits(place.subject())) {
				waiting.add(known);
				continue;
			}
			SeatClashRule rule = place.clashRule(this.terms);
			boolean clashes = this.terms.clashes().test(place.subject());
			if (clashes && rule == SeatClashRule.KEEP_EARLIER) {
				this.items.add(SeatItem.of(Kind.CLASH, place, this.terms));
				continue;
			}
			if (this.terms.rules().freeSeatsOffered() || clashes && rule == SeatClashRule.ASK) {
				waiting.add(place.offered(this.terms.offerEnd()));
				this.items.add(SeatItem.offer(place, this.terms.offerEnd(), this.terms));
			}
			else {
				booked.add(place.seated(rule, this.terms.now()));
				this.items
					.add(SeatItem.of(Kind.PROMOTED, (place.replaces() != null) ? Cause.MOVE : null, place, this.terms));
			}
			free--;
			reserved -= (place.isReserved() && reserved > 0) ? 1 : 0;
		}
		return before.with(booked, waiting);
	}

}
