package dev.plenum.agenda;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.plenum.platform.QrCode;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Session;
import dev.plenum.seating.BookSeatPayload.SeatBooked;
import dev.plenum.seating.BookSeatPayload.SeatWaiting;
import dev.plenum.seating.Seat;
import dev.plenum.seating.AcceptSeatPayload.SeatDeclined;
import dev.plenum.seating.SeatReleased;
import graphql.GraphQLContext;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/**
 * The GraphQL fields about the caller's own agenda.
 */
@Controller
class AgendaController {

	private static final String IN_MY_AGENDA = "inMyAgenda";

	private final OwnAgendas agendas;

	private final AgendaCodes codes;

	/**
	 * The batch is not cached: a subscription keeps its loaders until it ends, and would
	 * repeat its first answer forever.
	 */
	AgendaController(OwnAgendas agendas, AgendaCodes codes, BatchLoaderRegistry batches) {
		this.agendas = agendas;
		this.codes = codes;
		batches.<Session, Boolean>forName(IN_MY_AGENDA)
			.withOptions((options) -> options.setCachingEnabled(false))
			.registerMappedBatchLoader(this::holding);
	}

	@FromMemory
	@SchemaMapping
	Mono<Agenda> myAgenda(Event event, @ContextValue Caller caller) {
		return this.agendas.of(event.programme(), caller);
	}

	@FromMemory
	@SchemaMapping
	CompletableFuture<Boolean> inMyAgenda(Session session, @ContextValue Caller caller,
			DataLoader<Session, Boolean> inMyAgenda) {
		return (caller.subject() != null) ? inMyAgenda.load(session) : CompletableFuture.completedFuture(false);
	}

	@FromMemory
	@SchemaMapping
	Mono<String> myNote(Session session, @ContextValue Caller caller) {
		return this.agendas.stored(session.event().id(), caller).mapNotNull((kept) -> kept.notes().get(session.id()));
	}

	@SchemaMapping
	Mono<Agenda> agenda(SeatBooked booked, @ContextValue Caller caller) {
		return this.agendas.of(booked.session().programme(), caller);
	}

	@SchemaMapping
	Mono<Agenda> agenda(SeatWaiting waiting, @ContextValue Caller caller) {
		return this.agendas.of(waiting.session().programme(), caller);
	}

	@SchemaMapping(typeName = "SeatsHeld", field = "agenda")
	Mono<Agenda> agendaOfHolder(Seat.Given given, @ContextValue Caller caller) {
		return this.agendas.of(given.session().programme(), caller);
	}

	@SchemaMapping(typeName = "SeatInvitationAccepted", field = "agenda")
	Mono<Agenda> agendaOfInvited(Seat.Given given, @ContextValue Caller caller) {
		return this.agendas.of(given.session().programme(), caller);
	}

	@SchemaMapping
	Mono<Agenda> agenda(SeatReleased released, @ContextValue Caller caller) {
		return this.agendas.of(released.session().programme(), caller);
	}

	@SchemaMapping
	Mono<Agenda> agenda(SeatDeclined declined, @ContextValue Caller caller) {
		return this.agendas.of(declined.session().programme(), caller);
	}

	@SchemaMapping
	Mono<String> agendaCode(Agenda agenda, @ContextValue Caller caller) {
		return this.codes.shown(agenda.event().id(), agenda.document(), caller).mapNotNull(AgendaDocument::code);
	}

	@SchemaMapping
	Mono<String> agendaCodeSvg(Agenda agenda, @ContextValue Caller caller) {
		return agendaCode(agenda, caller).map(QrCode::svg);
	}

	private Mono<Map<Session, Boolean>> holding(Set<Session> sessions, BatchLoaderEnvironment environment) {
		GraphQLContext context = Objects.requireNonNull(environment.getContext());
		return this.agendas.holding(sessions, context.getOrDefault(Caller.CONTEXT_KEY, Caller.ANONYMOUS));
	}

}
