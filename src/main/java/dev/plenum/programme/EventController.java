package dev.plenum.programme;

import java.time.LocalDate;
import java.util.List;

import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.document.AccessFeature;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Queries of events and of the caller.
 */
@Controller
class EventController {

	private static final String EVERYTHING = "";

	private final Programmes programmes;

	private final EventAccess access;

	EventController(Programmes programmes, EventAccess access) {
		this.programmes = programmes;
		this.access = access;
	}

	@FromMemory
	@QueryMapping
	Mono<Connection<Event>> events(Page page, @ContextValue Caller caller) {
		return this.programmes.directory()
			.map((events) -> page.of(EVERYTHING, events.published(), (id) -> id))
			.flatMap((found) -> found.mapNodes((id) -> this.access.visibleEvent(id, caller).map(Programme::event)));
	}

	@FromMemory
	@QueryMapping
	Mono<Event> event(@Argument @Nullable String id, @Argument @Nullable String slug, @ContextValue Caller caller) {
		if ((id == null) == (slug == null)) {
			throw Problem.badInput("Give either the id or the slug.", (id == null) ? "id" : "slug");
		}
		return ((id != null) ? this.access.visibleEvent(id, caller)
				: this.access.visibleEventBySlug(String.valueOf(slug), caller))
			.map(Programme::event);
	}

	@FromMemory
	@QueryMapping
	@Nullable Viewer viewer(@ContextValue Caller caller) {
		return (caller.holder() != null) ? new Viewer(caller.holder(), caller.name()) : null;
	}

	@FromMemory
	@SchemaMapping
	Flux<Event> organiserOf(Viewer viewer) {
		return this.programmes.directory()
			.flatMapIterable((events) -> events.organisedBy(viewer.subject()))
			.take(Page.LARGEST)
			.flatMapSequential((id) -> this.programmes.live(id).get())
			.map(Programme::event);
	}

	@FromMemory
	@SchemaMapping
	List<String> organiserSubjects(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return event.subjects();
	}

	@FromMemory
	@SchemaMapping
	List<Day> days(Event event, @Argument @Nullable LocalDate date) {
		return event.programme().days().stream().filter((day) -> date == null || day.date().equals(date)).toList();
	}

	@FromMemory
	@SchemaMapping
	List<Room> rooms(Event event, @Argument @Nullable List<AccessFeature> access) {
		return event.programme().rooms().stream().filter((room) -> access == null || room.has(access)).toList();
	}

	/**
	 * The caller.
	 *
	 * @param subject the subject of the token
	 * @param name the name in the token; null if it has none
	 */
	record Viewer(String subject, @Nullable String name) {
	}

}
