package dev.plenum.organiser.schedule;

import java.util.List;

import dev.plenum.organiser.RoomTooSmall;
import dev.plenum.programme.Event;
import dev.plenum.programme.Session;

/** The outcome of a put of a session; the schema describes each one. */
sealed interface PutSessionPayload permits PutSessionPayload.SessionPut, ChangeSchedulePayload.ScheduleClash {

	record SessionPut(Session session, Event event) implements PutSessionPayload {

		static SessionPut of(Session session) {
			return new SessionPut(session, session.event());
		}

		public List<RoomTooSmall> warnings() {
			return RoomTooSmall.of(this.session).toList();
		}

	}

}
