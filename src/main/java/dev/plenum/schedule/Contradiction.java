package dev.plenum.schedule;

import org.jspecify.annotations.Nullable;

/**
 * What prevents the undoing of a change.
 *
 * @param reason why it cannot be undone
 * @param sessionId the session whose change cannot be undone; null if the change is not
 * stored any more
 * @param later the last change of the session, which contradicts; null if none does
 */
public record Contradiction(Reason reason, @Nullable String sessionId, @Nullable ScheduleChange later) {

	/** Why a change cannot be undone. */
	public enum Reason {

		/** The session was changed again. */
		CHANGED_AGAIN,

		/** The event does not have a room of the earlier slot any more. */
		ROOM_REMOVED,

		/** The event does not have a speaker of the earlier slot any more. */
		SPEAKER_REMOVED,

		/** The earlier slot is outside of the event's days. */
		OUTSIDE_EVENT,

		/** The change is too old: it is not stored any more. */
		NOT_STORED

	}

}
