package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.plenum.platform.mongo.Lists;
import dev.plenum.programme.document.SeatClashRule;
import dev.plenum.seating.SeatItem.Kind;
import dev.plenum.seating.SeatingOutcome.Absent;
import dev.plenum.seating.SeatingOutcome.Full;
import dev.plenum.seating.SeatingOutcome.Held;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The seats and the waiting list of one session: one consistency boundary, one document.
 * Every rule is a function from one seating to the next and returns the same object if
 * nothing changes. At all times no attendee is in it twice, and no seat above the
 * capacity is given or offered. The rules only take seats away and give free seats to
 * attendees who ask for them; {@link SeatAllocation} gives free seats to the waiting
 * list. {@link SeatOffers}, {@link SeatAssignments}, {@link SeatGroups},
 * {@link SeatTransfers} and {@link SeatDoor} contain further rules.
 *
 * @param sessionId the session, which is also the document's id
 * @param eventId the event
 * @param version raised by one with every write; 0 for a seating that is not stored yet
 * @param capacity the number of seats; {@link #OPEN} while the session is open to
 * everybody. The seats and the waiting list are kept meanwhile.
 * @param capacityVersion the version of the session's document that has this capacity, so
 * that older news of it changes nothing; -1 if no capacity is known yet
 * @param noShows the number of seats that were released because their attendees did not
 * come
 * @param noShowsAt when seats were last released for that reason; null if never
 * @param booked the attendees with a seat, in the order in which the seats were given
 * @param waiting the attendees on the waiting list, in order, including those to whom a
 * seat is offered
 * @param requests the keys of requests that must not be carried out again, with the time
 * of each
 * @param history what happened to the attendees
 * @param dueAt when a server must look at it again; null if only requests can change it
 */
public record Seating(@BsonId String sessionId, String eventId, long version, int capacity, long capacityVersion,
		int noShows, @Nullable Instant noShowsAt, List<Place> booked, List<Place> waiting,
		Map<String, Instant> requests, @Nullable SeatHistory history, @Nullable Instant dueAt) {

	/**
	 * The capacity of a session that is open to everybody. A server that does not know
	 * this value gives no seats.
	 */
	static final int OPEN = -1;

	/** The number of attendees that the waiting list of one session can have. */
	static final int LONGEST_LIST = 20_000;

	/**
	 * The time after which a new seat is compared with the attendee's other seats. By
	 * then other servers have answered what they were deciding.
	 */
	static final Duration SETTLING = Duration.ofSeconds(1);

	public Seating {
		booked = List.copyOf(booked);
		waiting = List.copyOf(waiting);
		requests = Lists.orEmpty(requests);
		history = Objects.requireNonNullElse(history, SeatHistory.EMPTY);
	}

	/**
	 * Returns a session's seating before its first booking.
	 */
	static Seating empty(String sessionId, String eventId) {
		return new Seating(sessionId, eventId, 0, 0, -1, 0, null, List.of(), List.of(), Map.of(), null, null);
	}

	/**
	 * Returns whether it is stored.
	 */
	boolean isKept() {
		return this.version > 0;
	}

	/**
	 * Returns whether it has nothing that must be stored.
	 */
	boolean isBlank() {
		return this.booked.isEmpty() && this.waiting.isEmpty() && this.requests.isEmpty();
	}

	boolean isOpen() {
		return this.capacity == OPEN;
	}

	/**
	 * Returns the number of seats that are neither given nor offered; negative after the
	 * capacity was lowered.
	 */
	int free() {
		return free(this.capacity);
	}

	/**
	 * Returns the number of seats that are neither given nor offered if there are as many
	 * seats as the session's document says.
	 */
	int free(int seats) {
		int left = seats - this.booked.size();
		return (left <= 0) ? left : left - offered();
	}

	/**
	 * Returns how many of some attendees can have a seat that is neither given nor
	 * offered. Those without a ticket for the reserved seats can have the others only.
	 * @param reserved the number of those with a ticket for the reserved seats
	 */
	int free(long reserved, SeatTerms terms) {
		int all = Math.max(0, free());
		int kept = Math.min(all, reservedLeft(terms));
		return all - kept + Math.toIntExact(Math.min(kept, reserved));
	}

	/**
	 * Returns whether there is a free seat for an attendee.
	 */
	boolean isFreeFor(String subject, SeatTerms terms) {
		return free(terms.tickets().isReservedFor(subject) ? 1 : 0, terms) > 0;
	}

	/**
	 * Returns the number of reserved seats that are neither given nor offered.
	 */
	int reservedLeft(SeatTerms terms) {
		return reservedLeft(terms.tickets().reserved());
	}

	/**
	 * Returns the number of reserved seats that are neither given nor offered.
	 * @param kept the number of reserved seats
	 */
	int reservedLeft(int kept) {
		return (kept == 0) ? 0
				: Math.toIntExact(Math.max(0,
						kept - Stream.concat(this.booked.stream(), this.waiting.stream().filter(Place::isOffered))
							.filter(Place::isReserved)
							.count()));
	}

	/**
	 * Returns which places on the waiting list a free seat can go to. A reserved seat
	 * goes to those who have a ticket for it now, whenever they joined the list.
	 */
	Predicate<Place> servable(SeatTerms terms) {
		int all = free();
		int unreserved = (all > 0) ? all - reservedLeft(terms) : 0;
		return (place) -> all > 0 && place.isNext() && (unreserved > 0 || place.counted(terms).isReserved())
				&& terms.tickets().admits(place.subject());
	}

	int offered() {
		int offered = 0;
		for (Place place : this.waiting) {
			offered += place.isOffered() ? 1 : 0;
		}
		return offered;
	}

	/**
	 * Returns what the attendee has here.
	 * @param subject the attendee
	 * @return the outcome of a rule that changes nothing
	 */
	SeatingOutcome look(String subject) {
		return seat(subject).<SeatingOutcome>map((held) -> new Held(this, held)).orElseGet(() -> new Absent(this));
	}

	/**
	 * Remembers a request, and forgets those that are too old or too many.
	 */
	Seating remembering(String request, Instant now) {
		return new Seating(this.sessionId, this.eventId, this.version, this.capacity, this.capacityVersion,
				this.noShows, this.noShowsAt, this.booked, this.waiting,
				RequestMemory.plus(this.requests, request, now), this.history, this.dueAt);
	}

	/**
	 * Gives a seat or, if none is free, the last place on the waiting list. Idempotent:
	 * an attendee who has either keeps it. While the session is open to everybody,
	 * nothing is given.
	 * @param swap whether the attendee gives up seats at the same time for this one, and
	 * so accepts a seat that is offered
	 */
	SeatingOutcome book(String subject, boolean swap, SeatTerms terms) {
		if (place(subject).isPresent() || isOpen()) {
			return swap ? SeatOffers.accepted(asking(subject, true), subject, terms)
					: asking(subject, false).look(subject);
		}
		if (isFreeFor(subject, terms) && this.waiting.stream().noneMatch(servable(terms))) {
			SeatClashRule rule = swap ? SeatClashRule.TAKE_NEWER : SeatClashRule.KEEP_EARLIER;
			return with(Places.plus(this.booked, Place.of(subject, rule, terms)), this.waiting).look(subject);
		}
		if (this.waiting.size() >= LONGEST_LIST) {
			return new Full(this);
		}
		SeatClashRule rule = swap ? SeatClashRule.TAKE_NEWER : terms.rules().clashRule();
		return with(this.booked, Places.plus(this.waiting, Place.of(subject, rule, terms))).look(subject);
	}

	/**
	 * Gives another chance to an attendee who let an offer expire and asks again.
	 */
	private Seating asking(String subject, boolean swap) {
		return changedWaiting(subject, (place) -> swap ? place.ruled(SeatClashRule.TAKE_NEWER).awake() : place.awake());
	}

	/**
	 * Releases the attendee's seat or place on the waiting list. Idempotent.
	 */
	SeatingOutcome release(String subject, SeatTerms terms) {
		return new Absent(without(subject, Kind.RELEASED, terms));
	}

	/**
	 * Releases the attendee's seat, but not a place on the waiting list.
	 */
	SeatingOutcome releaseSeat(String subject, SeatTerms terms) {
		return (Places.find(this.booked, subject).isPresent()) ? release(subject, terms) : look(subject);
	}

	/**
	 * Removes everything about an attendee.
	 */
	SeatingOutcome forget(String subject, SeatTerms terms) {
		Seating left = SeatTransfers.forgotten(without(subject, Kind.RELEASED, terms), subject, terms);
		return new Absent(left.remembered(left.items().without(subject)));
	}

	/**
	 * Changes the number of no-shows and those who keep their seats.
	 */
	Seating withoutNoShows(int gone, Instant now, List<Place> kept) {
		return new Seating(this.sessionId, this.eventId, this.version, this.capacity, this.capacityVersion,
				this.noShows + gone, now, kept, this.waiting, this.requests, this.history, this.dueAt);
	}

	/**
	 * Returns every attendee's seat or place, by subject.
	 */
	Map<String, HeldSeat> bySubject() {
		Map<String, HeldSeat> all = HashMap.newHashMap(this.booked.size() + this.waiting.size());
		this.booked.forEach((place) -> all.put(place.subject(), seat(place)));
		for (int i = 0; i < this.waiting.size(); i++) {
			Place place = this.waiting.get(i);
			all.put(place.subject(), waiting(place, i + 1));
		}
		if (!isOpen()) {
			SeatTransfers.handed(this.booked).forEach((place) -> all.put(place.subject(), handed(place)));
		}
		return all;
	}

	SeatHistory items() {
		return Objects.requireNonNull(this.history);
	}

	/**
	 * Returns whether the attendee has had this seat since a moment.
	 */
	boolean isSeat(String subject, Instant since) {
		return Places.find(this.booked, subject).filter((place) -> place.since().equals(since)).isPresent();
	}

	/**
	 * Returns the seating as its next write stores it.
	 */
	Seating nextVersion() {
		return new Seating(this.sessionId, this.eventId, this.version + 1, this.capacity, this.capacityVersion,
				this.noShows, this.noShowsAt, this.booked, this.waiting, this.requests, items().bounded(),
				nextDue().orElse(null));
	}

	/**
	 * Returns when a server must look at it next: when an offer ends, or when a new seat
	 * is compared or its move is completed.
	 */
	Optional<Instant> nextDue() {
		Stream<Instant> offers = this.waiting.stream().map(Place::offeredUntil).filter(Objects::nonNull);
		Stream<Instant> seats = this.booked.stream()
			.filter((place) -> place.clashRule() != null || place.replaces() != null)
			.map((place) -> place.since().plus(SETTLING));
		Stream<Instant> handed = SeatTransfers.handed(this.booked).map(Place::offeredUntil).filter(Objects::nonNull);
		return Stream.of(offers, handed, seats).flatMap(Function.identity()).min(Instant::compareTo);
	}

	/**
	 * Gives another chance to the attendees who let an offer expire, since a seat became
	 * free.
	 */
	Seating awake() {
		return this.waiting.stream().allMatch((place) -> place.passedAt() == null) ? this
				: with(this.booked, this.waiting.stream().map(Place::awake).toList());
	}

	Seating with(List<Place> newBooked, List<Place> newWaiting) {
		return new Seating(this.sessionId, this.eventId, this.version, this.capacity, this.capacityVersion,
				this.noShows, this.noShowsAt, newBooked, newWaiting, this.requests, this.history, this.dueAt);
	}

	Seating withCapacity(int newCapacity, long asOf) {
		return new Seating(this.sessionId, this.eventId, this.version, newCapacity, asOf, this.noShows, this.noShowsAt,
				this.booked, this.waiting, this.requests, this.history, this.dueAt);
	}

	Seating noting(List<SeatItem> added) {
		return remembered(items().plus(added));
	}

	Seating remembered(SeatHistory newHistory) {
		return (newHistory == this.history) ? this
				: new Seating(this.sessionId, this.eventId, this.version, this.capacity, this.capacityVersion,
						this.noShows, this.noShowsAt, this.booked, this.waiting, this.requests, newHistory, this.dueAt);
	}

	Seating without(String subject, Kind kind, SeatTerms terms) {
		return without(subject, kind, null, terms);
	}

	Seating without(String subject, Kind kind, SeatItem.@Nullable Cause cause, SeatTerms terms) {
		Optional<Place> seat = Places.find(this.booked, subject);
		Optional<Place> place = seat.or(() -> Places.find(this.waiting, subject));
		if (place.isEmpty()) {
			return this;
		}
		Seating left = with(Places.others(this.booked, subject), Places.others(this.waiting, subject)).noting(
				Stream
					.concat(Stream.of(SeatItem.of(kind, cause, place.get(), terms)),
							SeatTransfers.lost(place.get().handedTo(), terms))
					.toList());
		return seat.isPresent() ? left.awake() : left;
	}

	private Seating changedWaiting(String subject, UnaryOperator<Place> change) {
		return Places.find(this.waiting, subject)
			.filter((place) -> change.apply(place) != place)
			.map((place) -> with(this.booked, Places.changed(this.waiting, subject, change)))
			.orElse(this);
	}

	Optional<Place> place(String subject) {
		return Places.find(this.booked, subject).or(() -> Places.find(this.waiting, subject));
	}

	private Optional<HeldSeat> seat(String subject) {
		return Places.find(this.booked, subject)
			.map(this::seat)
			.or(() -> isOpen() ? Optional.empty()
					: Places.find(SeatTransfers.handed(this.booked).toList(), subject).map(this::handed))
			.or(() -> Places.find(this.waiting, subject)
				.map((place) -> waiting(place, this.waiting.indexOf(place) + 1)));
	}

	private HeldSeat seat(Place place) {
		return new HeldSeat(this.sessionId, isOpen() ? SeatState.NOT_NEEDED : SeatState.BOOKED, null, place);
	}

	private HeldSeat handed(Place place) {
		return new HeldSeat(this.sessionId, SeatState.OFFERED, null, place);
	}

	private HeldSeat waiting(Place place, int position) {
		return isOpen() ? new HeldSeat(this.sessionId, SeatState.NOT_NEEDED, null, place) : new HeldSeat(this.sessionId,
				place.isOffered() ? SeatState.OFFERED : SeatState.WAITING, position, place);
	}

}
