package dev.plenum.agenda;

import java.time.InstantSource;
import java.util.Set;
import java.util.function.BiFunction;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.Favourites;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The GraphQL fields and mutations about the caller's favourite exhibitors, and the
 * caller's notes on exhibitors.
 */
@Controller
class FavouriteController implements Favourites {

	private final OwnAgendas agendas;

	private final AgendaDesk desk;

	private final ShowFloors floors;

	private final EventAccess access;

	private final InstantSource clock;

	FavouriteController(OwnAgendas agendas, AgendaDesk desk, ShowFloors floors, EventAccess access,
			InstantSource clock) {
		this.agendas = agendas;
		this.desk = desk;
		this.floors = floors;
		this.access = access;
		this.clock = clock;
	}

	@Override
	public Mono<Set<String>> of(String eventId, Caller caller) {
		return this.agendas.stored(eventId, caller).map((kept) -> kept.favourites().keySet());
	}

	@FromMemory
	@SchemaMapping
	Mono<Boolean> favourite(Exhibitor exhibitor, @ContextValue Caller caller) {
		return this.agendas.stored(exhibitor.event().id(), caller)
			.map((kept) -> kept.favourites().containsKey(exhibitor.id()))
			.defaultIfEmpty(false);
	}

	@FromMemory
	@SchemaMapping
	Mono<String> myNote(Exhibitor exhibitor, @ContextValue Caller caller) {
		return this.agendas.stored(exhibitor.event().id(), caller)
			.mapNotNull((kept) -> kept.exhibitorNotes().get(exhibitor.id()));
	}

	@SchemaMapping
	Flux<Exhibitor> favourites(Agenda agenda) {
		return this.floors.among(agenda.document().favourites().keySet(), agenda.programme());
	}

	@SchemaMapping
	Mono<Exhibitor> exhibitor(AgendaChange change, @ContextValue Caller caller) {
		return (change.exhibitorId() != null) ? this.floors.visible(change.exhibitorId(), caller) : Mono.empty();
	}

	@MutationMapping
	Mono<ExhibitorFavourited> favouriteExhibitor(@Argument FavouriteExhibitorInput input, @ContextValue Caller caller) {
		return apply(input.exhibitorId(), caller, this.access::joinedEventContaining,
				AgendaEdit.favourite(input.exhibitorId(), this.clock.instant()).takingPart(this.clock.instant()),
				RequestKey.of(input.requestId(), "favouriteExhibitor", input.exhibitorId(), caller.requireSubject()),
				ExhibitorFavourited::new);
	}

	@MutationMapping
	Mono<ExhibitorUnfavourited> unfavouriteExhibitor(@Argument UnfavouriteExhibitorInput input,
			@ContextValue Caller caller) {
		return apply(input.exhibitorId(), caller, this.access::attendedEventContaining,
				AgendaEdit.unfavourite(input.exhibitorId()),
				RequestKey.of(input.requestId(), "unfavouriteExhibitor", input.exhibitorId(), caller.requireSubject()),
				ExhibitorUnfavourited::new);
	}

	@MutationMapping
	Mono<ExhibitorNotePut> putExhibitorNote(@Argument PutExhibitorNoteInput input, @ContextValue Caller caller) {
		return apply(input.exhibitorId(), caller, this.access::joinedEventContaining,
				AgendaEdit.exhibitorNote(input.exhibitorId(), AgendaEdit.checkedNote(input.text()))
					.takingPart(this.clock.instant()),
				RequestKey.of(input.requestId(), "putExhibitorNote", input.exhibitorId(), caller.requireSubject()),
				ExhibitorNotePut::new);
	}

	private <P> Mono<P> apply(String exhibitorId, Caller caller, BiFunction<String, Caller, Mono<Programme>> event,
			AgendaEdit edit, @Nullable String request, BiFunction<Exhibitor, Agenda, P> payload) {
		return this.floors.required(exhibitorId, caller)
			.zipWhen((exhibitor) -> event.apply(exhibitor.id(), caller)
				.flatMap((programme) -> this.desk.apply(programme, caller, edit, request)), payload);
	}

	record FavouriteExhibitorInput(String exhibitorId, @Nullable String requestId) {
	}

	record UnfavouriteExhibitorInput(String exhibitorId, @Nullable String requestId) {
	}

	record PutExhibitorNoteInput(String exhibitorId, @Nullable String text, @Nullable String requestId) {
	}

	record ExhibitorFavourited(Exhibitor exhibitor, Agenda agenda) {
	}

	record ExhibitorUnfavourited(Exhibitor exhibitor, Agenda agenda) {
	}

	record ExhibitorNotePut(Exhibitor exhibitor, Agenda agenda) {
	}

}
