package dev.plenum.door;

import dev.plenum.door.CheckInPayload.UnknownAttendee;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/** The outcomes of undoing a check-in. The schema describes each type. */
sealed interface UndoCheckInPayload permits UndoCheckInPayload.CheckInUndone, UnknownAttendee {

	/**
	 * The attendee is not checked in.
	 *
	 * @param session the session
	 * @param name the attendee's name; null if their token had none
	 */
	record CheckInUndone(Session session, @Nullable String name) implements UndoCheckInPayload {
	}

}
