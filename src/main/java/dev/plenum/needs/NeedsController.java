package dev.plenum.needs;

import java.time.Instant;
import java.time.InstantSource;

import dev.plenum.needs.PutMyNeedsPayload.MyNeedsPut;
import dev.plenum.needs.PutMyNeedsPayload.NeedsClosed;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code needs.graphqls}. From the date of the deletion on nothing
 * is shown, also while it is still stored.
 */
@Controller
class NeedsController {

	private final EventAccess access;

	private final Needs needs;

	private final InstantSource clock;

	NeedsController(EventAccess access, Needs needs, InstantSource clock) {
		this.access = access;
		this.needs = needs;
		this.clock = clock;
	}

	@SchemaMapping
	Mono<NeedsDocument> myNeeds(Event event, @ContextValue Caller caller) {
		String subject = caller.in(event.id()).subject();
		return (subject == null || !isKept(event)) ? Mono.empty() : this.needs.of(event.id(), subject);
	}

	@SchemaMapping
	Mono<NeedsTotals> needs(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		Flux<NeedsDocument> kept = isKept(event) ? this.needs.ofEvent(event.id()) : Flux.empty();
		return kept.collectList().map(NeedsTotals::new);
	}

	@MutationMapping
	Mono<PutMyNeedsPayload> putMyNeeds(@Argument PutMyNeedsInput input, @ContextValue Caller caller) {
		return this.access.joinedEvent(input.eventId(), caller)
			.flatMap((programme) -> put(input, programme.event(), caller.requireSubject()));
	}

	private Mono<PutMyNeedsPayload> put(PutMyNeedsInput input, Event event, String subject) {
		input.check();
		if (!isKept(event)) {
			return Mono.just(new NeedsClosed(event));
		}
		String request = input.requestKey(subject);
		Instant now = this.clock.instant();
		Mono<?> written = (input.isEmpty() && request == null)
				? this.needs.clear(event.id(), subject, input.fields(), now)
				: this.needs.put(event.id(), subject, input.fields(), request, now);
		return written.thenReturn(new MyNeedsPut(event));
	}

	private boolean isKept(Event event) {
		return event.keepsNeedsAt(this.clock.instant());
	}

}
