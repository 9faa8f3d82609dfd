package dev.plenum.exhibitor;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
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
 * Who exhibits at an event.
 */
@Controller
class ExhibitorController {

	private final ShowFloors floors;

	private final InstantSource clock;

	ExhibitorController(ShowFloors floors, InstantSource clock) {
		this.floors = floors;
		this.clock = clock;
	}

	@SchemaMapping
	Mono<Connection<Exhibitor>> exhibitors(Event event, @Argument @Nullable Integer first,
			@Argument @Nullable String after, @Argument @Nullable ExhibitorFilter filter,
			@Argument @Nullable ExhibitorSort sort) {
		Instant now = this.clock.instant();
		return this.floors.of(event.id())
			.get()
			.map((floor) -> Connection
				.of(floor.ids((filter != null) ? (stand) -> filter.matches(stand, now) : null,
						(sort != null) ? sort : ExhibitorSort.NAME, alphabet(event)), first, after, (id) -> id)
				.map((id) -> floor.exhibitor(id, event.programme())));
	}

	@SchemaMapping
	Mono<List<ExhibitorCategory>> exhibitorCategories(Event event) {
		return this.floors.of(event.id())
			.get()
			.map((floor) -> floor.categories()
				.stream()
				.map((category) -> new ExhibitorCategory(event.programme(), category))
				.toList());
	}

	@SchemaMapping
	boolean openNow(Exhibitor exhibitor) {
		return exhibitor.document().isOpenAt(this.clock.instant());
	}

	@SchemaMapping
	List<String> staffSubjects(Exhibitor exhibitor, @ContextValue Caller caller) {
		caller.requireSubject();
		if (!exhibitor.isStaffedBy(caller) && !exhibitor.event().isOrganisedBy(caller)) {
			throw Problem.of(ErrorCode.FORBIDDEN,
					"Only the staff of this exhibitor and the organisers of the event may see that.");
		}
		return exhibitor.staff();
	}

	@SchemaMapping(typeName = "Viewer")
	Flux<Exhibitor> staffOf(@ContextValue Caller caller) {
		return this.floors.staffedBy(caller);
	}

	private static Locale alphabet(Event event) {
		return event.languages().isEmpty() ? Locale.ROOT : event.languages().getFirst();
	}

}
