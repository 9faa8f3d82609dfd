package dev.plenum.seating;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.plenum.programme.document.SeatClashRule;
import dev.plenum.seating.SeatItem.Cause;
import dev.plenum.seating.SeatItem.Kind;
import dev.plenum.seating.SeatingOutcome.Full;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which organisers book, move and release seats for attendees. They give no
 * seat above the capacity.
 */
public final class SeatAssignments {

	private SeatAssignments() {
	}

	/**
	 * Gives an attendee a seat or, if none is free, a place on the waiting list.
	 * Idempotent: an attendee with a seat keeps it.
	 * @param subject the attendee
	 * @param ahead whether the attendee precedes the waiting list
	 * @param replaces the session whose seat is released once the attendee has this one;
	 * null for none
	 * @return the rule
	 */
	public static SeatRule booked(String subject, boolean ahead, @Nullable String replaces) {
		return (seating, terms) -> booked(seating, subject, ahead, replaces, terms);
	}

	private static SeatingOutcome booked(Seating seating, String subject, boolean ahead, @Nullable String replaces,
			SeatTerms terms) {
		if (seating.isOpen() || Places.find(seating.booked(), subject).isPresent()) {
			return seating.look(subject);
		}
		Optional<Place> known = Places.find(seating.waiting(), subject);
		Cause cause = (replaces != null) ? Cause.MOVE : Cause.ORGANISER;
		boolean offered = known.filter(Place::isOffered).isPresent();
		Predicate<Place> servable = seating.servable(terms);
		boolean first = ahead || seating.waiting()
			.stream()
			.filter((place) -> place.isNext() && place.isOf(subject) || servable.test(place))
			.findFirst()
			.map((next) -> next.isOf(subject))
			.orElse(true);
		SeatClashRule rule = (replaces != null) ? SeatClashRule.TAKE_NEWER : SeatClashRule.KEEP_EARLIER;
		if (offered || first && seating.isFreeFor(subject, terms)) {
			Place seat = known.map((place) -> place.counted(terms).seated(rule, terms.now()))
				.orElseGet(() -> Place.of(subject, rule, terms))
				.replacing(replaces);
			return seating.with(Places.plus(seating.booked(), seat), Places.others(seating.waiting(), subject))
				.noting(List.of(SeatItem.of(Kind.PROMOTED, cause, seat, terms)))
				.look(subject);
		}
		if (known.isPresent() && replaces == null && (!ahead || isFirst(seating, subject))) {
			return seating.look(subject);
		}
		if (known.isEmpty() && seating.waiting().size() >= Seating.LONGEST_LIST) {
			return new Full(seating);
		}
		return lined(seating, known.orElse(null), subject, ahead, replaces, terms).look(subject);
	}

	private static boolean isFirst(Seating seating, String subject) {
		return seating.waiting().stream().filter((place) -> !place.isOffered()).findFirst().orElseThrow().isOf(subject);
	}

	private static Seating lined(Seating seating, @Nullable Place known, String subject, boolean ahead,
			@Nullable String replaces, SeatTerms terms) {
		if (known != null && (!ahead || isFirst(seating, subject))) {
			Place marked = known.ruled(SeatClashRule.TAKE_NEWER).replacing(replaces);
			return marked.equals(known) ? seating
					: seating.with(seating.booked(), Places.changed(seating.waiting(), subject, (place) -> marked));
		}
		SeatClashRule rule = (replaces != null) ? SeatClashRule.TAKE_NEWER : terms.rules().clashRule();
		Place place = ((known != null) ? known.awake().ruled(rule) : Place.of(subject, rule, terms))
			.replacing(replaces);
		List<Place> others = Places.others(seating.waiting(), subject);
		return seating
			.with(seating.booked(),
					ahead ? Stream.concat(Stream.of(place), others.stream()).toList() : Places.plus(others, place))
			.noting((known != null) ? List.of() : List.of(SeatItem.of(Kind.NEEDED, Cause.ORGANISER, place, terms)));
	}

	/**
	 * Releases the attendee's seat or place on the waiting list. Idempotent.
	 * @param subject the attendee
	 * @return the rule
	 */
	public static SeatRule released(String subject) {
		return (seating, terms) -> seating.without(subject, Kind.RELEASED, Cause.ORGANISER, terms).look(subject);
	}

	/**
	 * Releases what an attendee had before they got the seat that replaces it.
	 * @param subject the attendee
	 * @param movedAt when they got the other seat; what they booked later stays
	 * @return the rule
	 */
	public static SeatRule left(String subject, Instant movedAt) {
		return (seating, terms) -> left(seating, subject, movedAt, terms).look(subject);
	}

	/**
	 * Releases what an attendee had before they got the seat that replaces it.
	 * Idempotent: what they booked later stays.
	 * @param subject the attendee
	 * @param movedAt when they got the other seat
	 */
	static Seating left(Seating seating, String subject, Instant movedAt, SeatTerms terms) {
		return seating.place(subject)
			.filter((place) -> !place.since().isAfter(movedAt))
			.map((place) -> seating.without(subject, Kind.RELEASED, terms))
			.orElse(seating);
	}

	/**
	 * Records that the seat that this one replaces is released.
	 */
	static Seating arrived(Seating seating, String subject, Instant since) {
		return (seating.isSeat(subject, since)
				&& Places.find(seating.booked(), subject).orElseThrow().replaces() != null)
						? seating.with(Places.changed(seating.booked(), subject, (place) -> place.replacing(null)),
								seating.waiting())
						: seating;
	}

}
