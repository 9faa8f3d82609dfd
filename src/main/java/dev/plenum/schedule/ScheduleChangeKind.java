package dev.plenum.schedule;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What has changed for those who go to a session. */
public enum ScheduleChangeKind {

	/** The session is new in the schedule. */
	ADDED,

	/** The session was taken out, as if it had never been there. */
	REMOVED,

	/** It starts or ends at another time. */
	MOVED_TIME,

	/** It is in another room. */
	MOVED_ROOM,

	/** It does not take place. */
	CANCELLED,

	/** It takes place after all. */
	REINSTATED,

	/** Somebody else speaks, or in another role. */
	SPEAKERS;

	/**
	 * What lies between two states of one session.
	 * @param before the state before; null where the session is new
	 * @param after the state after; null where it was removed
	 * @return the kinds of change, empty where there is none
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
