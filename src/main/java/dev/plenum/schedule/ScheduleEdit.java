package dev.plenum.schedule;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What an organiser wants done to one session's slot. */
public sealed interface ScheduleEdit {

	/**
	 * The session to edit.
	 * @return its id
	 */
	String sessionId();

	/**
	 * Puts a session into the schedule. Where it is there already nothing happens, so
	 * that an addition can be asked for twice.
	 *
	 * @param sessionId the session
	 * @param slot its first slot
	 */
	record Add(String sessionId, Slot slot) implements ScheduleEdit {
	}

	/**
	 * Gives a session another time or other rooms.
	 *
	 * @param sessionId the session
	 * @param startsAt the new start; null leaves it
	 * @param endsAt the new end; null leaves it
	 * @param roomIds the new rooms; null leaves them, an empty list takes them away
	 */
	record Move(String sessionId, @Nullable Instant startsAt, @Nullable Instant endsAt,
			@Nullable List<String> roomIds) implements ScheduleEdit {
	}

	/**
	 * Says that a session does not take place.
	 *
	 * @param sessionId the session
	 */
	record Cancel(String sessionId) implements ScheduleEdit {
	}

	/**
	 * Says that a cancelled session takes place after all.
	 *
	 * @param sessionId the session
	 */
	record Reinstate(String sessionId) implements ScheduleEdit {
	}

	/**
	 * Says who takes part in a session.
	 *
	 * @param sessionId the session
	 * @param speakers everybody who takes part from now on, in order
	 */
	record SetSpeakers(String sessionId, List<SpeakerRef> speakers) implements ScheduleEdit {
	}

	/**
	 * Takes a session out of the schedule. Where it is out already nothing happens.
	 *
	 * @param sessionId the session
	 */
	record Remove(String sessionId) implements ScheduleEdit {
	}

}
