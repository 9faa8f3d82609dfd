package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.plenum.platform.mongo.Lists;
import dev.plenum.platform.mongo.Unknown;
import dev.plenum.seating.SeatingOutcome.Absent;
import dev.plenum.seating.SeatingOutcome.Full;
import dev.plenum.seating.SeatingOutcome.Held;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The seats and the waiting list of one session: one consistency boundary, one document.
 * Every rule is a function from one seating to the next and returns the same object if
 * nothing changes. At all times no attendee is in it twice, no seat above the capacity is
 * given, and nobody waits while a seat is free.
 *
 * @param sessionId the session, which is also the document's id
 * @param eventId the event
 * @param version raised by one with every write; 0 for a seating that is not stored yet
 * @param capacity the number of seats
 * @param capacityVersion the version of the session's document that has this capacity, so
 * that older news of it changes nothing; -1 if no capacity is known yet
 * @param noShows the number of seats that were released because their attendees did not
 * come
 * @param noShowsAt when seats were last released for that reason; null if never
 * @param booked the attendees with a seat, in the order in which the seats were given
 * @param waiting the attendees on the waiting list, in order
 * @param requests the keys of requests that must not be carried out again, with the time
 * of each
 */
public record Seating(@BsonId String sessionId, String eventId, long version, int capacity, long capacityVersion,
		int noShows, @Nullable Instant noShowsAt, List<Place> booked, List<Place> waiting,
		Map<String, Instant> requests) {

	/** The number of attendees that the waiting list of one session can have. */
	static final int LONGEST_LIST = 20_000;

	/** With more requests within an hour, the older half is forgotten. */
	static final int MOST_REQUESTS = 2000;

	static final Duration REMEMBERED = Duration.ofHours(1);

	public Seating {
		booked = List.copyOf(booked);
		waiting = List.copyOf(waiting);
		requests = Lists.orEmpty(requests);
	}

	/**
	 * Returns a session's seating before its first booking.
	 */
	static Seating empty(String sessionId, String eventId) {
		return new Seating(sessionId, eventId, 0, 0, -1, 0, null, List.of(), List.of(), Map.of());
	}

	/**
	 * Returns whether it is stored.
	 */
	boolean isKept() {
		return this.version > 0;
	}

	/**
	 * Returns what the attendee has here.
	 */
	SeatingOutcome look(String subject) {
		return outcome(subject);
	}

	/**
	 * Returns whether a request was carried out within the last hour.
	 */
	boolean remembers(String request, Instant now) {
		Instant at = this.requests.get(request);
		return at != null && at.isAfter(now.minus(REMEMBERED));
	}

	/**
	 * Remembers a request, and forgets those that are too old or too many.
	 */
	Seating remembering(String request, Instant now) {
		Instant oldest = now.minus(REMEMBERED);
		Map<String, Instant> kept = new HashMap<>(this.requests);
		kept.values().removeIf((at) -> !at.isAfter(oldest));
		if (kept.size() >= MOST_REQUESTS) {
			List<Instant> times = kept.values().stream().sorted().toList();
			Instant middle = times.get(times.size() / 2);
			kept.values().removeIf((at) -> !at.isAfter(middle));
		}
		kept.put(request, now);
		return new Seating(this.sessionId, this.eventId, this.version, this.capacity, this.capacityVersion,
				this.noShows, this.noShowsAt, this.booked, this.waiting, kept);
	}

	/**
	 * Gives a seat or, if none is free, the last place on the waiting list. Idempotent:
	 * an attendee who has either keeps it.
	 */
	SeatingOutcome book(String subject, Instant now) {
		if (holds(subject)) {
			return outcome(subject);
		}
		if (this.booked.size() < this.capacity) {
			return with(plus(this.booked, Place.of(subject, now)), this.waiting).outcome(subject);
		}
		if (this.waiting.size() >= LONGEST_LIST) {
			return new Full(this);
		}
		return with(this.booked, plus(this.waiting, Place.of(subject, now))).outcome(subject);
	}

	/**
	 * Releases the attendee's seat, which goes to the first on the waiting list, or the
	 * place on the waiting list. Idempotent.
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
	 * Releases the attendee's seat, but not a place on the waiting list.
	 */
	SeatingOutcome releaseSeat(String subject, Instant now) {
		return (indexOf(subject, this.booked) >= 0) ? release(subject, now) : outcome(subject);
	}

	/**
	 * Applies a new capacity. If it grows, waiting attendees get the seats; if it
	 * shrinks, nobody loses a seat.
	 * @param newCapacity the number of seats
	 * @param asOf the version of the session's document that has this capacity
	 * @param now the current time
	 * @return the seating, the same if it knows this version or a newer one
	 */
	Seating resized(int newCapacity, long asOf, Instant now) {
		return (asOf <= this.capacityVersion) ? this
				: new Seating(this.sessionId, this.eventId, this.version, newCapacity, asOf, this.noShows,
						this.noShowsAt, this.booked, this.waiting, this.requests)
					.promoted(now);
	}

	/**
	 * Records that an attendee with a seat has come. The first time stays.
	 */
	SeatingOutcome checkIn(String subject, Instant at) {
		boolean expected = this.booked.stream()
			.anyMatch((place) -> place.subject().equals(subject) && place.checkedInAt() == null);
		return (expected ? with(this.booked.stream()
			.map((place) -> place.subject().equals(subject) ? place.checkedIn(at) : place)
			.toList(), this.waiting) : this).outcome(subject);
	}

	/**
	 * Releases the seats of the attendees who have not come, and gives them to the
	 * waiting list. An attendee who gets a seat that way has some time to come, so that a
	 * repeated request does not take it away.
	 * @param grace the time that the attendee has, from the moment that they got the seat
	 * @param now the current time
	 * @return the seating; the same if no seat is released
	 */
	Seating withoutNoShows(Duration grace, Instant now) {
		List<Place> kept = this.booked.stream().filter((place) -> !isNoShow(place, grace, now)).toList();
		int gone = this.booked.size() - kept.size();
		return (gone == 0) ? this : new Seating(this.sessionId, this.eventId, this.version, this.capacity,
				this.capacityVersion, this.noShows + gone, now, kept, this.waiting, this.requests)
			.promoted(now);
	}

	private boolean isNoShow(Place place, Duration grace, Instant now) {
		return place.checkedInAt() == null && (this.noShowsAt == null || !place.since().plus(grace).isAfter(now));
	}

	int checkedIn() {
		return Math.toIntExact(this.booked.stream().filter((place) -> place.checkedInAt() != null).count());
	}

	/**
	 * Returns every attendee's seat or place, by subject.
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

	/** Gives the free seats to the waiting list. */
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
				this.noShows, this.noShowsAt, newBooked, newWaiting, this.requests);
	}

	/**
	 * Returns the seating as its next write stores it.
	 */
	Seating nextVersion() {
		return new Seating(this.sessionId, this.eventId, this.version + 1, this.capacity, this.capacityVersion,
				this.noShows, this.noShowsAt, this.booked, this.waiting, this.requests);
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
	 * One attendee's seat, or place on the waiting list.
	 *
	 * @param subject the attendee
	 * @param since since when they have it
	 * @param checkedInAt when they came to the session; null if they did not yet
	 * @param unknown fields that a newer version of the server wrote
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
