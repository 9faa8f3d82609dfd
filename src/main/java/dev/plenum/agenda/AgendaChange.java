package dev.plenum.agenda;

import dev.plenum.announcement.Announcement;
import dev.plenum.meeting.Meeting;
import dev.plenum.programme.PublishedChange;
import dev.plenum.programme.Session;
import dev.plenum.seating.Seat;
import org.jspecify.annotations.Nullable;

/**
 * A change that concerns one attendee. The schema describes each property.
 *
 * @param kind what has changed
 * @param agenda the agenda afterwards
 * @param session the session that the change is about; null if it is about something else
 * @param seat the attendee's seat or place at the session; null if there is none
 * @param appointment the appointment that the change is about, as it was before a
 * removal; null for other kinds
 * @param scheduleChange the change of the schedule; null for other kinds
 * @param announcement the announcement; null for other kinds
 * @param exhibitorId the exhibitor that the change is about; null if there is none
 * @param meeting the meeting; null for other kinds
 */
record AgendaChange(AgendaChangeKind kind, Agenda agenda, @Nullable Session session, @Nullable Seat seat,
		@Nullable Appointment appointment, @Nullable PublishedChange scheduleChange,
		@Nullable Announcement announcement, @Nullable String exhibitorId, @Nullable Meeting meeting) {

	static AgendaChange of(AgendaChangeKind kind, Agenda agenda, @Nullable Session session) {
		return new AgendaChange(kind, agenda, session, seat(agenda, session), null, null, null, null, null);
	}

	static AgendaChange of(AgendaChangeKind kind, Agenda agenda, Appointment appointment) {
		return new AgendaChange(kind, agenda, null, null, appointment, null, null, null, null);
	}

	static AgendaChange of(Agenda agenda, PublishedChange change) {
		return new AgendaChange(AgendaChangeKind.SCHEDULE, agenda, change.session(), seat(agenda, change.session()),
				null, change, null, null, null);
	}

	static AgendaChange of(Agenda agenda, Session session, Announcement announcement) {
		return new AgendaChange(AgendaChangeKind.ANNOUNCEMENT, agenda, session, seat(agenda, session), null, null,
				announcement, null, null);
	}

	static AgendaChange ofExhibitor(AgendaChangeKind kind, Agenda agenda, String exhibitorId) {
		return new AgendaChange(kind, agenda, null, null, null, null, null, exhibitorId, null);
	}

	static AgendaChange of(Agenda agenda, Meeting meeting) {
		return new AgendaChange(AgendaChangeKind.MEETING, agenda, null, null, null, null, null, meeting.exhibitorId(),
				meeting);
	}

	public @Nullable AgendaItem item() {
		String id = (this.session != null) ? this.session.id()
				: (this.appointment != null) ? this.appointment.id() : (this.meeting != null) ? this.meeting.id() : "";
		return this.agenda.item(id).orElse(null);
	}

	private static @Nullable Seat seat(Agenda agenda, @Nullable Session session) {
		return (session != null) ? agenda.seat(session).orElse(null) : null;
	}

}
