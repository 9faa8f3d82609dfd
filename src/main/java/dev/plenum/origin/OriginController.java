package dev.plenum.origin;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code origin.graphqls}.
 */
@Controller
class OriginController {

	private final OriginDesk desk;

	OriginController(OriginDesk desk) {
		this.desk = desk;
	}

	@SchemaMapping
	Mono<ImportOrigin> importOrigin(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return this.desk.of(event.programme());
	}

	@MutationMapping
	Mono<ImportOriginPut> putImportOrigin(@Argument PutImportOriginInput input, @ContextValue Caller caller) {
		return this.desk.put(input, caller).map((origin) -> new ImportOriginPut(origin, origin.programme().event()));
	}

	@MutationMapping
	Mono<RemoveImportOriginPayload> removeImportOrigin(@Argument RemoveImportOriginInput input,
			@ContextValue Caller caller) {
		return this.desk.remove(input.eventId(), input.requestId(), caller);
	}

	@MutationMapping
	Mono<ImportOriginDue> fetchImportOrigin(@Argument FetchImportOriginInput input, @ContextValue Caller caller) {
		return this.desk.fetchSoon(input.eventId(), Boolean.TRUE.equals(input.remove()), input.requestId(), caller)
			.map((origin) -> new ImportOriginDue(origin, origin.programme().event()));
	}

	@SubscriptionMapping
	Flux<ImportOriginChange> importOriginChanged(@Argument String eventId, @ContextValue Caller caller,
			GraphQLContext context) {
		return this.desk.changes(eventId, caller, context).map(ImportOriginChange::new);
	}

	record RemoveImportOriginInput(String eventId, @Nullable String requestId) {
	}

	record FetchImportOriginInput(String eventId, @Nullable Boolean remove, @Nullable String requestId) {
	}

	record ImportOriginPut(ImportOrigin importOrigin, Event event) {
	}

	record RemoveImportOriginPayload(@Nullable String removedId, Event event) {
	}

	record ImportOriginDue(ImportOrigin importOrigin, Event event) {
	}

	record ImportOriginChange(Event event) {
	}

}
