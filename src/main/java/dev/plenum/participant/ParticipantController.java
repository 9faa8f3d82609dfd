package dev.plenum.participant;

import dev.plenum.participant.ParticipantSelection.ParticipantFilter;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The participants of an event for its organisers.
 */
@Controller
class ParticipantController {

	private final ParticipantDesk desk;

	ParticipantController(ParticipantDesk desk) {
		this.desk = desk;
	}

	@SchemaMapping
	Mono<Connection<Participant>> participants(Event event, Page page, @Argument @Nullable String search,
			@Argument @Nullable ParticipantFilter filter, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return this.desk.page(event, new ParticipantSelection(search, filter), page);
	}

	@MutationMapping
	Mono<ParticipantPut> putParticipant(@Argument PutParticipantInput input, @ContextValue Caller caller) {
		return this.desk.put(input, caller)
			.map((participant) -> new ParticipantPut(participant, participant.programme().event()));
	}

	@MutationMapping
	Mono<ParticipantRemoved> removeParticipant(@Argument RemoveParticipantInput input, @ContextValue Caller caller) {
		return this.desk.remove(input.participantId(), input.requestId(), caller);
	}

	record RemoveParticipantInput(String participantId, @Nullable String requestId) {
	}

	record ParticipantPut(Participant participant, Event event) {
	}

	record ParticipantRemoved(@Nullable String removedId, Event event) {
	}

}
