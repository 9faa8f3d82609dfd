package dev.plenum.seating;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.seating.SeatItem.Kind;

/**
 * Finds sessions at the same time as another one, and records what follows for the seats.
 */
public final class SeatClashes {

	private SeatClashes() {
	}

	/**
	 * Finds the sessions at the same time in which an attendee has a seat.
	 * @param session the session
	 * @param subject the attendee
	 * @param board the seats of the event
	 * @return the sessions by start; empty if the session is cancelled or open to
	 * everybody
	 */
	public static List<Session> of(Session session, String subject, SeatingBoard board) {
		return among(board.seatsOf(subject).stream().filter(HeldSeat::isBooked).map(HeldSeat::sessionId).toList(),
				session);
	}

	/**
	 * Selects the sessions that are at the same time as another one. Sessions that are
	 * cancelled or open to everybody never clash.
	 * @param ids the ids of the sessions to select from
	 * @param session the other session
	 * @return the sessions by start
	 */
	static List<Session> among(Collection<String> ids, Session session) {
		return ids.stream()
			.filter((id) -> !id.equals(session.id()))
			.flatMap((id) -> session.programme().session(id).stream())
			.filter((other) -> needsSeats(other) && needsSeats(session) && other.slot().overlaps(session.slot()))
			.sorted(Comparator.comparing(Session::startsAt))
			.toList();
	}

	/**
	 * Releases a seat since the attendee has another one at the same time. Idempotent: a
	 * seat that the attendee got later is not released.
	 * @param since since when the attendee has the seat
	 */
	static Seating released(Seating seating, String subject, Instant since, SeatTerms terms) {
		return seating.isSeat(subject, since) ? seating.without(subject, Kind.CLASH, terms) : seating;
	}

	/**
	 * Records that seats were compared with the other seats of their attendees.
	 * @param sinceBySubject since when the attendees have the seats
	 */
	static Seating compared(Seating seating, Map<String, Instant> sinceBySubject) {
		List<Place> after = seating.booked()
			.stream()
			.map((place) -> place.since().equals(sinceBySubject.get(place.subject())) ? place.ruled(null) : place)
			.toList();
		return after.equals(seating.booked()) ? seating : seating.with(after, seating.waiting());
	}

	private static boolean needsSeats(Session session) {
		return session.status() == SessionStatus.SCHEDULED && session.capacity() != null;
	}

}
