package dev.plenum.attendance;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.agenda.Audiences;
import dev.plenum.attendance.SessionAttendee.Person;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.Participants;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.Page;
import dev.plenum.programme.Session;
import dev.plenum.seating.SeatingBoards;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Lists the attendees of sessions: from the seats in memory, or from the agendas of those
 * who came to a session without seats. Names are read for the attendees that are shown.
 */
@Component
class AttendanceLists {

	private final SeatingBoards boards;

	private final Audiences audiences;

	private final Participants participants;

	AttendanceLists(SeatingBoards boards, Audiences audiences, Participants participants) {
		this.boards = boards;
		this.audiences = audiences;
		this.participants = participants;
	}

	Mono<Connection<SessionAttendee>> page(Session session, @Nullable AttendanceFilter filter, Page page) {
		return entries(session)
			.map((entries) -> page.of(session.id(),
					entries.stream().filter((entry) -> AttendanceFilter.accepts(filter, entry)).toList(),
					(entry) -> entry.id(session)))
			.flatMap((found) -> people(session, found.nodes())
				.map((people) -> found.map((entry) -> attendee(session, entry, people))));
	}

	Mono<List<SessionAttendee>> all(Session session) {
		return entries(session).flatMap((entries) -> people(session, entries)
			.map((people) -> entries.stream().map((entry) -> attendee(session, entry, people)).toList()));
	}

	private Mono<List<AttendanceEntry>> entries(Session session) {
		return (session.capacity() != null)
				? this.boards.of(session.event().id())
					.get()
					.map((board) -> AttendanceEntry.held(session, board.heldAt(session.id()).values()))
				: this.audiences.presentAt(session)
					.map((present) -> present.entrySet()
						.stream()
						.sorted(Map.Entry.comparingByValue())
						.map((came) -> new AttendanceEntry(came.getKey(), null, null, null, came.getValue()))
						.toList());
	}

	private Mono<Map<String, Person>> people(Session session, List<AttendanceEntry> entries) {
		List<String> subjects = entries.stream().map(AttendanceEntry::subject).toList();
		String eventId = session.event().id();
		return Mono.zip(this.audiences.names(eventId, subjects), this.participants.bySubjects(eventId, subjects)
			.collectSortedList(Comparator.comparing(ParticipantDocument::isActive)), AttendanceLists::people);
	}

	/** An active participant replaces cancelled ones of the same account. */
	private static Map<String, Person> people(Map<String, String> names, Collection<ParticipantDocument> participants) {
		Map<String, Person> people = new HashMap<>();
		names.forEach((subject, name) -> people.put(subject, new Person(name, null, null, null)));
		for (ParticipantDocument participant : participants) {
			Person person = new Person(participant.name(), participant.organisation(), participant.ticketType(),
					participant.id());
			participant.subjects().forEach((subject) -> people.put(subject, person));
		}
		return people;
	}

	private static SessionAttendee attendee(Session session, AttendanceEntry entry, Map<String, Person> people) {
		return new SessionAttendee(session, entry, people.getOrDefault(entry.subject(), Person.UNKNOWN));
	}

}
