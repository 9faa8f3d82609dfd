package dev.plenum.agenda;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.plenum.meeting.MeetingBoards;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import dev.plenum.seating.SeatingBoards;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reads agendas: an attendee's own from memory, those of others' asking from the
 * database.
 */
@Component
public class AgendaReader {

	private final AgendaCodes codes;

	private final LiveAgendas live;

	private final SeatingBoards boards;

	private final MeetingBoards meetings;

	private final EventAccess access;

	AgendaReader(AgendaCodes codes, LiveAgendas live, SeatingBoards boards, MeetingBoards meetings,
			EventAccess access) {
		this.codes = codes;
		this.live = live;
		this.boards = boards;
		this.meetings = meetings;
		this.access = access;
	}

	/**
	 * The caller's own agenda.
	 * @param programme the event
	 * @param caller the attendee
	 * @return the agenda; empty without a token
	 */
	public Mono<Agenda> own(Programme programme, Caller caller) {
		return (caller.subject() == null) ? Mono.empty()
				: this.live.get(AgendaOwner.of(programme.id(), caller)).flatMap((kept) -> linked(programme, kept));
	}

	/**
	 * The agenda that a calendar's secret opens.
	 * @param secret any secret
	 * @return the agenda; empty for a secret that opens nothing
	 */
	public Mono<Agenda> bySecret(String secret) {
		return this.codes.bySecret(secret)
			.flatMap((kept) -> this.access.visibleEvent(kept.eventId(), new Caller(kept.subject(), kept.name(), false))
				.flatMap((programme) -> linked(programme, kept)));
	}

	/**
	 * What opens the calendar of an attendee's agenda.
	 * @param agenda the caller's own agenda
	 * @param caller the attendee
	 * @return the secret
	 */
	public Mono<String> calendarSecret(Agenda agenda, Caller caller) {
		return shown(agenda, caller).mapNotNull(AgendaDocument::calendarSecret);
	}

	/**
	 * Gives the caller's calendar another secret; the old one opens nothing any more.
	 * Done also when the event is over.
	 * @param eventId the event
	 * @param replaced the secret to replace, so that asking again does not replace the
	 * new one; null for whatever it is
	 * @param caller the attendee
	 * @return the agenda as it is then
	 */
	public Mono<Agenda> renewCalendar(String eventId, @Nullable String replaced, Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.then(this.access.requiredEvent(eventId, caller))
			.flatMap((programme) -> this.codes.renewCalendar(AgendaOwner.of(programme.id(), caller), replaced)
				.flatMap((kept) -> linked(programme, kept)));
	}

	/**
	 * The caller's own agenda with the code and the calendar secret that it has or would
	 * have.
	 */
	Mono<AgendaDocument> shown(Agenda agenda, Caller caller) {
		return this.codes.shown(AgendaOwner.of(agenda.programme().id(), caller), agenda.document());
	}

	/**
	 * Whether sessions stand in the caller's agenda.
	 */
	Mono<Map<Session, Boolean>> holding(Collection<Session> sessions, Caller caller) {
		Map<Programme, List<Session>> byEvent = sessions.stream().collect(Collectors.groupingBy(Session::programme));
		return Flux.fromIterable(byEvent.entrySet())
			.flatMap((some) -> own(some.getKey(), caller).flatMapIterable((agenda) -> some.getValue()
				.stream()
				.map((session) -> Map.entry(session, agenda.has(session)))
				.toList()))
			.collectMap(Map.Entry::getKey, Map.Entry::getValue);
	}

	/**
	 * What is kept of the caller's own agenda of an event.
	 */
	Mono<AgendaDocument> kept(String eventId, Caller caller) {
		return this.live.get(AgendaOwner.of(eventId, caller));
	}

	Mono<Agenda> linked(Programme programme, AgendaDocument kept) {
		return Mono.zip(this.boards.of(programme.id()).get(), this.meetings.of(programme, kept.subject()),
				(board, met) -> new Agenda(programme, kept, board.seatsOf(kept.subject()), met));
	}

}
