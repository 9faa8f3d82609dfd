package dev.plenum.programme;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The sessions that run at a moment, and the next ones. Cancelled sessions do not count.
 *
 * @param at the moment, in the event's timezone
 * @param now the sessions that run, by start
 * @param next all sessions that share the first start after that moment
 * @param byRoom what runs and what comes next in each room
 */
record NowAndNext(OffsetDateTime at, List<Session> now, List<Session> next, List<InRoom> byRoom) {

	static NowAndNext of(Programme programme, Instant moment) {
		List<Session> coming = coming(programme.sessions(), moment);
		List<Session> next = coming.stream()
			.takeWhile((session) -> session.slot().startsAt().equals(coming.getFirst().slot().startsAt()))
			.toList();
		return new NowAndNext(programme.at(moment), running(programme.sessions(), moment), next,
				programme.rooms()
					.stream()
					.map((room) -> new InRoom(room, first(running(room.sessions(), moment)),
							first(coming(room.sessions(), moment))))
					.toList());
	}

	private static List<Session> running(List<Session> sessions, Instant moment) {
		return sessions.stream().filter((session) -> session.runsAt(moment)).toList();
	}

	private static List<Session> coming(List<Session> sessions, Instant moment) {
		return sessions.stream()
			.filter((session) -> session.slot().takesPlace() && session.slot().startsAt().isAfter(moment))
			.toList();
	}

	private static @Nullable Session first(List<Session> sessions) {
		return sessions.isEmpty() ? null : sessions.getFirst();
	}

	/**
	 * The session that runs in a room, and the next one.
	 *
	 * @param room the room
	 * @param currentSession the session that runs in it; null for none
	 * @param nextSession the next session in it; null for none
	 */
	record InRoom(Room room, @Nullable Session currentSession, @Nullable Session nextSession) {
	}

}
