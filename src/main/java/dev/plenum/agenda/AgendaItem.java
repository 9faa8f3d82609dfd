package dev.plenum.agenda;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.meeting.Meeting;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.Ids;
import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.seating.Seat;
import org.jspecify.annotations.Nullable;

/**
 * One item of an agenda as the API returns it. The schema describes each property.
 */
public sealed interface AgendaItem {

	/**
	 * Returns the agenda.
	 * @return the agenda that the item belongs to
	 */
	Agenda agenda();

	/**
	 * Returns what the order of a day depends on.
	 * @return the time, the rooms and whether the attendee chose it
	 */
	Engagement engagement();

	default String id() {
		return id(agenda(), engagement().id());
	}

	default OffsetDateTime startsAt() {
		return agenda().programme().at(engagement().startsAt());
	}

	default OffsetDateTime endsAt() {
		return agenda().programme().at(engagement().endsAt());
	}

	default List<AgendaItem> clashes() {
		return agenda().items(agenda().plan().clashesOf(engagement()));
	}

	default @Nullable Integer walkShortBy() {
		OptionalInt minutes = agenda().plan().walkShortBy(engagement(), agenda()::walkingMinutes);
		return minutes.isPresent() ? minutes.getAsInt() : null;
	}

	/**
	 * Returns the id of an item.
	 * @param agenda the agenda
	 * @param id the id of the session, appointment or meeting
	 * @return an id that differs from the id of the session, appointment or meeting
	 */
	static String id(Agenda agenda, String id) {
		return Ids.in("agi", agenda.programme().id(), agenda.id() + '/' + id);
	}

	/**
	 * A session.
	 *
	 * @param agenda the agenda
	 * @param session the session
	 * @param reasons why it is in the agenda, at least one
	 * @param engagement what the order of a day depends on
	 */
	record AgendaSession(Agenda agenda, Session session, List<AgendaReason> reasons,
			Engagement engagement) implements AgendaItem {

		static AgendaSession of(Agenda agenda, Session session, Set<AgendaReason> reasons) {
			return new AgendaSession(agenda, session, List.copyOf(reasons),
					new Engagement(session.id(), session.slot().startsAt(), session.slot().endsAt(),
							session.slot().roomIds(), !reasons.equals(EnumSet.of(AgendaReason.FOR_EVERYBODY)),
							session.status() == SessionStatus.SCHEDULED, session.kind().isCasual()));
		}

		public @Nullable Seat seat() {
			return this.agenda.seat(this.session).orElse(null);
		}

		/**
		 * Returns when the attendee's own part of the item changed: the decision about
		 * the session, the note and the seat.
		 * @return the moments, in no order
		 */
		public Stream<Instant> changes() {
			return this.agenda.changes(this.session.id());
		}

		/**
		 * Returns since when the session is in the agenda and has its present start.
		 * @return the moment; {@link Instant#EPOCH} for always
		 */
		public Instant since() {
			return this.agenda.since(this.session);
		}

		/**
		 * Returns the attendee's note on the session.
		 * @return the note; null if there is none
		 */
		public @Nullable String myNote() {
			return this.agenda.document().notes().get(this.session.id());
		}

	}

	/**
	 * An appointment of the attendee's own.
	 *
	 * @param agenda the agenda
	 * @param appointment the appointment
	 * @param engagement what the order of a day depends on
	 */
	record AgendaAppointment(Agenda agenda, Appointment appointment, Engagement engagement) implements AgendaItem {

		static AgendaAppointment of(Agenda agenda, Appointment appointment) {
			return new AgendaAppointment(agenda, appointment,
					Engagement.chosen(appointment.id(), appointment.entry().startsAt(), appointment.entry().endsAt()));
		}

	}

	/**
	 * A meeting that both sides agreed on.
	 *
	 * @param agenda the agenda
	 * @param meeting the meeting
	 * @param engagement what the order of a day depends on
	 */
	record AgendaMeeting(Agenda agenda, Meeting meeting, Engagement engagement) implements AgendaItem {

		static AgendaMeeting of(Agenda agenda, Meeting meeting, Time time) {
			return new AgendaMeeting(agenda, meeting, Engagement.chosen(meeting.id(), time.startsAt(), time.endsAt()));
		}

	}

}
