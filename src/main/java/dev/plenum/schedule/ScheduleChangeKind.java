package dev.plenum.schedule;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What changed for those who attend a session. */
public enum ScheduleChangeKind {

	/** The session is new in the schedule. */
	ADDED,

	/** The session was removed. */
	REMOVED,

	/** The start or the end changed. */
	MOVED_TIME,

	/** The rooms changed. */
	MOVED_ROOM,

	/** The session was cancelled. */
	CANCELLED,

	/** The session was cancelled and takes place again. */
	REINSTATED,

	/** The speakers or their roles changed. */
	SPEAKERS;

	/**
	 * Compares two slots of one session.
	 * @param before the slot before; null if the session is new
	 * @param after the slot after; null if the session was removed
	 * @return what changed; empty if nothing did
	 */
	static List<ScheduleChangeKind> between(@Nullable Slot before, @Nullable Slot after) {
		if (before == null || after == null) {
			return (before == after) ? List.of() : List.of((before == null) ? ADDED : REMOVED);
		}
		List<ScheduleChangeKind> kinds = new ArrayList<>();
		if (!before.sameTime(after)) {
			kinds.add(MOVED_TIME);
		}
		if (!before.sameRooms(after)) {
			kinds.add(MOVED_ROOM);
		}
		if (before.status() != after.status()) {
			kinds.add(after.takesPlace() ? REINSTATED : CANCELLED);
		}
		if (!before.speakers().equals(after.speakers())) {
			kinds.add(SPEAKERS);
		}
		return List.copyOf(kinds);
	}

}
