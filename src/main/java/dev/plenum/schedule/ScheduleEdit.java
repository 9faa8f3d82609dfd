package dev.plenum.schedule;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** An edit of one session's slot. */
public sealed interface ScheduleEdit {

	/**
	 * Returns the session to edit.
	 * @return its id
	 */
	String sessionId();

	/**
	 * Adds a session to the schedule. Does nothing if the session is already there, so
	 * that the request can be repeated.
	 *
	 * @param sessionId the session
	 * @param slot its first slot
	 */
	record Add(String sessionId, Slot slot) implements ScheduleEdit {
	}

	/**
	 * Adds a session that only the organisers know until a moment. If the session is
	 * hidden already, it keeps its slot.
	 *
	 * @param sessionId the session
	 * @param slot its first slot
	 * @param visibleFrom the moment from which it is in the schedule
	 */
	record Hide(String sessionId, Slot slot, Instant visibleFrom) implements ScheduleEdit {
	}

	/**
	 * Adds a hidden session to the schedule now.
	 *
	 * @param sessionId the session
	 */
	record Show(String sessionId) implements ScheduleEdit {
	}

	/**
	 * Changes the time or the rooms of a session.
	 *
	 * @param sessionId the session
	 * @param startsAt the new start; null to keep it
	 * @param endsAt the new end; null to keep it
	 * @param roomIds the new rooms; null to keep them; empty for none
	 */
	record Move(String sessionId, @Nullable Instant startsAt, @Nullable Instant endsAt,
			@Nullable List<String> roomIds) implements ScheduleEdit {
	}

	/**
	 * Cancels a session.
	 *
	 * @param sessionId the session
	 */
	record Cancel(String sessionId) implements ScheduleEdit {
	}

	/**
	 * Makes a cancelled session take place again.
	 *
	 * @param sessionId the session
	 */
	record Reinstate(String sessionId) implements ScheduleEdit {
	}

	/**
	 * Changes the speakers of a session.
	 *
	 * @param sessionId the session
	 * @param speakers all speakers who take part, in display order
	 */
	record SetSpeakers(String sessionId, List<SpeakerRef> speakers) implements ScheduleEdit {
	}

	/**
	 * Removes a session from the schedule. Does nothing if the session was already
	 * removed.
	 *
	 * @param sessionId the session
	 */
	record Remove(String sessionId) implements ScheduleEdit {
	}

}
