package dev.plenum.agenda;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.plenum.programme.Session;
import dev.plenum.seating.CheckInTime;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The codes that attendees show at a door, and when attendees came to sessions in which
 * they have no seat.
 */
@Component
public class Presences {

	private final Agendas agendas;

	private final AgendaCodes codes;

	private final LivePresences live;

	private final InstantSource clock;

	Presences(Agendas agendas, AgendaCodes codes, LivePresences live, InstantSource clock) {
		this.agendas = agendas;
		this.codes = codes;
		this.live = live;
		this.clock = clock;
	}

	/**
	 * Finds the attendee with an agenda code.
	 * @param eventId the event
	 * @param code any text; spaces, hyphens and case do not matter
	 * @return the attendee; empty if nobody has this code
	 */
	public Mono<AgendaOwner> byCode(String eventId, String code) {
		return this.codes.byCode(eventId, AgendaCodes.normalised(code)).map(AgendaDocument::owner);
	}

	/**
	 * Finds the attendee with an agenda.
	 * @param agendaId any id
	 * @return the attendee; empty if there is no such agenda
	 */
	public Mono<AgendaOwner> byAgenda(String agendaId) {
		return agendaId.startsWith(Agendas.ID_PREFIX + '_') ? this.agendas.byId(agendaId).map(AgendaDocument::owner)
				: Mono.empty();
	}

	/**
	 * Finds the stored agendas of an event, with what concerns a door: codes, names and
	 * presences.
	 * @param eventId the event
	 * @return the agendas
	 */
	public Flux<AgendaDocument> all(String eventId) {
		return this.agendas.withCodes(eventId);
	}

	/**
	 * Returns the attendees who came to sessions in which they have no seat, from memory.
	 * @param eventId an existing event
	 * @return their agendas, with presences only; it contains every presence whose answer
	 * this server has sent
	 */
	public Mono<Collection<AgendaDocument>> present(String eventId) {
		return this.live.of(eventId).get().map(Map::values);
	}

	/**
	 * Returns what {@link #present} returns now and after each change, without end.
	 * @param eventId an existing event
	 * @return the agendas, with presences only
	 */
	public Flux<Collection<AgendaDocument>> follow(String eventId) {
		return this.live.of(eventId).readAndFollow().map(Map::values);
	}

	/**
	 * Finds the sessions to which an attendee came without a seat.
	 * @param owner the attendee
	 * @param sessions the sessions to look at
	 * @return those to which the attendee came, at their present time
	 */
	public Mono<List<Session>> cameTo(AgendaOwner owner, Collection<Session> sessions) {
		return this.agendas.of(owner)
			.map((agenda) -> sessions.stream()
				.filter((session) -> agenda.presence(session.id(), CheckInTime.of(session)) != null)
				.toList());
	}

	/**
	 * Records that an attendee came to a session in which they have no seat. Idempotent:
	 * the earliest time stays.
	 * @param owner the attendee, whose agenda need not be stored
	 * @param session the session
	 * @param at when they came; null for now
	 * @param request the key of the request, which is carried out once; null to carry out
	 * each repetition
	 * @return when they came
	 */
	public Mono<Presence> come(AgendaOwner owner, Session session, @Nullable Instant at, @Nullable String request) {
		CheckInTime time = CheckInTime.of(session);
		Instant moment = ((at != null) ? at : this.clock.instant()).truncatedTo(ChronoUnit.MILLIS);
		AgendaEdit edit = AgendaEdit.presence(session.id(), moment, time);
		return this.agendas.of(owner)
			.flatMap((kept) -> (kept.version() > 0) ? Mono.just(kept) : this.agendas.begin(owner))
			.flatMap((before) -> written(this.agendas.apply(owner, edit, request)).map((kept) -> {
				Instant came = kept.presence(session.id(), time);
				return new Presence(came, before.remembers(request) || moment.equals(came));
			}));
	}

	/**
	 * Records that an attendee has not come to a session without seats after all.
	 * Idempotent.
	 * @param owner the attendee
	 * @param session the session
	 * @param request the key of the request, which is carried out once; null to carry out
	 * each repetition
	 * @return completes afterwards
	 */
	public Mono<Void> undo(AgendaOwner owner, Session session, @Nullable String request) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		return written(this.agendas.apply(owner, AgendaEdit.absence(session.id(), now), request)).then();
	}

	/** Waits until the snapshot shows what was written. */
	private Mono<AgendaDocument> written(Mono<AgendaDocument> write) {
		return write
			.delayUntil((kept) -> this.live.of(kept.eventId()).when((known) -> LivePresences.shows(known, kept)));
	}

	/**
	 * When an attendee came.
	 *
	 * @param at the moment; null if a check-in did not count because a later one was
	 * undone
	 * @param first false if the attendee was checked in before
	 */
	public record Presence(@Nullable Instant at, boolean first) {
	}

}
