package dev.plenum.calendar;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VAlarm;
import biweekly.component.VEvent;
import biweekly.parameter.Related;
import biweekly.property.Status;
import biweekly.property.Trigger;
import biweekly.util.Duration;
import dev.plenum.agenda.Agenda;
import dev.plenum.agenda.AgendaItem;
import dev.plenum.agenda.AgendaItem.AgendaAppointment;
import dev.plenum.agenda.AgendaItem.AgendaMeeting;
import dev.plenum.agenda.AgendaItem.AgendaSession;
import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * Writes iCalendar files. The same programme, agenda and options always result in the
 * same bytes.
 *
 * @param options what the reader asks for
 * @param refresh how often a calendar app should look for changes
 */
record CalendarFeed(CalendarOptions options, java.time.Duration refresh) {

	/**
	 * Creates a calendar of sessions of a programme. It contains removed sessions as
	 * cancelled: a calendar app keeps an event that is missing from the file.
	 * @param programme the programme
	 * @param included whether the calendar contains a session
	 * @param name the name of the calendar
	 */
	ICalendar of(Programme programme, Predicate<Session> included, String name) {
		Stream<Session> removed = programme.schedule()
			.removed()
			.keySet()
			.stream()
			.sorted()
			.flatMap((id) -> programme.session(id).stream());
		CalendarEntries entries = new CalendarEntries(programme, this.options.languages());
		return calendar(programme, name,
				Stream.concat(programme.sessions().stream(), removed).filter(included).map(entries::session).toList());
	}

	/**
	 * Creates the calendar of an attendee's agenda.
	 * @param agenda the agenda
	 * @param exhibitors the exhibitors whom the attendee meets, by id
	 */
	ICalendar of(Agenda agenda, Map<String, Exhibitor> exhibitors) {
		CalendarEntries entries = new CalendarEntries(agenda.programme(), this.options.languages());
		return calendar(agenda.programme(), text(agenda.event().name()),
				Stream
					.concat(agenda.items().stream().map((item) -> event(agenda, item, entries, exhibitors)),
							agenda.calledOff()
								.stream()
								.map((meeting) -> entries.meeting(meeting, exhibitors.get(meeting.exhibitorId()))))
					.toList());
	}

	/**
	 * Returns a text in the reader's language.
	 */
	String text(Text text) {
		return text.in(this.options.languages());
	}

	static String write(ICalendar calendar) {
		return FoldedLines.of(Biweekly.write(calendar).caretEncoding(true).foldLines(false).go());
	}

	/** The sessions and meetings of an event that is hidden again do not take place. */
	private static VEvent event(Agenda agenda, AgendaItem item, CalendarEntries entries,
			Map<String, Exhibitor> exhibitors) {
		VEvent event = event(item, entries, exhibitors);
		if (agenda.isHidden() && !(item instanceof AgendaAppointment)) {
			event.setStatus(Status.cancelled());
			event.setTransparency(true);
		}
		return event;
	}

	private static VEvent event(AgendaItem item, CalendarEntries entries, Map<String, Exhibitor> exhibitors) {
		return switch (item) {
			case AgendaSession session -> entries.session(session);
			case AgendaAppointment appointment -> entries.appointment(appointment.appointment());
			case AgendaMeeting meeting ->
				entries.meeting(meeting.meeting(), exhibitors.get(meeting.meeting().exhibitorId()));
		};
	}

	private ICalendar calendar(Programme programme, String name, List<VEvent> events) {
		ICalendar calendar = new ICalendar();
		calendar.setProductId("-//Plenum//Plenum//EN");
		calendar.setName(name);
		calendar.setRefreshInterval(Duration.fromMillis(this.refresh.toMillis())).setParameter("VALUE", "DURATION");
		calendar.addExperimentalProperty("X-WR-CALNAME", ImportableValues.escaped(name));
		calendar.addExperimentalProperty("X-WR-TIMEZONE", programme.event().timezone());
		calendar.addExperimentalProperty("X-PUBLISHED-TTL", Duration.fromMillis(this.refresh.toMillis()).toString());
		events.forEach((event) -> {
			remind(event, this.options.alarm());
			calendar.addEvent(event);
		});
		Timezones.assign(calendar, ZoneId.of(programme.event().timezone()));
		return calendar;
	}

	private static void remind(VEvent event, @Nullable Integer minutes) {
		Status status = event.getStatus();
		if (minutes != null && (status == null || !status.isCancelled())) {
			Duration before = Duration.builder().prior(true).minutes(minutes).build();
			event.addAlarm(VAlarm.display(new Trigger(before, Related.START), event.getSummary().getValue()));
		}
	}

	/**
	 * Joins the parts of a text that are not empty.
	 * @return the text; null if all parts are empty
	 */
	static @Nullable String joined(String separator, Stream<@Nullable String> parts) {
		String text = parts.filter(Objects::nonNull)
			.filter((part) -> !part.isBlank())
			.collect(Collectors.joining(separator));
		return text.isEmpty() ? null : text;
	}

}
