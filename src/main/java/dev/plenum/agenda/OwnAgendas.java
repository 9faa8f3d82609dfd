package dev.plenum.agenda;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.plenum.meeting.MeetingBoards;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import dev.plenum.seating.SeatingBoards;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reads people's own agendas from memory, linked with their seats and meetings and with
 * the programme.
 */
@Component
public class OwnAgendas {

	private final LiveAgendas live;

	private final SeatingBoards boards;

	private final MeetingBoards meetings;

	OwnAgendas(LiveAgendas live, SeatingBoards boards, MeetingBoards meetings) {
		this.live = live;
		this.boards = boards;
		this.meetings = meetings;
	}

	/**
	 * Returns the caller's own agenda.
	 * @param programme the event
	 * @param caller the attendee
	 * @return the agenda; empty without a token
	 */
	Mono<Agenda> of(Programme programme, Caller caller) {
		return stored(programme.id(), caller).flatMap((kept) -> linked(programme, kept, !caller.isLinked()));
	}

	/**
	 * Returns whether sessions are in the caller's agenda.
	 */
	Mono<Map<Session, Boolean>> holding(Collection<Session> sessions, Caller caller) {
		Map<Programme, List<Session>> byEvent = sessions.stream().collect(Collectors.groupingBy(Session::programme));
		return Flux.fromIterable(byEvent.entrySet())
			.flatMap((some) -> of(some.getKey(), caller).flatMapIterable((agenda) -> some.getValue()
				.stream()
				.map((session) -> Map.entry(session, agenda.has(session)))
				.toList()))
			.collectMap(Map.Entry::getKey, Map.Entry::getValue);
	}

	/**
	 * Returns what is stored of the caller's own agenda.
	 * @return the stored agenda, an unopened one if nothing is stored; empty without a
	 * token
	 */
	Mono<AgendaDocument> stored(String eventId, Caller caller) {
		return (caller.in(eventId).subject() == null) ? Mono.empty() : this.live.get(AgendaOwner.of(eventId, caller));
	}

	/**
	 * Links a stored agenda.
	 * @param programme the event
	 * @param kept the stored agenda
	 * @param hosting whether meetings that the attendee hosts are included; not for the
	 * holder of the attendee's ticket
	 * @return the agenda
	 */
	public Mono<Agenda> linked(Programme programme, AgendaDocument kept, boolean hosting) {
		return Mono.zip(this.boards.of(programme.id()).get(), this.meetings.of(programme, kept.subject(), hosting),
				(board, met) -> new Agenda(programme, kept, board.seatsOf(kept.subject()), met,
						() -> board.itemsOf(kept.subject())));
	}

}
