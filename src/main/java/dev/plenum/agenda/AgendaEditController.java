package dev.plenum.agenda;

import java.util.List;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * The mutations of the caller's own agenda.
 */
@Controller
class AgendaEditController {

	private final AgendaDesk desk;

	AgendaEditController(AgendaDesk desk) {
		this.desk = desk;
	}

	@MutationMapping
	Mono<AddedToAgenda> addToAgenda(@Argument AddToAgendaInput input, @ContextValue Caller caller) {
		return this.desk.add(input, caller);
	}

	@MutationMapping
	Mono<RemovedFromAgenda> removeFromAgenda(@Argument RemoveFromAgendaInput input, @ContextValue Caller caller) {
		return this.desk.remove(input, caller);
	}

	@MutationMapping
	Mono<AgendaMerged> mergeAgenda(@Argument MergeAgendaInput input, @ContextValue Caller caller) {
		return this.desk.merge(input, caller);
	}

	@MutationMapping
	Mono<AppointmentPut> putAppointment(@Argument PutAppointmentInput input, @ContextValue Caller caller) {
		return this.desk.putAppointment(input, caller);
	}

	@MutationMapping
	Mono<AppointmentRemoved> removeAppointment(@Argument RemoveAppointmentInput input, @ContextValue Caller caller) {
		return this.desk.removeAppointment(input, caller);
	}

	@MutationMapping
	Mono<SessionNotePut> putSessionNote(@Argument PutSessionNoteInput input, @ContextValue Caller caller) {
		return this.desk.putNote(input, caller);
	}

	record AddToAgendaInput(String sessionId, @Nullable String requestId) {
	}

	record RemoveFromAgendaInput(String sessionId, @Nullable String requestId) {
	}

	record RemoveAppointmentInput(String appointmentId, @Nullable String requestId) {
	}

	record PutSessionNoteInput(String sessionId, @Nullable String text, @Nullable String requestId) {
	}

	record AddedToAgenda(Session session, Agenda agenda) {
	}

	record RemovedFromAgenda(Session session, Agenda agenda) {

		public @Nullable String removedId() {
			return this.agenda.item(this.session.id()).isPresent() ? null
					: AgendaItem.id(this.agenda, this.session.id());
		}

	}

	record AgendaMerged(List<Session> sessions, Agenda agenda) {
	}

	record AppointmentPut(Agenda agenda, Appointment appointment) {
	}

	record AppointmentRemoved(Agenda agenda, @Nullable String removedId) {
	}

	record SessionNotePut(Session session, Agenda agenda) {
	}

}
