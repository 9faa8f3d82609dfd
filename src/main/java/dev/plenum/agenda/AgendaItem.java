package dev.plenum.agenda;

import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import dev.plenum.meeting.Meeting;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.programme.Session;
import dev.plenum.programme.SessionKind;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.Seat;
import org.jspecify.annotations.Nullable;

/**
 * One thing in an agenda as it is shown: a session, an appointment or a meeting. The
 * schema describes each property.
 */
public final class AgendaItem {

	/** Those that one comes to and leaves as one likes. */
	private static final Set<SessionKind> CASUAL = EnumSet.of(SessionKind.BREAK, SessionKind.MEAL, SessionKind.SOCIAL);

	private final Agenda agenda;

	private final @Nullable Session session;

	private final @Nullable Appointment appointment;

	private final @Nullable Meeting meeting;

	private final Engagement engagement;

	private AgendaItem(Agenda agenda, @Nullable Session session, @Nullable Appointment appointment,
			@Nullable Meeting meeting, Engagement engagement) {
		this.agenda = agenda;
		this.session = session;
		this.appointment = appointment;
		this.meeting = meeting;
		this.engagement = engagement;
	}

	static AgendaItem of(Agenda agenda, Session session, Set<AgendaReason> reasons) {
		return new AgendaItem(agenda, session, null, null,
				new Engagement(session.id(), session.slot().startsAt(), session.slot().endsAt(),
						session.slot().roomIds(), reasons, session.status() == SessionStatus.SCHEDULED,
						CASUAL.contains(session.kind())));
	}

	static AgendaItem of(Agenda agenda, Appointment appointment) {
		return new AgendaItem(agenda, null, appointment, null,
				new Engagement(appointment.id(), appointment.entry().startsAt(), appointment.entry().endsAt(),
						List.of(), EnumSet.of(AgendaReason.OWN), true, false));
	}

	static AgendaItem of(Agenda agenda, Meeting meeting, Time time) {
		return new AgendaItem(agenda, null, null, meeting, new Engagement(meeting.id(), time.startsAt(), time.endsAt(),
				List.of(), EnumSet.of(AgendaReason.MEETING), true, false));
	}

	Engagement engagement() {
		return this.engagement;
	}

	public @Nullable Session session() {
		return this.session;
	}

	public @Nullable Appointment appointment() {
		return this.appointment;
	}

	public @Nullable Meeting meeting() {
		return this.meeting;
	}

	public OffsetDateTime startsAt() {
		return this.agenda.programme().at(this.engagement.startsAt());
	}

	public OffsetDateTime endsAt() {
		return this.agenda.programme().at(this.engagement.endsAt());
	}

	public List<AgendaReason> reasons() {
		return List.copyOf(this.engagement.reasons());
	}

	public @Nullable Seat seat() {
		HeldSeat held = this.agenda.seat(this.engagement.id()).orElse(null);
		return (this.session != null && held != null) ? new Seat(this.session, this.agenda.subject(), held) : null;
	}

	public @Nullable String note() {
		return this.agenda.note(this.engagement.id());
	}

	public List<AgendaItem> clashes() {
		return this.agenda.items(this.agenda.plan().clashesOf(this.engagement));
	}

	public @Nullable Integer walkShortBy() {
		OptionalInt minutes = this.agenda.plan().walkShortBy(this.engagement, this.agenda::walkingMinutes);
		return minutes.isPresent() ? minutes.getAsInt() : null;
	}

}
