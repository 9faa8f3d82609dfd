package dev.plenum.seating;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.programme.document.SeatClashRule;
import dev.plenum.seating.SeatItem.Cause;
import dev.plenum.seating.SeatItem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which an attendee hands a seat to another one. The attendee keeps the seat
 * until the other one accepts it: nobody loses a seat that is declined, and there is
 * never a second seat.
 */
public final class SeatTransfers {

	private SeatTransfers() {
	}

	/**
	 * Offers the attendee's seat to another one, for as long as the event's rules say.
	 * Idempotent: an offer to the same attendee stays as it is, and another offer
	 * replaces it.
	 * @param subject the attendee with the seat
	 * @param other the other attendee, who has no seat
	 * @return the rule; its outcome is what the attendee with the seat has
	 */
	public static SeatRule offered(String subject, String other) {
		return (seating, terms) -> offered(seating, subject, other, terms);
	}

	private static SeatingOutcome offered(Seating seating, String subject, String other, SeatTerms terms) {
		Optional<Place> seat = Places.find(seating.booked(), subject);
		if (seating.isOpen() || seat.isEmpty() || seat.get().isHandedTo(other) || subject.equals(other)
				|| Places.find(seating.booked(), other).isPresent() || isHandedBySomebody(seating, other)) {
			return seating.look(subject);
		}
		Instant until = terms.transferEnd();
		Place place = Place.of(other, SeatClashRule.TAKE_NEWER, terms).heldBy(subject).offered(until);
		return seating.with(Places.changed(seating.booked(), subject, (its) -> its.handedTo(place)), seating.waiting())
			.noting(Stream
				.concat(lost(seat.get().handedTo(), terms),
						SeatGroups.isInvited(other) ? Stream.empty() : Stream.of(SeatItem.offer(place, until, terms)))
				.toList())
			.look(subject);
	}

	private static boolean isHandedBySomebody(Seating seating, String other) {
		return seating.booked().stream().anyMatch((place) -> place.isHandedTo(other));
	}

	/**
	 * Gives the attendee the seat that another one offers; otherwise, and if they have a
	 * seat meanwhile, nothing changes. A place of the attendee on the waiting list ends.
	 */
	static Seating accepted(Seating seating, String subject, SeatTerms terms) {
		return Places.find(seating.booked(), subject).isPresent() ? seating : taken(seating, subject, subject, terms);
	}

	/**
	 * Gives an attendee the seat that is offered to a place.
	 * @param offered the subject to whom the seat is offered
	 * @param subject the attendee who accepts
	 */
	static Seating taken(Seating seating, String offered, String subject, SeatTerms terms) {
		return giver(seating, offered).map((giver) -> {
			Place seat = Objects.requireNonNull(giver.handedTo())
				.of(subject)
				.seated(SeatClashRule.TAKE_NEWER, terms.now())
				.reserved(giver.isReserved());
			List<Place> booked = new ArrayList<>(seating.booked());
			booked.replaceAll((place) -> (place == giver) ? seat : place);
			return seating.with(booked, Places.others(seating.waiting(), subject))
				.noting(List.of(SeatItem.of(Kind.RELEASED, Cause.PERSON, giver, terms)));
		}).orElse(seating);
	}

	/**
	 * Ends the offer of another attendee's seat, who keeps it; otherwise nothing changes.
	 */
	static Seating declined(Seating seating, String subject, SeatTerms terms) {
		return giver(seating, subject).map((giver) -> withdrawn(seating, giver).noting(List.of(kept(giver, terms))))
			.orElse(seating);
	}

	/**
	 * Ends the offer of an attendee's own seat; otherwise nothing changes.
	 * @param offered the place to which the seat is offered
	 */
	static Seating takenBack(Seating seating, String subject, Place offered, SeatTerms terms) {
		return Places.find(seating.booked(), subject)
			.filter((giver) -> giver.handedTo() != null && giver.handedTo().isSameOffer(offered))
			.map((giver) -> withdrawn(seating, giver).noting(lost(giver.handedTo(), terms).toList()))
			.orElse(seating);
	}

	/**
	 * Ends the offers that were not answered in time.
	 */
	static Seating expired(Seating seating, SeatTerms terms) {
		if (handed(seating.booked()).noneMatch((place) -> isOver(place, terms))) {
			return seating;
		}
		Seating left = seating;
		for (Place giver : seating.booked()) {
			if (giver.handedTo() != null && isOver(giver.handedTo(), terms)) {
				left = withdrawn(left, giver)
					.noting(Stream.concat(lost(giver.handedTo(), terms), Stream.of(kept(giver, terms))).toList());
			}
		}
		return left;
	}

	/**
	 * Removes an attendee from the offers of others.
	 */
	static Seating forgotten(Seating seating, String subject, SeatTerms terms) {
		Seating left = declined(seating, subject, terms);
		return left.waiting().stream().noneMatch((place) -> subject.equals(place.offerer())) ? left
				: left.with(left.booked(), left.waiting().stream().map((place) -> ownerless(place, subject)).toList());
	}

	private static Place ownerless(Place place, String subject) {
		return !subject.equals(place.offerer()) ? place
				: (place.heldBy() != null) ? place.heldBy(SeatGroups.SOMEBODY) : place.offeredBy(null);
	}

	/**
	 * Returns the places of the attendees to whom others offer their seats.
	 * @param booked the seats of a session
	 * @return the places
	 */
	public static Stream<Place> handed(List<Place> booked) {
		return booked.stream().map(Place::handedTo).flatMap(Stream::ofNullable);
	}

	/**
	 * Returns the item for an attendee who can no longer accept somebody's seat.
	 */
	static Stream<SeatItem> lost(@Nullable Place place, SeatTerms terms) {
		return Stream.ofNullable(place)
			.filter((its) -> !SeatGroups.isInvited(its.subject()))
			.map((its) -> SeatItem.of(Kind.OFFER_LOST, Cause.PERSON, its, terms));
	}

	private static SeatItem kept(Place giver, SeatTerms terms) {
		return SeatItem.of(Kind.PROMOTED, Cause.NOT_ACCEPTED, giver, terms);
	}

	private static Seating withdrawn(Seating seating, Place giver) {
		return seating.with(Places.changed(seating.booked(), giver.subject(), (place) -> place.handedTo(null)),
				seating.waiting());
	}

	private static boolean isOver(Place place, SeatTerms terms) {
		Instant until = place.offeredUntil();
		return until == null || !until.isAfter(terms.now());
	}

	private static Optional<Place> giver(Seating seating, String subject) {
		return seating.isOpen() ? Optional.empty()
				: seating.booked().stream().filter((place) -> place.isHandedTo(subject)).findFirst();
	}

}
