package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.plenum.programme.document.SeatClashRule;
import dev.plenum.seating.SeatItem.Kind;
import dev.plenum.seating.SeatingOutcome.Came;
import dev.plenum.seating.SeatingOutcome.Repeated;
import org.jspecify.annotations.Nullable;

/**
 * The rules at the door of a session with seats.
 */
final class SeatDoor {

	private SeatDoor() {
	}

	/**
	 * Records that an attendee with a seat comes now. The first time stays.
	 */
	static SeatingOutcome checkedIn(Seating seating, String subject, SeatTerms terms) {
		return came(seating, subject, null, terms);
	}

	/**
	 * Records that an attendee with a seat has come. The earliest time stays, in whatever
	 * order the check-ins arrive. A check-in that was made before another one was undone
	 * changes nothing.
	 * @param at when they came; null for now
	 */
	static SeatingOutcome came(Seating seating, String subject, @Nullable Instant at, SeatTerms terms) {
		Place place = Places.find(seating.booked(), subject).orElse(null);
		if (place == null) {
			return seating.look(subject);
		}
		Instant moment = (at != null) ? at : present(place, terms);
		Instant known = place.isCheckedIn(terms) ? place.checkedInAt() : null;
		if (isLate(place, moment)) {
			return (known != null) ? Came.of(seating, subject, false) : seating.look(subject);
		}
		return (known != null && !moment.isBefore(known)) ? Came.of(seating, subject, false)
				: Came.of(with(seating, place.checkedIn(moment, terms.checkIn().startsAt())), subject, true);
	}

	/**
	 * Gives a free seat to an attendee at the door, and records that they have come. An
	 * attendee on the waiting list is taken from it; their other seats at the same time
	 * are released. Without a free seat nothing changes.
	 * @param at when they came; null for now
	 */
	static SeatingOutcome admitted(Seating seating, String subject, @Nullable Instant at, SeatTerms terms) {
		if (Places.find(seating.booked(), subject).isPresent()) {
			return came(seating, subject, at, terms);
		}
		Optional<Place> waiting = Places.find(seating.waiting(), subject);
		boolean free = seating.isFreeFor(subject, terms) || waiting.filter(Place::isOffered).isPresent();
		if (seating.isOpen() || !free) {
			return seating.look(subject);
		}
		Place seat = waiting.map((place) -> place.counted(terms).seated(SeatClashRule.TAKE_NEWER, terms.now()))
			.orElseGet(() -> Place.of(subject, SeatClashRule.TAKE_NEWER, terms));
		Seating admitted = seating.with(Places.plus(seating.booked(), seat), Places.others(seating.waiting(), subject));
		return (came(admitted, subject, at, terms) instanceof Came came) ? came.admitting() : admitted.look(subject);
	}

	/**
	 * Records a check-in that a device made without a network, as {@link #admitted} does.
	 * It is remembered if the attendee has a seat: a repetition changes nothing, also if
	 * the check-in was undone or the seat released.
	 * @param at when they came
	 * @param request the key of the check-in
	 */
	static SeatingOutcome synced(Seating seating, String subject, Instant at, String request, SeatTerms terms) {
		Optional<Place> seat = Places.find(seating.booked(), subject);
		if (RequestMemory.contains(seating.requests(), request, terms.now())) {
			return seat.isEmpty() ? new Repeated(seating)
					: seat.get().isCheckedIn(terms) ? Came.of(seating, subject, false) : seating.look(subject);
		}
		SeatingOutcome outcome = admitted(seating, subject, at, terms);
		return Places.find(outcome.seating().booked(), subject).isEmpty() ? outcome
				: outcome.in(outcome.seating().remembering(request, terms.now()));
	}

	/**
	 * Records that an attendee has not come after all.
	 */
	static SeatingOutcome undone(Seating seating, String subject, SeatTerms terms) {
		return Places.find(seating.booked(), subject)
			.filter((place) -> place.checkedInAt() != null)
			.map((place) -> with(seating, place.undone(terms.now())))
			.orElse(seating)
			.look(subject);
	}

	private static Seating with(Seating seating, Place changed) {
		return seating.with(Places.changed(seating.booked(), changed.subject(), (place) -> changed), seating.waiting());
	}

	/**
	 * The present, or the moment after the last check-in was undone by a server whose
	 * clock is ahead.
	 */
	private static Instant present(Place place, SeatTerms terms) {
		return isLate(place, terms.now()) ? Objects.requireNonNull(place.undoneAt()).plusMillis(1) : terms.now();
	}

	private static boolean isLate(Place place, Instant moment) {
		return place.undoneAt() != null && !moment.isAfter(place.undoneAt());
	}

	/**
	 * Releases the seats of the attendees who have not come. An attendee who gets a seat
	 * that way has some time to come, so that a repeated request does not take it away.
	 * @param grace the time that the attendee has, from the moment that they got the seat
	 * @return the seating; the same if no seat is released
	 */
	static Seating withoutNoShows(Seating seating, Duration grace, SeatTerms terms) {
		Map<Boolean, List<Place>> byGone = seating.booked()
			.stream()
			.collect(Collectors
				.partitioningBy((place) -> !place.isCheckedIn(terms) && hadTime(seating, place, grace, terms)));
		List<Place> gone = byGone.getOrDefault(true, List.of());
		List<Place> kept = byGone.getOrDefault(false, List.of());
		if (gone.isEmpty()) {
			return seating;
		}
		return seating.withoutNoShows(gone.size(), terms.now(), kept)
			.noting(gone.stream().map((place) -> SeatItem.of(Kind.NO_SHOW, place, terms)).toList())
			.awake();
	}

	private static boolean hadTime(Seating seating, Place place, Duration grace, SeatTerms terms) {
		return seating.noShowsAt() == null || !place.since().plus(grace).isAfter(terms.now());
	}

	/**
	 * Counts the attendees with a seat who have come.
	 */
	static int count(Seating seating, CheckInTime time) {
		return Math.toIntExact(seating.booked()
			.stream()
			.filter((place) -> time.counts(place.checkedInAt(), place.checkedInFor()))
			.count());
	}

}
