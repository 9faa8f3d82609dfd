package dev.plenum.agenda;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.programme.Session;
import dev.plenum.seating.CheckInTime;
import dev.plenum.seating.SeatingBoard;
import dev.plenum.seating.SeatingBoards;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Counts the attendees whom sessions concern, from the seats in memory and by one query
 * of the agendas.
 */
@Component
public class Audiences {

	private final Agendas agendas;

	private final LivePresences presences;

	private final SeatingBoards boards;

	Audiences(Agendas agendas, LivePresences presences, SeatingBoards boards) {
		this.agendas = agendas;
		this.presences = presences;
		this.boards = boards;
	}

	/**
	 * Counts the attendees whom at least one of some sessions concerns.
	 * @param eventId the event
	 * @param sessions sessions of the event
	 * @return the numbers
	 */
	public Mono<Audience> of(String eventId, Collection<Session> sessions) {
		return sessions.isEmpty() ? Mono.just(new Audience(0, 0, 0, 0))
				: this.boards.of(eventId).get().flatMap((board) -> of(eventId, sessions, board));
	}

	/**
	 * Finds the attendees who came to a session without seats, at its present time.
	 * @param session the session
	 * @return when each attendee came, by subject
	 */
	public Mono<Map<String, Instant>> presentAt(Session session) {
		CheckInTime time = CheckInTime.of(session);
		return this.presences.of(session.event().id())
			.get()
			.map((agendas) -> agendas.values()
				.stream()
				.filter((agenda) -> agenda.presence(session.id(), time) != null)
				.collect(Collectors.toMap(AgendaDocument::subject,
						(agenda) -> Objects.requireNonNull(agenda.presence(session.id(), time)))));
	}

	/**
	 * Finds the names of attendees, as their tokens had them when their agendas were
	 * created.
	 * @param eventId the event
	 * @param subjects the attendees
	 * @return the known names by subject
	 */
	public Mono<Map<String, String>> names(String eventId, Collection<String> subjects) {
		return this.agendas.named(eventId, subjects)
			.filter((agenda) -> agenda.name() != null)
			.collectMap(AgendaDocument::subject, (agenda) -> Objects.requireNonNull(agenda.name()));
	}

	private Mono<Audience> of(String eventId, Collection<Session> sessions, SeatingBoard board) {
		Map<Boolean, Set<String>> bySeat = sessions.stream()
			.flatMap((session) -> board.heldAt(session.id()).entrySet().stream())
			.collect(Collectors.partitioningBy((held) -> held.getValue().isBooked(),
					Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
		Set<String> seated = bySeat.getOrDefault(true, Set.of());
		Set<String> waiting = bySeat.getOrDefault(false, Set.of());
		return Mono.defer(() -> {
			Set<String> others = Stream.of(seated, waiting)
				.flatMap(Set::stream)
				.collect(Collectors.toCollection(HashSet::new));
			return this.agendas.subjectsWith(eventId, sessions).doOnNext(others::remove).count().map((inAgenda) -> {
				int stored = Math.toIntExact(inAgenda);
				return new Audience(stored + others.size(), stored, seated.size(), waiting.size());
			});
		});
	}

	/**
	 * The number of attendees whom some sessions concern.
	 *
	 * @param people all of them, each counted once
	 * @param inAgenda those whose stored agenda contains at least one of the sessions
	 * @param withSeat those who have a seat at one of the sessions
	 * @param waiting those who are on the waiting list of one of the sessions
	 */
	public record Audience(int people, int inAgenda, int withSeat, int waiting) {
	}

}
