package dev.plenum.agenda;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.agenda.AgendaEdit.Picking;
import dev.plenum.agenda.AgendaEditController.AddToAgendaInput;
import dev.plenum.agenda.AgendaEditController.AddedToAgenda;
import dev.plenum.agenda.AgendaEditController.AgendaMerged;
import dev.plenum.agenda.AgendaEditController.AppointmentPut;
import dev.plenum.agenda.AgendaEditController.AppointmentRemoved;
import dev.plenum.agenda.AgendaEditController.PutSessionNoteInput;
import dev.plenum.agenda.AgendaEditController.RemoveAppointmentInput;
import dev.plenum.agenda.AgendaEditController.RemoveFromAgendaInput;
import dev.plenum.agenda.AgendaEditController.RemovedFromAgenda;
import dev.plenum.agenda.AgendaEditController.SessionNotePut;
import dev.plenum.announcement.BulletinBoards;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.LimitReached;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.graphql.Superseded;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Changes the callers' own agendas. Each change is one write of the attendee's document.
 */
@Component
public class AgendaDesk {

	private final EventAccess access;

	private final Agendas agendas;

	private final OwnAgendas own;

	private final BulletinBoards bulletins;

	private final InstantSource clock;

	AgendaDesk(EventAccess access, Agendas agendas, OwnAgendas own, BulletinBoards bulletins, InstantSource clock) {
		this.access = access;
		this.agendas = agendas;
		this.own = own;
		this.bulletins = bulletins;
		this.clock = clock;
	}

	/**
	 * Adds a session to an attendee's agenda.
	 * @param sessionId the session
	 * @param attendee the attendee
	 * @return completes when it is stored
	 */
	public Mono<Void> add(String sessionId, Caller attendee) {
		return add(new AddToAgendaInput(sessionId, null), attendee).then();
	}

	Mono<AddedToAgenda> add(AddToAgendaInput input, Caller caller) {
		return this.access.joinedSession(input.sessionId(), caller)
			.flatMap((session) -> picked(session.programme(), caller, Map.of(session.id(), true), null,
					key(input.requestId(), "addToAgenda", session.id(), caller))
				.flatMap((kept) -> linked(session.programme(), kept, caller))
				.map((agenda) -> new AddedToAgenda(session, agenda)));
	}

	Mono<RemovedFromAgenda> remove(RemoveFromAgendaInput input, Caller caller) {
		return this.access.attendedSession(input.sessionId(), caller)
			.flatMap((session) -> picked(session.programme(), caller, Map.of(session.id(), false), null,
					key(input.requestId(), "removeFromAgenda", session.id(), caller))
				.flatMap((kept) -> linked(session.programme(), kept, caller))
				.map((agenda) -> new RemovedFromAgenda(session, agenda)));
	}

	Mono<AgendaMerged> merge(MergeAgendaInput input, Caller caller) {
		return this.access.joinedEvent(input.eventId(), caller)
			.flatMap((programme) -> Mono.fromCallable(() -> input.sessions(programme))
				.flatMap((sessions) -> merge(programme, input, caller)
					.map((agenda) -> new AgendaMerged(sessions, agenda))));
	}

	private Mono<Agenda> merge(Programme programme, MergeAgendaInput input, Caller caller) {
		Instant now = this.clock.instant();
		List<AgendaEdit> notes = input.noteEdits(now);
		AgendaOwner owner = AgendaOwner.of(programme.id(), caller);
		return picked(programme, caller, input.decisions(), input.decidedAt(now), null)
			.flatMap((picked) -> Flux.fromIterable(notes)
				.concatMap((note) -> this.agendas.apply(owner, note.takingPart(now), null))
				.last(picked))
			.flatMap((kept) -> linked(programme, kept, caller));
	}

	Mono<SessionNotePut> putNote(PutSessionNoteInput input, Caller caller) {
		return this.access.joinedSession(input.sessionId(), caller)
			.flatMap((session) -> apply(session.programme(), caller,
					AgendaEdit.sessionNote(session.id(), AgendaEdit.checkedNote(input.text()))
						.takingPart(this.clock.instant()),
					key(input.requestId(), "putSessionNote", session.id(), caller))
				.map((agenda) -> new SessionNotePut(session, agenda)));
	}

	Mono<AppointmentPut> putAppointment(PutAppointmentInput input, Caller caller) {
		return this.access.joinedEvent(input.eventId(), caller).flatMap((programme) -> {
			AgendaOwner owner = AgendaOwner.of(programme.id(), caller);
			String id = input.appointmentId(owner.agendaId());
			String request = input.requestKey(id, owner.subject());
			Instant now = this.clock.instant();
			AppointmentEntry entry = input.entry(programme, now);
			AgendaEdit change = AgendaEdit.changedAppointment(id, input, now);
			return this.agendas.putAppointment(owner, id, (input.key() != null) ? entry : null, change, request)
				.flatMap((kept) -> linked(programme, kept, caller))
				.map((agenda) -> outcome(agenda, id, input.key() != null, request));
		});
	}

	Mono<AppointmentRemoved> removeAppointment(RemoveAppointmentInput input, Caller caller) {
		return Mono.fromRunnable(() -> PutAppointmentInput.requireId(input.appointmentId(), "appointmentId"))
			.then(this.access.attendedEventContaining(input.appointmentId(), caller))
			.flatMap((programme) -> apply(programme, caller, AgendaEdit.removedAppointment(input.appointmentId()),
					key(input.requestId(), "removeAppointment", input.appointmentId(), caller)))
			.map((agenda) -> new AppointmentRemoved(agenda,
					agenda.appointment(input.appointmentId()).isPresent() ? null : input.appointmentId()));
	}

	/**
	 * Applies an edit that the caller may make.
	 * @param request the key of the request; null to carry out each repetition
	 */
	Mono<Agenda> apply(Programme programme, Caller caller, AgendaEdit edit, @Nullable String request) {
		return this.agendas.apply(AgendaOwner.of(programme.id(), caller), edit, request)
			.flatMap((kept) -> linked(programme, kept, caller));
	}

	/**
	 * Adds and removes sessions.
	 * @param decidedAt when the caller decided on a device that was offline; null for now
	 */
	private Mono<AgendaDocument> picked(Programme programme, Caller caller, Map<String, Boolean> sessions,
			@Nullable Instant decidedAt, @Nullable String request) {
		return Mono.zip(this.own.stored(programme.id(), caller), this.bulletins.position(programme))
			.flatMap((known) -> this.agendas.pick(AgendaOwner.of(programme.id(), caller), known.getT1(),
					new Picking(sessions, decidedAt, this.clock.instant(), programme.schedule(), known.getT2()),
					request));
	}

	private Mono<Agenda> linked(Programme programme, AgendaDocument kept, Caller caller) {
		return this.own.linked(programme, kept, !caller.isLinked());
	}

	private static AppointmentPut outcome(Agenda agenda, String id, boolean creates, @Nullable String request) {
		return agenda.appointment(id)
			.map((appointment) -> new AppointmentPut(agenda, appointment))
			.<RuntimeException>orElseThrow(() -> {
				if (agenda.document().remembers(request)) {
					return new Refused(new Superseded());
				}
				return creates ? new Refused(new LimitReached("appointments", AgendaEdit.MOST_APPOINTMENTS))
						: Problem.of(ErrorCode.NOT_FOUND, "Your agenda has no appointment '%s'.".formatted(id));
			});
	}

	private static @Nullable String key(@Nullable String requestId, String mutation, String targetId, Caller caller) {
		return RequestKey.of(requestId, mutation, targetId, caller.requireSubject());
	}

}
