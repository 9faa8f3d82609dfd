package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.plenum.seating.SeatingOutcome.Absent;
import dev.plenum.seating.SeatingOutcome.Held;
import dev.plenum.seating.SeatingOutcome.LineFull;
import dev.plenum.platform.mongo.Unknown;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Who sits in one session and who waits: one consistency boundary, one document. Every
 * rule is a function from one seating to the next, and gives back the very same seating
 * where nothing changes. At all times: nobody is in it twice, nobody is given a seat
 * above the capacity, and nobody waits while a seat is free.
 *
 * @param sessionId the session, which is also the document's id
 * @param eventId the event
 * @param version rises by one with every write; 0 for a seating that is not kept yet
 * @param capacity how many seats there are to give
 * @param capacityVersion the version of the session's document that says so, so that
 * older news of it changes nothing; -1 if none has said yet
 * @param noShows how many seats have been taken back because nobody came
 * @param noShowsAt when seats were taken back the last time; null if never
 * @param booked who has a seat, in the order in which they were given
 * @param waiting who waits, first come first
 */
public record Seating(@BsonId String sessionId, String eventId, long version, int capacity, long capacityVersion,
		int noShows, @Nullable Instant noShowsAt, List<Place> booked, List<Place> waiting) {

	/** How many attendees can wait for one session. */
	static final int LONGEST_LINE = 20_000;

	public Seating {
		booked = List.copyOf(booked);
		waiting = List.copyOf(waiting);
	}

	/**
	 * A session's seating before anybody has asked for a seat.
	 */
	static Seating empty(String sessionId, String eventId) {
		return new Seating(sessionId, eventId, 0, 0, -1, 0, null, List.of(), List.of());
	}

	/**
	 * Whether it is in the database.
	 */
	boolean isKept() {
		return this.version > 0;
	}

	/**
	 * What somebody has here.
	 */
	SeatingOutcome look(String subject) {
		return outcome(subject);
	}

	/**
	 * Gives a seat; where none is free, the last place in line. Who has either keeps it.
	 */
	SeatingOutcome book(String subject, Instant now) {
		if (holds(subject)) {
			return outcome(subject);
		}
		if (this.booked.size() < this.capacity) {
			return with(plus(this.booked, Place.of(subject, now)), this.waiting).outcome(subject);
		}
		if (this.waiting.size() >= LONGEST_LINE) {
			return new LineFull(this);
		}
		return with(this.booked, plus(this.waiting, Place.of(subject, now))).outcome(subject);
	}

	/**
	 * Takes back what somebody has; a seat goes to the first in line. Who has nothing
	 * loses nothing.
	 */
	SeatingOutcome release(String subject, Instant now) {
		if (!holds(subject)) {
			return new Absent(this);
		}
		Predicate<Place> others = (place) -> !place.subject().equals(subject);
		return new Absent(
				with(this.booked.stream().filter(others).toList(), this.waiting.stream().filter(others).toList())
					.promoted(now));
	}

	/**
	 * Takes back somebody's seat, for the first in line. Who waits goes on waiting.
	 */
	SeatingOutcome releaseSeat(String subject, Instant now) {
		return (indexOf(subject, this.booked) >= 0) ? release(subject, now) : outcome(subject);
	}

	/**
	 * Brings the capacity up to date. With more seats the line moves up; with fewer
	 * nobody loses one.
	 * @param newCapacity how many seats there are to give
	 * @param asOf the version of the session's document that says so
	 * @param now the moment
	 * @return the seating, the same if it knows this or newer
	 */
	Seating resized(int newCapacity, long asOf, Instant now) {
		return (asOf <= this.capacityVersion) ? this : new Seating(this.sessionId, this.eventId, this.version,
				newCapacity, asOf, this.noShows, this.noShowsAt, this.booked, this.waiting)
			.promoted(now);
	}

	/**
	 * Notes that somebody with a seat has come; the first time counts.
	 */
	SeatingOutcome checkIn(String subject, Instant at) {
		boolean isExpected = this.booked.stream()
			.anyMatch((place) -> place.subject().equals(subject) && place.checkedInAt() == null);
		return (isExpected ? with(this.booked.stream()
			.map((place) -> place.subject().equals(subject) ? place.checkedIn(at) : place)
			.toList(), this.waiting) : this).outcome(subject);
	}

	/**
	 * Takes the seats back of those who have not come, and gives them to the line. Who is
	 * given a seat at the door has a while to come: so the same wish sent twice takes
	 * nothing from them.
	 * @param grace how long a seat is kept after the first time that seats were taken
	 * back
	 * @param now the moment
	 * @return the seating; the same if everybody is there
	 */
	Seating withoutNoShows(Duration grace, Instant now) {
		List<Place> kept = this.booked.stream().filter((place) -> !isNoShow(place, grace, now)).toList();
		int gone = this.booked.size() - kept.size();
		return (gone == 0) ? this : new Seating(this.sessionId, this.eventId, this.version, this.capacity,
				this.capacityVersion, this.noShows + gone, now, kept, this.waiting)
			.promoted(now);
	}

	private boolean isNoShow(Place place, Duration grace, Instant now) {
		return place.checkedInAt() == null && (this.noShowsAt == null || !place.since().plus(grace).isAfter(now));
	}

	int checkedIn() {
		return Math.toIntExact(this.booked.stream().filter((place) -> place.checkedInAt() != null).count());
	}

	/**
	 * What everybody has here, by subject.
	 */
	Map<String, HeldSeat> bySubject() {
		Map<String, HeldSeat> all = HashMap.newHashMap(this.booked.size() + this.waiting.size());
		this.booked.forEach((place) -> all.put(place.subject(), place.seat(this.sessionId)));
		for (int i = 0; i < this.waiting.size(); i++) {
			Place place = this.waiting.get(i);
			all.put(place.subject(), place.waiting(this.sessionId, i + 1));
		}
		return all;
	}

	private SeatingOutcome outcome(String subject) {
		int seat = indexOf(subject, this.booked);
		if (seat >= 0) {
			return new Held(this, this.booked.get(seat).seat(this.sessionId));
		}
		int place = indexOf(subject, this.waiting);
		return (place >= 0) ? new Held(this, this.waiting.get(place).waiting(this.sessionId, place + 1))
				: new Absent(this);
	}

	private boolean holds(String subject) {
		return indexOf(subject, this.booked) >= 0 || indexOf(subject, this.waiting) >= 0;
	}

	/** Gives the free seats to those who wait. */
	private Seating promoted(Instant now) {
		int given = Math.min(this.waiting.size(), this.capacity - this.booked.size());
		if (given <= 0) {
			return this;
		}
		List<Place> seated = new ArrayList<>(this.booked);
		this.waiting.subList(0, given).forEach((place) -> seated.add(place.seated(now)));
		return with(seated, this.waiting.subList(given, this.waiting.size()));
	}

	private Seating with(List<Place> newBooked, List<Place> newWaiting) {
		return new Seating(this.sessionId, this.eventId, this.version, this.capacity, this.capacityVersion,
				this.noShows, this.noShowsAt, newBooked, newWaiting);
	}

	private static int indexOf(String subject, List<Place> places) {
		for (int i = 0; i < places.size(); i++) {
			if (places.get(i).subject().equals(subject)) {
				return i;
			}
		}
		return -1;
	}

	private static List<Place> plus(List<Place> places, Place place) {
		List<Place> more = new ArrayList<>(places);
		more.add(place);
		return more;
	}

	/**
	 * One attendee's place, in a seat or in line.
	 *
	 * @param subject the attendee
	 * @param since since when they have it
	 * @param checkedInAt when they were seen at the session; null if not
	 * @param unknown what a newer version says of it
	 */
	public record Place(String subject, Instant since, @Nullable Instant checkedInAt, Unknown unknown) {

		static Place of(String subject, Instant since) {
			return new Place(subject, since, null, Unknown.NONE);
		}

		Place checkedIn(Instant at) {
			return new Place(this.subject, this.since, at, this.unknown);
		}

		Place seated(Instant now) {
			return new Place(this.subject, now, null, this.unknown);
		}

		HeldSeat seat(String sessionId) {
			return new HeldSeat(sessionId, SeatState.BOOKED, null, this.since, this.checkedInAt);
		}

		HeldSeat waiting(String sessionId, int position) {
			return new HeldSeat(sessionId, SeatState.WAITING, position, this.since, null);
		}

	}

}
