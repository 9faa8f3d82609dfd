package dev.plenum.exhibitor;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.plenum.platform.Present;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The lists of exhibitors, and the fields that depend on the caller or the time.
 */
@Controller
class ExhibitorController {

	private final ShowFloors floors;

	private final Favourites favourites;

	ExhibitorController(ShowFloors floors, Favourites favourites) {
		this.floors = floors;
		this.favourites = favourites;
	}

	@FromMemory
	@SchemaMapping
	Mono<Connection<Exhibitor>> exhibitors(Event event, Page page, @Argument @Nullable ExhibitorFilter filter,
			@Argument @Nullable ExhibitorSort sort, @ContextValue Present present, @ContextValue Caller caller) {
		return Mono.zip(this.floors.of(event.id()).get(), liked(event, filter, caller),
				(floor, liked) -> page
					.of(event.id(),
							floor.ids((filter != null) ? filter.at(present, floor, liked) : null,
									(sort != null) ? sort : ExhibitorSort.NAME, alphabet(event)),
							(id) -> id)
					.map((id) -> floor.exhibitor(id, event.programme())));
	}

	@FromMemory
	@SchemaMapping
	Mono<List<ExhibitorCategory>> exhibitorCategories(Event event) {
		return this.floors.of(event.id())
			.get()
			.map((floor) -> floor.categories()
				.stream()
				.map((category) -> new ExhibitorCategory(event.programme(), category))
				.toList());
	}

	@FromMemory
	@SchemaMapping
	boolean openNow(Exhibitor exhibitor, @ContextValue Present present) {
		return exhibitor.document().isOpenAt(present.between(exhibitor.document().turns()));
	}

	@FromMemory
	@SchemaMapping
	List<String> staffSubjects(Exhibitor exhibitor, @ContextValue Caller caller) {
		exhibitor.requireStaffedOrOrganisedBy(caller);
		return exhibitor.staff();
	}

	@FromMemory(forCallers = false)
	@SchemaMapping(typeName = "Viewer")
	Flux<Exhibitor> staffOf(@ContextValue Caller caller) {
		return this.floors.staffedBy(caller);
	}

	private Mono<Set<String>> liked(Event event, @Nullable ExhibitorFilter filter, Caller caller) {
		return (filter == null || filter.favourites() == null) ? Mono.just(Set.of())
				: Mono.fromCallable(caller::requireSubject).then(this.favourites.of(event.id(), caller));
	}

	private static Locale alphabet(Event event) {
		return event.languages().isEmpty() ? Locale.ROOT : event.languages().getFirst();
	}

}
