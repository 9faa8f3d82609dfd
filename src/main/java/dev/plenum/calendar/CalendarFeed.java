package dev.plenum.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Status;
import biweekly.util.Duration;
import dev.plenum.agenda.Agenda;
import dev.plenum.agenda.AgendaItem;
import dev.plenum.agenda.AgendaItem.AgendaAppointment;
import dev.plenum.agenda.AgendaItem.AgendaMeeting;
import dev.plenum.agenda.AgendaItem.AgendaSession;
import dev.plenum.agenda.AgendaReason;
import dev.plenum.agenda.Appointment;
import dev.plenum.exhibitor.Booth;
import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.meeting.Meeting;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.Venue;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleRules;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Writes iCalendar files. The same programme, agenda and languages always result in the
 * same bytes.
 *
 * @param languages the reader's preferred languages, best first
 * @param refresh how often a calendar app should look for changes
 */
record CalendarFeed(List<LanguageRange> languages, java.time.Duration refresh) {

	/** The time of change of a session that never changed since it was added. */
	private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

	/**
	 * Creates the calendar of a whole programme. It contains removed sessions as
	 * cancelled: a calendar app keeps an event that is missing from the file.
	 */
	ICalendar of(Programme programme) {
		Stream<Session> removed = programme.schedule()
			.removed()
			.keySet()
			.stream()
			.sorted()
			.flatMap((id) -> programme.session(id).stream());
		Map<String, ScheduleChange> changes = lastChanges(programme.schedule());
		return calendar(programme,
				Stream.concat(programme.sessions().stream(), removed)
					.map((session) -> event(session, changes))
					.toList());
	}

	/**
	 * Creates the calendar of an attendee's agenda.
	 * @param agenda the agenda
	 * @param exhibitors the exhibitors whom the attendee meets, by id
	 */
	ICalendar of(Agenda agenda, Map<String, Exhibitor> exhibitors) {
		Map<String, ScheduleChange> changes = lastChanges(agenda.programme().schedule());
		return calendar(agenda.programme(), Stream
			.concat(agenda.items().stream().map((item) -> event(agenda, item, changes, exhibitors)),
					agenda.calledOff().stream().map((meeting) -> event(meeting, exhibitors.get(meeting.exhibitorId()))))
			.toList());
	}

	static String write(ICalendar calendar) {
		return FoldedLines.of(Biweekly.write(calendar).foldLines(false).go());
	}

	private ICalendar calendar(Programme programme, List<VEvent> events) {
		ICalendar calendar = new ICalendar();
		String name = text(programme.event().name());
		calendar.setProductId("-//Plenum//Plenum//EN");
		calendar.setName(name);
		calendar.setRefreshInterval(Duration.fromMillis(this.refresh.toMillis())).setParameter("VALUE", "DURATION");
		calendar.addExperimentalProperty("X-WR-CALNAME", name);
		calendar.addExperimentalProperty("X-WR-TIMEZONE", programme.event().timezone());
		calendar.addExperimentalProperty("X-PUBLISHED-TTL", Duration.fromMillis(this.refresh.toMillis()).toString());
		events.forEach(calendar::addEvent);
		ScheduleRules rules = programme.rules();
		calendar.setTimezoneInfo(Timezones.of(ZoneId.of(programme.event().timezone()), rules.opens(), rules.closes()));
		return calendar;
	}

	private static Map<String, ScheduleChange> lastChanges(Schedule schedule) {
		return schedule.changes()
			.stream()
			.collect(Collectors.toMap(ScheduleChange::sessionId, Function.identity(), (earlier, later) -> later));
	}

	private VEvent event(Agenda agenda, AgendaItem item, Map<String, ScheduleChange> changes,
			Map<String, Exhibitor> exhibitors) {
		VEvent event = event(item, changes, exhibitors);
		if (agenda.isHidden() && !(item instanceof AgendaAppointment)) {
			event.setStatus(Status.cancelled());
		}
		return event;
	}

	private VEvent event(AgendaItem item, Map<String, ScheduleChange> changes, Map<String, Exhibitor> exhibitors) {
		return switch (item) {
			case AgendaSession session -> event(session, changes);
			case AgendaAppointment appointment -> event(appointment.appointment());
			case AgendaMeeting meeting -> event(meeting.meeting(), exhibitors.get(meeting.meeting().exhibitorId()));
		};
	}

	private VEvent event(AgendaSession item, Map<String, ScheduleChange> changes) {
		VEvent event = event(item.session(), changes);
		if (item.session().status() == SessionStatus.SCHEDULED
				&& item.reasons().equals(List.of(AgendaReason.WAITING))) {
			event.setStatus(Status.tentative());
		}
		if (item.myNote() != null) {
			String about = (event.getDescription() != null) ? event.getDescription().getValue() : null;
			event.setDescription(lines(Stream.of(item.myNote(), about)));
		}
		return event;
	}

	private VEvent event(Session session, Map<String, ScheduleChange> changes) {
		ChangeState state = ChangeState.of(session, changes.get(session.id()));
		VEvent event = event(session.id(), state.sequence(), state.at(), session.slot().startsAt(),
				session.slot().endsAt());
		event.setSummary(text(session.title()));
		event.setStatus((session.status() == SessionStatus.SCHEDULED) ? Status.confirmed() : Status.cancelled());
		event.setLocation(place(session));
		String speakers = session.speakers()
			.stream()
			.map((speaker) -> speaker.speaker().name())
			.distinct()
			.collect(Collectors.joining(", "));
		Text about = session.getAbstract();
		event.setDescription(lines(Stream.of(session.note(), speakers, (about != null) ? text(about) : null)));
		return event;
	}

	/** The title names both sides, since the file can be shared. */
	private static VEvent event(Meeting meeting, @Nullable Exhibitor present) {
		Exhibitor exhibitor = (meeting.formerExhibitor() == null) ? present : null;
		Time time = Objects.requireNonNull(meeting.entry().time());
		VEvent event = event(meeting.id(), meeting.entry().revision(), meeting.entry().changedAt(), time.startsAt(),
				time.endsAt());
		String name = (exhibitor != null) ? exhibitor.name() : meeting.formerExhibitor();
		event.setSummary((name != null && !name.isEmpty()) ? name + " – " + meeting.name() : meeting.name());
		event.setStatus(meeting.takesPlace() ? Status.confirmed() : Status.cancelled());
		Booth booth = (exhibitor != null) ? exhibitor.booth() : null;
		event.setLocation((booth != null)
				? Stream.of(booth.number(), booth.hall()).filter(Objects::nonNull).collect(Collectors.joining(", "))
				: null);
		event.setDescription(lines(Stream.of(meeting.hostName(), meeting.note())));
		return event;
	}

	private VEvent event(Appointment appointment) {
		VEvent event = event(appointment.id(), appointment.revision(), appointment.changedAt(),
				appointment.startsAt().toInstant(), appointment.endsAt().toInstant());
		event.setSummary(appointment.title());
		event.setStatus(Status.confirmed());
		event.setLocation(appointment.place());
		event.setDescription(appointment.note());
		return event;
	}

	private static VEvent event(String id, int sequence, Instant changedAt, Instant startsAt, Instant endsAt) {
		VEvent event = new VEvent();
		event.setUid(id + "@plenum");
		event.setSequence(sequence);
		event.setDateTimeStamp(Date.from(changedAt));
		event.setLastModified(Date.from(changedAt));
		event.setDateStart(Date.from(startsAt));
		event.setDateEnd(Date.from(endsAt));
		return event;
	}

	private static @Nullable String place(Session session) {
		Venue venue = session.event().venue();
		Stream<@Nullable String> house = (venue != null) ? Stream.of(venue.name(), venue.city()) : Stream.empty();
		String place = Stream.concat(session.rooms().stream().map(Room::name), house)
			.filter((part) -> part != null && !part.isBlank())
			.collect(Collectors.joining(", "));
		return place.isEmpty() ? null : place;
	}

	private static @Nullable String lines(Stream<@Nullable String> parts) {
		String text = parts.filter((part) -> part != null && !part.isBlank()).collect(Collectors.joining("\n\n"));
		return text.isEmpty() ? null : text;
	}

	private String text(Text text) {
		return text.in(this.languages);
	}

	/**
	 * The last change of a session.
	 *
	 * @param sequence increases with each change of the session or its slot
	 * @param at when its slot last changed; {@link #LONG_AGO} if the schedule does not
	 * remember it
	 */
	private record ChangeState(int sequence, Instant at) {

		static ChangeState of(Session session, @Nullable ScheduleChange last) {
			return (last != null) ? new ChangeState(last.revision() + session.version(), last.at())
					: new ChangeState(session.programme().schedule().oldestRevision() + session.version(), LONG_AGO);
		}

	}

}
