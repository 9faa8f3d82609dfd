package dev.plenum.seating;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;

/**
 * Finds sessions at the same time as another one.
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

	private static boolean needsSeats(Session session) {
		return session.status() == SessionStatus.SCHEDULED && session.capacity() != null;
	}

}
