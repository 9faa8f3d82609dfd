package dev.plenum.seating;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.plenum.programme.document.SeatClashRule;

/**
 * The rules of seats that are offered. A seat that is offered to one attendee is not free
 * for others until the attendee declines it or {@link SeatAllocation} ends the offer.
 */
final class SeatOffers {

	private SeatOffers() {
	}

	/**
	 * Gives the attendee the seat that is offered; otherwise nothing changes. Idempotent.
	 */
	static SeatingOutcome accepted(Seating seating, String subject, SeatTerms terms) {
		Seating taken = SeatTransfers.accepted(seating, subject, terms);
		return (taken != seating) ? taken.look(subject)
				: Places.find(seating.waiting(), subject)
					.filter(Place::isOffered)
					.map((place) -> seating.with(
							Places.plus(seating.booked(), place.seated(SeatClashRule.TAKE_NEWER, terms.now())),
							Places.others(seating.waiting(), subject)))
					.orElse(seating)
					.look(subject);
	}

	/**
	 * Takes the attendee from the waiting list if a free seat is offered; otherwise
	 * nothing changes. If another attendee offers their seat, they keep it.
	 */
	static SeatingOutcome declined(Seating seating, String subject, SeatTerms terms) {
		Seating refused = SeatTransfers.declined(seating, subject, terms);
		return (refused != seating) ? refused.look(subject)
				: Places.find(seating.waiting(), subject)
					.filter(Place::isOffered)
					.map((place) -> SeatGroups.unheld(seating, place, terms).release(subject, terms))
					.orElseGet(() -> seating.look(subject));
	}

	/**
	 * Turns a seat into an offer since the attendee has another one at the same time.
	 * @param since since when the attendee has the seat; a later seat is not changed
	 */
	static Seating asked(Seating seating, String subject, Instant since, SeatTerms terms) {
		if (!seating.isSeat(subject, since)) {
			return seating;
		}
		Instant until = terms.offerEnd();
		Place place = Places.find(seating.booked(), subject).orElseThrow().ruled(SeatClashRule.ASK).offered(until);
		return seating
			.with(Places.others(seating.booked(), subject),
					Stream.concat(Stream.of(place), seating.waiting().stream()).toList())
			.noting(List.of(SeatItem.offer(place, until, terms)));
	}

}
