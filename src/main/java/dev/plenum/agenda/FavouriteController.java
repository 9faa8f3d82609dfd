package dev.plenum.agenda;

import java.util.Set;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.Favourites;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The exhibitors that an attendee likes, and what the attendee notes on them.
 */
@Controller
class FavouriteController implements Favourites {

	private final AgendaReader reader;

	private final AgendaDesk desk;

	private final ShowFloors floors;

	FavouriteController(AgendaReader reader, AgendaDesk desk, ShowFloors floors) {
		this.reader = reader;
		this.desk = desk;
		this.floors = floors;
	}

	@Override
	public Mono<Set<String>> of(String eventId, Caller caller) {
		return this.reader.kept(eventId, caller).map((kept) -> kept.favourites().keySet());
	}

	@FromMemory
	@SchemaMapping
	Mono<Boolean> isFavourite(Exhibitor exhibitor, @ContextValue Caller caller) {
		return (caller.subject() == null) ? Mono.just(false) : this.reader.kept(exhibitor.event().id(), caller)
			.map((kept) -> kept.favourites().containsKey(exhibitor.id()));
	}

	@FromMemory
	@SchemaMapping
	Mono<String> myNote(Exhibitor exhibitor, @ContextValue Caller caller) {
		return (caller.subject() == null) ? Mono.empty() : this.reader.kept(exhibitor.event().id(), caller)
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
	Mono<FavouritePayload> favouriteExhibitor(@Argument FavouriteInput input, @ContextValue Caller caller) {
		return this.floors.required(input.exhibitorId(), caller)
			.flatMap((exhibitor) -> this.desk.favourite(exhibitor.id(), true, caller)
				.map((agenda) -> new FavouritePayload(exhibitor, agenda)));
	}

	@MutationMapping
	Mono<FavouritePayload> unfavouriteExhibitor(@Argument FavouriteInput input, @ContextValue Caller caller) {
		return this.floors.required(input.exhibitorId(), caller)
			.flatMap((exhibitor) -> this.desk.favourite(exhibitor.id(), false, caller)
				.map((agenda) -> new FavouritePayload(exhibitor, agenda)));
	}

	@MutationMapping
	Mono<FavouritePayload> putExhibitorNote(@Argument PutExhibitorNoteInput input, @ContextValue Caller caller) {
		return this.floors.required(input.exhibitorId(), caller)
			.flatMap((exhibitor) -> this.desk.putExhibitorNote(exhibitor.id(), input.text(), caller)
				.map((agenda) -> new FavouritePayload(exhibitor, agenda)));
	}

	record FavouriteInput(String exhibitorId) {
	}

	record PutExhibitorNoteInput(String exhibitorId, @Nullable String text) {
	}

	record FavouritePayload(Exhibitor exhibitor, Agenda agenda) {
	}

}
