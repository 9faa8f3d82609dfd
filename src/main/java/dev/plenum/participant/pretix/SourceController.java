package dev.plenum.participant.pretix;

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
 * Resolves the fields of {@code pretix.graphqls}.
 */
@Controller
class SourceController {

	private final SourceDesk desk;

	SourceController(SourceDesk desk) {
		this.desk = desk;
	}

	@SchemaMapping
	Mono<RegistrationSource> registrationSource(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return this.desk.of(event.programme());
	}

	@MutationMapping
	Mono<RegistrationSourcePut> putRegistrationSource(@Argument PutRegistrationSourceInput input,
			@ContextValue Caller caller) {
		return this.desk.put(input, caller)
			.map((source) -> new RegistrationSourcePut(source, source.programme().event()));
	}

	@MutationMapping
	Mono<RemoveRegistrationSourcePayload> removeRegistrationSource(@Argument RemoveRegistrationSourceInput input,
			@ContextValue Caller caller) {
		return this.desk.remove(input.eventId(), input.requestId(), caller);
	}

	@MutationMapping
	Mono<RegistrationSourceDue> readRegistrationSource(@Argument ReadRegistrationSourceInput input,
			@ContextValue Caller caller) {
		return this.desk.readSoon(input.eventId(), Boolean.TRUE.equals(input.confirm()), input.requestId(), caller)
			.map((source) -> new RegistrationSourceDue(source, source.programme().event()));
	}

	record RemoveRegistrationSourceInput(String eventId, @Nullable String requestId) {
	}

	record ReadRegistrationSourceInput(String eventId, @Nullable Boolean confirm, @Nullable String requestId) {
	}

	record RegistrationSourcePut(RegistrationSource registrationSource, Event event) {
	}

	record RemoveRegistrationSourcePayload(@Nullable String removedId, Event event) {
	}

	record RegistrationSourceDue(RegistrationSource registrationSource, Event event) {
	}

}
