package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.platform.Ids;
import dev.plenum.programme.document.SeatClashRule;
import dev.plenum.seating.SeatItem.Cause;
import dev.plenum.seating.SeatItem.Kind;
import dev.plenum.seating.SeatingOutcome.TooFew;

/**
 * The rules by which an attendee books seats for several people together. The attendee
 * has a seat at once; the places of the others are held as offers. All places are held,
 * or none. Afterwards each place is on its own.
 */
public final class SeatGroups {

	/** How long a place is held for an attendee. */
	public static final Duration HELD = Duration.ofMinutes(10);

	/** Stands for an attendee who held places for others and deleted their data. */
	static final String SOMEBODY = "plenum:somebody";

	/**
	 * Begins the subject of a place that belongs to whoever accepts its invitation. No
	 * token has such a subject.
	 */
	private static final String INVITED = "plenum:invited:";

	private SeatGroups() {
	}

	/**
	 * Returns the subject of a place that is held for whoever accepts an invitation. It
	 * does not reveal who invites.
	 * @param by the attendee who invites
	 * @param number the number of the invitation among those of this attendee
	 * @return the subject
	 */
	public static String invited(String by, int number) {
		return INVITED + Ids.in("inv", "", by + '/' + number);
	}

	/**
	 * Returns whether a place belongs to whoever accepts its invitation.
	 * @param subject the subject of a place
	 * @return whether it is no attendee
	 */
	public static boolean isInvited(String subject) {
		return subject.startsWith(INVITED);
	}

	/**
	 * Gives an attendee a seat and holds places for others. Others who have a seat, or to
	 * whom one is offered, need no place. The reserved seats are for those of them with a
	 * ticket for these, and for no invitation. Idempotent.
	 * @param by the attendee
	 * @param others the others
	 * @return the rule; its outcome is what the attendee has, or {@link TooFew}
	 */
	public static SeatRule held(String by, List<String> others) {
		return (seating, terms) -> held(seating, by, others, terms);
	}

	private static SeatingOutcome held(Seating seating, String by, List<String> others, SeatTerms terms) {
		if (seating.isOpen()) {
			return seating.look(by);
		}
		Seating own = SeatOffers.accepted(seating, by, terms).seating();
		List<String> missing = others.stream()
			.distinct()
			.filter((other) -> !other.equals(by) && !isServed(own, other))
			.toList();
		Optional<Place> seat = Places.find(own.booked(), by).isPresent() ? Optional.empty()
				: Optional.of(Place.of(by, SeatClashRule.KEEP_EARLIER, terms));
		List<Place> places = missing.stream().map((other) -> place(own, other, by, terms)).toList();
		int needed = places.size() + (seat.isPresent() ? 1 : 0);
		if (needed == 0) {
			return own.look(by);
		}
		boolean behind = own.waiting()
			.stream()
			.filter(own.servable(terms))
			.anyMatch((place) -> !place.isOf(by) && !missing.contains(place.subject()));
		long reserved = Stream.concat(seat.stream(), places.stream()).filter(Place::isReserved).count();
		int left = behind ? 0 : own.free(reserved, terms);
		if (left < needed) {
			return new TooFew(seating, needed, left);
		}
		return with(own, seat, places, by, terms).look(by);
	}

	private static Seating with(Seating seating, Optional<Place> seat, List<Place> offered, String by,
			SeatTerms terms) {
		Map<String, Place> lined = offered.stream()
			.filter((place) -> place.offeredBy() != null)
			.collect(Collectors.toMap(Place::subject, (place) -> place));
		Stream<Place> added = offered.stream().filter((place) -> place.offeredBy() == null);
		Stream<Place> line = Places.others(seating.waiting(), by)
			.stream()
			.map((place) -> lined.getOrDefault(place.subject(), place));
		return seating
			.with(Stream.concat(seating.booked().stream(), seat.stream()).toList(), Stream.concat(added, line).toList())
			.noting(offered.stream()
				.filter((place) -> !isInvited(place.subject()))
				.map((place) -> SeatItem.offer(place, terms.heldEnd(), terms))
				.toList());
	}

	/**
	 * Returns the offered place. An attendee who waits keeps the place on the waiting
	 * list, at its position, if the offer ends.
	 */
	private static Place place(Seating seating, String other, String by, SeatTerms terms) {
		return Places.find(seating.waiting(), other)
			.map((place) -> place.counted(terms).offered(terms.heldEnd()).offeredBy(by))
			.orElseGet(() -> Place.of(other, SeatClashRule.TAKE_NEWER, terms).heldBy(by).offered(terms.heldEnd()));
	}

	private static boolean isServed(Seating seating, String other) {
		return Places.find(seating.booked(), other).isPresent()
				|| Places.find(seating.waiting(), other).filter(Place::isOffered).isPresent()
				|| seating.booked().stream().anyMatch((place) -> place.isHandedTo(other));
	}

	/**
	 * Gives an attendee the seat of an invitation. Idempotent: an attendee with a seat
	 * keeps it, and the invitation stays for others.
	 * @param invited the subject of the place
	 * @param subject the attendee who accepts
	 * @return the rule; its outcome is what the attendee has
	 */
	public static SeatRule accepted(String invited, String subject) {
		return (seating, terms) -> accepted(seating, invited, subject, terms);
	}

	private static SeatingOutcome accepted(Seating seating, String invited, String subject, SeatTerms terms) {
		if (seating.isOpen() || Places.find(seating.booked(), subject).isPresent()) {
			return seating.look(subject);
		}
		Seating taken = SeatTransfers.taken(seating, invited, subject, terms);
		if (taken != seating) {
			return taken.look(subject);
		}
		return Places.find(seating.waiting(), invited)
			.filter(Place::isOffered)
			.map((place) -> seating.with(
					Places.plus(seating.booked(), place.of(subject).seated(SeatClashRule.TAKE_NEWER, terms.now())),
					Places.others(Places.others(seating.waiting(), invited), subject)))
			.orElse(seating)
			.look(subject);
	}

	/**
	 * Declines the seat of an invitation.
	 * @param invited the subject of the place
	 * @return the rule
	 */
	public static SeatRule declined(String invited) {
		return (seating, terms) -> SeatOffers.declined(seating, invited, terms);
	}

	/**
	 * Withdraws a place that an attendee holds for another one, or the offer of the
	 * attendee's own seat. Idempotent: a later offer is not withdrawn.
	 * @param by the attendee
	 * @param offered the place as it was offered
	 * @return the rule; its outcome is what the attendee has
	 */
	public static SeatRule withdrawn(String by, Place offered) {
		return (seating, terms) -> withdrawn(SeatTransfers.takenBack(seating, by, offered, terms), by, offered, terms)
			.look(by);
	}

	private static Seating withdrawn(Seating seating, String by, Place offered, SeatTerms terms) {
		return Places.find(seating.waiting(), offered.subject())
			.filter((place) -> by.equals(place.offerer()) && place.isSameOffer(offered))
			.map((place) -> (place.heldBy() != null)
					? seating.with(seating.booked(), Places.others(seating.waiting(), place.subject()))
						.noting(SeatTransfers.lost(place, terms).toList())
					: seating
						.with(seating.booked(), Places.changed(seating.waiting(), place.subject(), Place::withdrawn))
						.noting(List.of(SeatItem.of(Kind.OFFER_ENDED, place, terms))))
			.orElse(seating);
	}

	/**
	 * Notes for the attendee who holds a place that it was declined.
	 */
	static Seating unheld(Seating seating, Place place, SeatTerms terms) {
		return seating.noting(notAccepted(seating, place, terms).toList());
	}

	/**
	 * Returns what happened when a place that was held ended without an answer.
	 */
	static List<SeatItem> lost(Seating seating, Place place, SeatTerms terms) {
		return Stream.concat(SeatTransfers.lost(place, terms), notAccepted(seating, place, terms)).toList();
	}

	/**
	 * Returns what happened for the attendee who offered a place that was not accepted.
	 */
	static Stream<SeatItem> notAccepted(Seating seating, Place place, SeatTerms terms) {
		return Optional.ofNullable(place.offerer())
			.flatMap((by) -> Places.find(seating.booked(), by))
			.map((by) -> SeatItem.of(Kind.PROMOTED, Cause.NOT_ACCEPTED, by, terms))
			.stream();
	}

}
