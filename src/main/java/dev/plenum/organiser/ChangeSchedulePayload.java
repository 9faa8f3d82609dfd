package dev.plenum.organiser;

import java.util.List;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.Speaker;
import dev.plenum.schedule.Clash;
import dev.plenum.schedule.ScheduleChange;
import org.jspecify.annotations.Nullable;

/** The outcome of a change of a schedule; the schema describes each one. */
sealed interface ChangeSchedulePayload {

	record ScheduleChanged(Event event, List<PublishedChange> slotChanges) implements ChangeSchedulePayload {

		static ScheduleChanged of(Programme programme, List<ScheduleChange> changes) {
			return new ScheduleChanged(programme.event(), programme.published(changes));
		}

	}

	record ScheduleClash(List<SessionClash> clashes) implements ChangeSchedulePayload, PutSessionPayload, Refusal {

		static ScheduleClash of(Programme programme, List<Clash> clashes, @Nullable Session added) {
			return new ScheduleClash(
					clashes.stream().map((clash) -> SessionClash.of(programme, clash, added)).toList());
		}

	}

	record SessionClash(Session session, Session with, @Nullable Room room, @Nullable Speaker speaker) {

		static SessionClash of(Programme programme, Clash clash, @Nullable Session added) {
			return new SessionClash(session(programme, clash.sessionId(), added),
					session(programme, clash.withSessionId(), added),
					(clash.roomId() != null) ? programme.room(clash.roomId()).orElse(null) : null,
					(clash.speakerId() != null) ? programme.speaker(clash.speakerId()).orElse(null) : null);
		}

		private static Session session(Programme programme, String id, @Nullable Session added) {
			return (added != null && added.id().equals(id)) ? added : programme.requireSession(id);
		}

	}

}
