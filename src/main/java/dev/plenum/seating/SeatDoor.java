package dev.plenum.seating;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.plenum.seating.SeatItem.Kind;

/**
 * The rules at the door of a session with seats.
 */
final class SeatDoor {

	private SeatDoor() {
	}

	/**
	 * Records that an attendee with a seat has come. The first time stays.
	 */
	static SeatingOutcome checkedIn(Seating seating, String subject, SeatTerms terms) {
		return changed(seating, subject,
				(place) -> place.isCheckedIn(terms) ? place : place.checkedIn(terms.now(), terms.checkIn().startsAt()));
	}

	/**
	 * Records that an attendee has not come after all.
	 */
	static SeatingOutcome undone(Seating seating, String subject) {
		return changed(seating, subject,
				(place) -> (place.checkedInAt() == null) ? place : place.checkedIn(null, null));
	}

	private static SeatingOutcome changed(Seating seating, String subject, UnaryOperator<Place> change) {
		return Places.find(seating.booked(), subject)
			.filter((place) -> change.apply(place) != place)
			.map((place) -> seating.with(Places.changed(seating.booked(), subject, change), seating.waiting()))
			.orElse(seating)
			.look(subject);
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
