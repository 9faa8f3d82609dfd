package dev.plenum.seating;

import java.util.Collection;
import java.util.List;

import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;

/**
 * Which sessions cannot be attended together with another.
 */
final class SeatClashes {

	private SeatClashes() {
	}

	/**
	 * The sessions at the same time in which somebody has a seat.
	 * @param session the session
	 * @param subject the attendee
	 * @param board who has a seat where
	 * @return the sessions by start; empty while the session is cancelled
	 */
	static List<Session> of(Session session, String subject, SeatingBoard board) {
		return among(board.seatsOf(subject).stream().filter(HeldSeat::isBooked).map(HeldSeat::sessionId).toList(),
				session);
	}

	/**
	 * Those of some sessions that are at the same time as another.
	 * @param ids the sessions' ids
	 * @param session the other session
	 * @return the sessions by start
	 */
	static List<Session> among(Collection<String> ids, Session session) {
		return ids.stream()
			.filter((id) -> !id.equals(session.id()))
			.flatMap((id) -> session.programme().session(id).stream())
			.filter((other) -> takesPlace(other) && takesPlace(session) && other.slot().overlaps(session.slot()))
			.sorted((one, other) -> one.startsAt().compareTo(other.startsAt()))
			.toList();
	}

	private static boolean takesPlace(Session session) {
		return session.status() == SessionStatus.SCHEDULED;
	}

}
