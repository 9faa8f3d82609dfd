package dev.plenum.organiser;

import java.util.List;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * Mutations of what an event consists of and of its organisers.
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

	record SetOrganisersInput(String eventId, @Nullable Integer expectedVersion, List<String> subjects) {
	}

	record EventPut(Event event) {
	}

	record OrganisersSet(Event event) {
	}

}
