package dev.plenum.organiser;

import dev.plenum.programme.Session;

/** What became of a session; the schema describes each. */
sealed interface PutSessionPayload permits PutSessionPayload.SessionPut, ChangeSchedulePayload.ScheduleClash {

	record SessionPut(Session session) implements PutSessionPayload {
	}

}
