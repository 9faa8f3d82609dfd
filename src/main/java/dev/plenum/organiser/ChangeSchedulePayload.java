package dev.plenum.organiser;

import java.util.List;
import java.util.function.Function;

import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.Speaker;
import dev.plenum.schedule.Clash;
import org.jspecify.annotations.Nullable;

/** What became of a wish to change a schedule; the schema describes each. */
sealed interface ChangeSchedulePayload {

	record ScheduleChanged(Event event, List<PublishedChange> changes) implements ChangeSchedulePayload {

		static ScheduleChanged of(ScheduleAnswer.Done done) {
			return new ScheduleChanged(done.programme().event(), done.programme().published(done.changes()));
		}

	}

	record ScheduleClash(List<ClashOf> clashes) implements ChangeSchedulePayload, PutSessionPayload {

		static ScheduleClash of(ScheduleAnswer.Clashes answer) {
			return of(answer.programme(), answer.clashes(), (id) -> answer.programme().session(id).orElseThrow());
		}

		static ScheduleClash of(Programme programme, List<Clash> clashes, Function<String, Session> session) {
			return new ScheduleClash(clashes.stream()
				.map((clash) -> new ClashOf(session.apply(clash.sessionId()), session.apply(clash.withSessionId()),
						(clash.roomId() != null) ? programme.room(clash.roomId()).orElse(null) : null,
						(clash.speakerId() != null) ? programme.speaker(clash.speakerId()).orElse(null) : null))
				.toList());
		}

	}

	record ScheduleConflict(Event event) implements ChangeSchedulePayload {
	}

	record ClashOf(Session session, Session with, @Nullable Room room, @Nullable Speaker speaker) {
	}

}
