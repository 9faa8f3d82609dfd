package dev.plenum.organiser.schedule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.plenum.agenda.Audiences.Audience;
import dev.plenum.organiser.RoomTooSmall;
import dev.plenum.platform.graphql.Refusal;
import dev.plenum.platform.graphql.language.Translated;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.Speaker;
import dev.plenum.schedule.Clash;
import dev.plenum.schedule.Contradiction;
import dev.plenum.schedule.ScheduleChange;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a change of a schedule, of an undoing and of a delay; the schema
 * describes each one.
 */
sealed interface ChangeSchedulePayload {

	record ScheduleChanged(Event event, List<PublishedChange> slotChanges) implements ChangeSchedulePayload {

		static ScheduleChanged of(Programme programme, List<ScheduleChange> changes) {
			return new ScheduleChanged(programme.event(), programme.published(changes));
		}

		public List<RoomTooSmall> warnings() {
			Programme programme = this.event.programme();
			return this.slotChanges.stream()
				.map((change) -> change.session().id())
				.distinct()
				.flatMap((id) -> programme.session(id).stream())
				.flatMap(RoomTooSmall::of)
				.toList();
		}

	}

	record ScheduleClash(List<SessionClash> clashes) implements ChangeSchedulePayload, PutSessionPayload, Refusal {

		static ScheduleClash of(Programme programme, List<Clash> clashes, @Nullable Session added) {
			return new ScheduleClash(
					clashes.stream().map((clash) -> SessionClash.of(programme, clash, added)).toList());
		}

	}

	record SchedulePreviewed(Event event, List<PublishedChange> slotChanges, List<SessionClash> clashes,
			List<RoomTooSmall> roomsTooSmall, Audience audience) implements ChangeSchedulePayload {

		public List<ChangeText> texts() {
			return this.slotChanges.stream().flatMap(ChangeText::of).toList();
		}

	}

	record ChangeText(Session session, Locale lang, String text) {

		static Stream<ChangeText> of(PublishedChange change) {
			Translated summary = change.summary();
			return summary.languages()
				.stream()
				.map((lang) -> new ChangeText(change.session(), Locale.forLanguageTag(lang), summary.in(lang)));
		}

	}

	record ChangeContradicted(List<UndoContradiction> contradictions) implements ChangeSchedulePayload, Refusal {

		static ChangeContradicted of(Programme programme, List<Contradiction> contradictions) {
			return new ChangeContradicted(
					contradictions.stream().map((one) -> UndoContradiction.of(programme, one)).toList());
		}

	}

	record UndoContradiction(Contradiction.Reason reason, @Nullable Session session, @Nullable PublishedChange later) {

		static UndoContradiction of(Programme programme, Contradiction contradiction) {
			ScheduleChange later = contradiction.later();
			String sessionId = contradiction.sessionId();
			return new UndoContradiction(contradiction.reason(),
					(sessionId != null) ? programme.session(sessionId).orElse(null) : null,
					(later != null) ? programme.published(later) : null);
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
			return (added != null && added.id().equals(id)) ? added
					: programme.forOrganisers().session(id).orElseGet(() -> programme.requireSession(id));
		}

	}

}
