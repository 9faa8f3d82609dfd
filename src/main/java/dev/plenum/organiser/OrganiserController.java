package dev.plenum.organiser;

import java.util.List;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * Mutations of events.
 */
@Controller
class OrganiserController {

	private final EventDesk desk;

	OrganiserController(EventDesk desk) {
		this.desk = desk;
	}

	@MutationMapping
	Mono<EventPut> putEvent(@Argument PutEventInput input, @ContextValue Caller caller) {
		return this.desk.put(input, caller).map(EventPut::new);
	}

	@MutationMapping
	Mono<OrganisersSet> setOrganisers(@Argument SetOrganisersInput input, @ContextValue Caller caller) {
		return this.desk.setOrganisers(input, caller).map(OrganisersSet::new);
	}

	@MutationMapping
	Mono<EventPublished> publishEvent(@Argument PublishEventInput input, @ContextValue Caller caller) {
		return this.desk.setState(input.eventId(), EventState.PUBLISHED, input.expectedVersion(), caller)
			.map(EventPublished::new);
	}

	@MutationMapping
	Mono<EventArchived> archiveEvent(@Argument ArchiveEventInput input, @ContextValue Caller caller) {
		return this.desk.setState(input.eventId(), EventState.ARCHIVED, input.expectedVersion(), caller)
			.map(EventArchived::new);
	}

	record SetOrganisersInput(String eventId, @Nullable Integer expectedVersion, List<String> subjects) {
	}

	record PublishEventInput(String eventId, @Nullable Integer expectedVersion) {
	}

	record ArchiveEventInput(String eventId, @Nullable Integer expectedVersion) {
	}

	record EventPut(Event event) {
	}

	record OrganisersSet(Event event) {
	}

	record EventPublished(Event event) {
	}

	record EventArchived(Event event) {
	}

}
