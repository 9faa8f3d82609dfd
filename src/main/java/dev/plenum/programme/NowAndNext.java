package dev.plenum.programme;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What runs at a moment, and what comes next. Cancelled sessions neither run nor come.
 *
 * @param at the moment, in the event's timezone
 * @param now the sessions that run, by start
 * @param next the first sessions to start after that moment, all that start together
 * @param rooms the same for each room
 */
record NowAndNext(OffsetDateTime at, List<Session> now, List<Session> next, List<InRoom> rooms) {

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
	 * What runs in one room, and what comes next there.
	 *
	 * @param room the room
	 * @param now what runs there; null if nothing does
	 * @param next what comes next there; null if nothing does
	 */
	record InRoom(Room room, @Nullable Session now, @Nullable Session next) {
	}

}
