package dev.plenum.calendar;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import biweekly.component.VEvent;
import biweekly.property.Description;
import biweekly.property.Status;
import dev.plenum.agenda.AgendaItem.AgendaSession;
import dev.plenum.agenda.AgendaReason;
import dev.plenum.agenda.Appointment;
import dev.plenum.calendar.Freshness.Stamp;
import dev.plenum.exhibitor.Booth;
import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.meeting.Meeting;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.Venue;
import dev.plenum.programme.document.Link;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Makes the entries of one calendar. Only what the attendee is expected at blocks time: a
 * seat, a meeting, an appointment.
 */
final class CalendarEntries {

	private final Programme programme;

	private final List<LanguageRange> languages;

	private final Freshness freshness;

	CalendarEntries(Programme programme, List<LanguageRange> languages) {
		this.programme = programme;
		this.languages = languages;
		this.freshness = new Freshness(programme);
	}

	/** Makes the entry of a session for everybody, with its texts in all languages. */
	VEvent session(Session session) {
		VEvent event = session(session, null, Stream.empty());
		ImportableValues.translate(session, event, this.languages);
		return event;
	}

	VEvent session(AgendaSession item) {
		Session session = item.session();
		boolean takesPlace = session.status() == SessionStatus.SCHEDULED;
		VEvent event = session(session, item.myNote(), item.changes());
		if (takesPlace && item.reasons().contains(AgendaReason.WAITING)) {
			event.setStatus(Status.tentative());
		}
		event.setTransparency(!takesPlace || !item.reasons().contains(AgendaReason.SEAT));
		return event;
	}

	private VEvent session(Session session, @Nullable String note, Stream<Instant> others) {
		VEvent event = event(session.id(), this.freshness.of(session, others), session.slot().startsAt(),
				session.slot().endsAt());
		event.setSummary(text(session.title())).setLanguage(session.title().language(this.languages));
		event.setStatus((session.status() == SessionStatus.SCHEDULED) ? Status.confirmed() : Status.cancelled());
		event.setTransparency(true);
		event.setLocation(place(session.rooms().stream().map(Room::name)));
		String speakers = session.speakers()
			.stream()
			.map((speaker) -> speaker.speaker().name())
			.distinct()
			.collect(Collectors.joining(", "));
		Text about = session.getAbstract();
		Description description = event.setDescription(CalendarFeed.joined("\n\n",
				Stream.of(note, session.note(), speakers, (about != null) ? text(about) : null)));
		if (description != null && about != null) {
			description.setLanguage(about.language(this.languages));
		}
		ImportableValues.add(session, event, this.languages);
		session.links().stream().findFirst().map(Link::url).ifPresent(event::setUrl);
		List<String> categories = Stream
			.concat(Stream.ofNullable(session.track()).map((track) -> text(track.name())), session.tags().stream())
			.distinct()
			.toList();
		if (!categories.isEmpty()) {
			event.addCategories(categories.toArray(String[]::new));
		}
		return event;
	}

	/** The title names both sides, since the file can be shared. */
	VEvent meeting(Meeting meeting, @Nullable Exhibitor now) {
		Exhibitor exhibitor = (meeting.formerExhibitor() == null) ? now : null;
		Time time = Objects.requireNonNull(meeting.entry().time());
		Stream<Instant> shown = (exhibitor != null) ? Stream.ofNullable(exhibitor.document().updatedAt())
				: Stream.empty();
		Stamp stamp = Stamp.of(0,
				Stream.of(Stream.of(meeting.entry().changedAt()), this.freshness.placeChanged(), shown)
					.flatMap(Function.identity()));
		VEvent event = event(meeting.id(), stamp, time.startsAt(), time.endsAt());
		String name = (exhibitor != null) ? exhibitor.name() : meeting.formerExhibitor();
		event.setSummary((name != null && !name.isEmpty()) ? name + " – " + meeting.name() : meeting.name());
		event.setStatus(meeting.takesPlace() ? Status.confirmed() : Status.cancelled());
		event.setTransparency(!meeting.takesPlace());
		Booth booth = (exhibitor != null) ? exhibitor.booth() : null;
		event.setLocation(place((booth != null) ? Stream.of(booth.number(), booth.hall()) : Stream.empty()));
		event.setDescription(CalendarFeed.joined("\n\n", Stream.of(meeting.hostName(), meeting.note())));
		return event;
	}

	VEvent appointment(Appointment appointment) {
		VEvent event = event(appointment.id(), Stamp.of(0, Stream.of(appointment.changedAt())),
				appointment.startsAt().toInstant(), appointment.endsAt().toInstant());
		event.setSummary(appointment.title());
		event.setStatus(Status.confirmed());
		event.setTransparency(false);
		event.setLocation(appointment.place());
		event.setDescription(appointment.note());
		return event;
	}

	private static VEvent event(String id, Stamp stamp, Instant startsAt, Instant endsAt) {
		VEvent event = new VEvent();
		event.setUid(id + "@plenum");
		event.setSequence(stamp.sequence());
		event.setDateTimeStamp(Date.from(stamp.at()));
		event.setLastModified(Date.from(stamp.at()));
		event.setDateStart(Date.from(startsAt));
		event.setDateEnd(Date.from(endsAt));
		return event;
	}

	private @Nullable String place(Stream<@Nullable String> places) {
		Venue venue = this.programme.event().venue();
		Stream<@Nullable String> house = (venue != null) ? Stream.of(venue.name(), venue.city()) : Stream.empty();
		return CalendarFeed.joined(", ", Stream.concat(places, house));
	}

	private String text(Text text) {
		return text.in(this.languages);
	}

}
