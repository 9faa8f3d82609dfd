package dev.plenum.agenda;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.plenum.meeting.MeetingBoards;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
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

	private static final String NO_SECRET = "";

	private final Agendas agendas;

	private final LiveAgendas live;

	private final SeatingBoards boards;

	private final MeetingBoards meetings;

	private final Programmes programmes;

	AgendaReader(Agendas agendas, LiveAgendas live, SeatingBoards boards, MeetingBoards meetings,
			Programmes programmes) {
		this.agendas = agendas;
		this.live = live;
		this.boards = boards;
		this.meetings = meetings;
		this.programmes = programmes;
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
	 * The agenda that a calendar's secret opens. An unknown secret asks the same of the
	 * database as a known one.
	 * @param secret any secret
	 * @return the agenda; empty for an unknown secret
	 */
	public Mono<Agenda> bySecret(String secret) {
		return this.agendas.byId(Secrets.agendaId(secret).orElse(NO_SECRET))
			.filter((kept) -> kept.calendarSecret() != null && Secrets.same(secret, kept.calendarSecret()))
			.flatMap((kept) -> this.programmes.visible(kept.eventId(), new Caller(kept.subject(), kept.name(), false))
				.flatMap((programme) -> linked(programme, kept)));
	}

	/**
	 * What opens the calendar of an attendee's agenda.
	 * @param agenda the caller's own agenda
	 * @param caller the attendee
	 * @return the secret
	 */
	public Mono<String> calendarSecret(Agenda agenda, Caller caller) {
		return opened(agenda, caller).mapNotNull(AgendaDocument::calendarSecret);
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
			.then(this.programmes.required(eventId, caller))
			.flatMap((programme) -> this.agendas.renewCalendar(AgendaOwner.of(programme.id(), caller), replaced)
				.flatMap((kept) -> linked(programme, kept)));
	}

	/**
	 * What is kept of the caller's own agenda, which begins to be kept by this.
	 */
	Mono<AgendaDocument> opened(Agenda agenda, Caller caller) {
		return (agenda.document().code() != null) ? Mono.just(agenda.document())
				: this.agendas.open(AgendaOwner.of(agenda.programme().id(), caller));
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
