package dev.plenum.agenda;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.plenum.agenda.AgendaDesk.MergeAgendaInput;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Session;
import dev.plenum.seating.BookSeatPayload.SeatBooked;
import dev.plenum.seating.BookSeatPayload.SeatWaiting;
import graphql.GraphQLContext;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/**
 * Reading and changing one's own agenda.
 */
@Controller
class AgendaController {

	private static final String IN_MY_AGENDA = "inMyAgenda";

	private final AgendaReader reader;

	private final AgendaDesk desk;

	/**
	 * The batch is not cached: a subscription keeps its loaders as long as it lasts, and
	 * would tell for ever what it has told once.
	 */
	AgendaController(AgendaReader reader, AgendaDesk desk, BatchLoaderRegistry batches) {
		this.reader = reader;
		this.desk = desk;
		batches.<Session, Boolean>forName(IN_MY_AGENDA)
			.withOptions((options) -> options.setCachingEnabled(false))
			.registerMappedBatchLoader(this::holding);
	}

	@FromMemory
	@SchemaMapping
	Mono<Agenda> myAgenda(Event event, @ContextValue Caller caller) {
		return this.reader.own(event.programme(), caller);
	}

	@FromMemory
	@SchemaMapping
	CompletableFuture<Boolean> inMyAgenda(Session session, @ContextValue Caller caller,
			DataLoader<Session, Boolean> inMyAgenda) {
		return (caller.subject() != null) ? inMyAgenda.load(session) : CompletableFuture.completedFuture(false);
	}

	@SchemaMapping
	Mono<Agenda> agenda(SeatBooked booked, @ContextValue Caller caller) {
		return this.reader.own(booked.seat().session().programme(), caller);
	}

	@SchemaMapping
	Mono<Agenda> agenda(SeatWaiting waiting, @ContextValue Caller caller) {
		return this.reader.own(waiting.seat().session().programme(), caller);
	}

	@MutationMapping
	Mono<AgendaPayload> addToAgenda(@Argument AgendaSessionInput input, @ContextValue Caller caller) {
		return this.desk.pick(input.sessionId(), true, caller).map(AgendaPayload::new);
	}

	@MutationMapping
	Mono<AgendaPayload> removeFromAgenda(@Argument AgendaSessionInput input, @ContextValue Caller caller) {
		return this.desk.pick(input.sessionId(), false, caller).map(AgendaPayload::new);
	}

	@MutationMapping
	Mono<AgendaPayload> mergeAgenda(@Argument MergeAgendaInput input, @ContextValue Caller caller) {
		return this.desk.merge(input, caller).map(AgendaPayload::new);
	}

	@MutationMapping
	Mono<PutAppointmentPayload> putAppointment(@Argument PutAppointmentInput input, @ContextValue Caller caller) {
		return this.desk.putAppointment(input, caller)
			.map((agenda) -> new PutAppointmentPayload(agenda,
					agenda.appointment(input.appointmentId(agenda.id())).orElseThrow()));
	}

	@MutationMapping
	Mono<AgendaPayload> removeAppointment(@Argument AppointmentRefInput input, @ContextValue Caller caller) {
		return this.desk.removeAppointment(input.appointmentId(), caller).map(AgendaPayload::new);
	}

	@MutationMapping
	Mono<AgendaPayload> putSessionNote(@Argument PutSessionNoteInput input, @ContextValue Caller caller) {
		return this.desk.putNote(input.sessionId(), input.text(), caller).map(AgendaPayload::new);
	}

	private Mono<Map<Session, Boolean>> holding(Set<Session> sessions, BatchLoaderEnvironment environment) {
		GraphQLContext context = Objects.requireNonNull(environment.getContext());
		return this.reader.holding(sessions, context.getOrDefault(Caller.CONTEXT_KEY, Caller.ANONYMOUS));
	}

	record AgendaSessionInput(String sessionId) {
	}

	record AppointmentRefInput(String appointmentId) {
	}

	record PutSessionNoteInput(String sessionId, @Nullable String text) {
	}

	record AgendaPayload(Agenda agenda) {
	}

	record PutAppointmentPayload(Agenda agenda, Appointment appointment) {
	}

}
