package dev.plenum.seating;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.plenum.programme.Session;
import dev.plenum.programme.document.ReservedSeats;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * An immutable snapshot of the seatings of one event. Two successive snapshots share all
 * sessions except the one that has changed.
 */
public final class SeatingBoard {

	private final Map<String, Entry> bySession;

	private SeatingBoard(Map<String, Entry> bySession) {
		this.bySession = bySession;
	}

	static SeatingBoard of(List<Seating> seatings) {
		Map<String, Entry> bySession = new HashMap<>();
		seatings.forEach((seating) -> bySession.put(seating.sessionId(), Entry.of(seating)));
		return new SeatingBoard(bySession);
	}

	/**
	 * Returns what an attendee has at the event's sessions, including cancelled ones.
	 * @param subject the attendee
	 * @return the seats and places on waiting lists, in no particular order
	 */
	public List<HeldSeat> seatsOf(String subject) {
		return this.bySession.values().stream().flatMap((entry) -> entry.seatOf(subject).stream()).toList();
	}

	/**
	 * Returns everybody who has a seat or a place on a waiting list.
	 * @return the subjects, with repetitions
	 */
	public Stream<String> people() {
		return this.bySession.values().stream().flatMap((entry) -> entry.bySubject().obtain().keySet().stream());
	}

	/**
	 * Returns what an attendee has at one session.
	 * @param sessionId the session
	 * @param subject the attendee
	 * @return the seat or place on the waiting list; empty if there is none
	 */
	public Optional<HeldSeat> seatOf(String sessionId, String subject) {
		Entry entry = this.bySession.get(sessionId);
		return (entry != null) ? entry.seatOf(subject) : Optional.empty();
	}

	/**
	 * Returns the seats and places on the waiting list of one session.
	 * @param sessionId the session
	 * @return what each attendee has, by subject; empty if nobody has booked a seat yet
	 */
	public Map<String, HeldSeat> heldAt(String sessionId) {
		Entry entry = this.bySession.get(sessionId);
		return (entry != null) ? entry.bySubject().obtain() : Map.of();
	}

	/**
	 * Returns whether an attendee has a seat or waits for one.
	 * @param subject the attendee
	 * @return whether {@link #seatsOf(String)} is not empty
	 */
	public boolean holds(String subject) {
		return this.bySession.values().stream().anyMatch((entry) -> entry.seatOf(subject).isPresent());
	}

	/**
	 * Returns what happened to an attendee's seats and places on waiting lists.
	 * @param subject the attendee
	 * @return for each session with such items, the last ones, in the order of their
	 * numbers
	 */
	public Map<String, List<SeatItem>> itemsOf(String subject) {
		Map<String, List<SeatItem>> items = new HashMap<>();
		this.bySession.forEach((sessionId, entry) -> {
			List<SeatItem> its = entry.itemsOf(subject);
			if (!its.isEmpty()) {
				items.put(sessionId, its);
			}
		});
		return items;
	}

	/**
	 * Returns whom the changes since an earlier snapshot concern.
	 * @param seen the earlier snapshot
	 * @return for each session that has changed, whether that concerns an attendee, by
	 * subject
	 */
	List<Predicate<String>> concernedSince(SeatingBoard seen) {
		return this.bySession.entrySet()
			.stream()
			.filter((session) -> seen.bySession.get(session.getKey()) != session.getValue())
			.map((session) -> concerned(session.getValue(), seen.bySession.get(session.getKey())))
			.toList();
	}

	private static Predicate<String> concerned(Entry entry, @Nullable Entry before) {
		return (subject) -> !entry.seatOf(subject).equals((before != null) ? before.seatOf(subject) : Optional.empty())
				|| !entry.itemsOf(subject).equals((before != null) ? before.itemsOf(subject) : List.of());
	}

	/**
	 * Finds a session's seating.
	 * @param sessionId the session
	 * @return the seating; empty if nobody has booked a seat yet
	 */
	public Optional<Seating> seating(String sessionId) {
		return Optional.ofNullable(this.bySession.get(sessionId)).map(Entry::seating);
	}

	/**
	 * Finds the attendees with a seat who have come to a session.
	 * @param session the session
	 * @return their subjects; empty if the session has no seats
	 */
	public Set<String> came(Session session) {
		CheckInTime time = CheckInTime.of(session);
		return (session.capacity() == null) ? Set.of() : heldAt(session.id()).values()
			.stream()
			.filter((held) -> held.isBooked() && time.counts(held.place().checkedInAt(), held.place().checkedInFor()))
			.map((held) -> held.place().subject())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Returns how many seats of a session are neither given nor offered.
	 * @param session the session
	 * @return the number, at least 0; 0 if the session has no seats
	 */
	public int free(Session session) {
		Integer capacity = session.capacity();
		return (capacity == null) ? 0
				: seating(session.id()).map((seating) -> Math.max(0, seating.free(capacity))).orElse(capacity);
	}

	/**
	 * Returns how many seats of a session are free for an attendee who has none.
	 * @param session the session
	 * @param reserved whether the reserved seats are for the attendee
	 * @param now the current time
	 * @return the number, at least 0; 0 if the session has no seats
	 */
	public int free(Session session, boolean reserved, Instant now) {
		int free = free(session);
		ReservedSeats kept = session.reservedSeats();
		if (reserved || kept == null) {
			return free;
		}
		int seats = kept.seatsAt(now);
		return Math.max(0, free - seating(session.id()).map((seating) -> seating.reservedLeft(seats)).orElse(seats));
	}

	List<Seating> seatings() {
		return this.bySession.values().stream().map(Entry::seating).toList();
	}

	boolean shows(Seating written) {
		Entry known = this.bySession.get(written.sessionId());
		return known != null && known.seating().version() >= written.version();
	}

	SeatingBoard with(Seating seating) {
		return shows(seating) ? this : changed(seating.sessionId(), Entry.of(seating));
	}

	SeatingBoard without(String sessionId) {
		return this.bySession.containsKey(sessionId) ? changed(sessionId, null) : this;
	}

	private SeatingBoard changed(String sessionId, @Nullable Entry entry) {
		Map<String, Entry> copy = new HashMap<>(this.bySession);
		if (entry != null) {
			copy.put(sessionId, entry);
		}
		else {
			copy.remove(sessionId);
		}
		return new SeatingBoard(copy);
	}

	/**
	 * One session's seating, and indexes that are built on first use.
	 *
	 * @param seating the seating
	 * @param bySubject every attendee's seat or place on the waiting list
	 * @param items every attendee's items
	 */
	private record Entry(Seating seating, SingletonSupplier<Map<String, HeldSeat>> bySubject,
			SingletonSupplier<Map<String, List<SeatItem>>> items) {

		static Entry of(Seating seating) {
			return new Entry(seating, SingletonSupplier.of(seating::bySubject), SingletonSupplier
				.of(() -> seating.items().items().stream().collect(Collectors.groupingBy(SeatItem::subject))));
		}

		List<SeatItem> itemsOf(String subject) {
			return this.items.obtain().getOrDefault(subject, List.of());
		}

		Optional<HeldSeat> seatOf(String subject) {
			return Optional.ofNullable(this.bySubject.obtain().get(subject));
		}

	}

}
