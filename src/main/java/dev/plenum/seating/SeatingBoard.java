package dev.plenum.seating;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
	 * Finds a session's seating.
	 * @param sessionId the session
	 * @return the seating; empty if nobody has booked a seat yet
	 */
	Optional<Seating> seating(String sessionId) {
		return Optional.ofNullable(this.bySession.get(sessionId)).map(Entry::seating);
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
	 * One session's seating, and an index that is built on first use.
	 *
	 * @param seating the seating
	 * @param bySubject every attendee's seat or place on the waiting list
	 */
	private record Entry(Seating seating, SingletonSupplier<Map<String, HeldSeat>> bySubject) {

		static Entry of(Seating seating) {
			return new Entry(seating, SingletonSupplier.of(seating::bySubject));
		}

		Optional<HeldSeat> seatOf(String subject) {
			return Optional.ofNullable(this.bySubject.obtain().get(subject));
		}

	}

}
