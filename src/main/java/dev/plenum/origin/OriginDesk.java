package dev.plenum.origin;

import java.time.InstantSource;

import dev.plenum.origin.OriginController.RemoveImportOriginPayload;
import dev.plenum.origin.OriginDocument.Person;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.outbound.Outbound;
import dev.plenum.platform.removal.Removals;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Sets and removes origins for organisers, and shows them to organisers.
 */
@Component
class OriginDesk {

	private final EventAccess access;

	private final Origins origins;

	private final OriginNews news;

	private final Outbound outbound;

	private final Removals removals;

	private final InstantSource clock;

	OriginDesk(EventAccess access, Origins origins, OriginNews news, Outbound outbound, Removals removals,
			InstantSource clock) {
		this.access = access;
		this.origins = origins;
		this.news = news;
		this.outbound = outbound;
		this.removals = removals;
		this.clock = clock;
	}

	Mono<ImportOrigin> of(Programme programme) {
		return this.origins.ofEvent(programme.id()).map((document) -> new ImportOrigin(programme, document));
	}

	Mono<ImportOrigin> put(PutImportOriginInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> this.origins.newest(programme.id()).singleOptional().flatMap((known) -> {
				input.check(known.isEmpty(), this.outbound);
				var fields = input.fields(known.orElse(null), Person.of(caller), this.clock.instant());
				return known.isEmpty() ? this.origins.put(programme.id(), input.expectedVersion(), fields)
						: this.origins.change(programme.id(), input.expectedVersion(), fields);
			})
				.switchIfEmpty(Mono.error(() -> new Refused(new Outdated(programme.event()))))
				.map((document) -> new ImportOrigin(programme, document)));
	}

	Mono<RemoveImportOriginPayload> remove(String eventId, @Nullable String requestId, Caller caller) {
		String id = ImportOrigin.id(eventId);
		return this.access.organisedEventEvenIfArchived(eventId, caller)
			.flatMap((programme) -> this.removals.once(id, requestId, () -> this.origins.remove(eventId))
				.then(Mono.defer(() -> this.origins.newest(eventId).hasElement()))
				.map((exists) -> new RemoveImportOriginPayload(exists ? null : id, programme.event())));
	}

	Mono<ImportOrigin> fetchSoon(String eventId, boolean remove, @Nullable String requestId, Caller caller) {
		return this.access.organisedEvent(eventId, caller)
			.flatMap((programme) -> this.origins
				.fetchSoon(programme.id(), Person.of(caller), remove,
						RequestKey.of(requestId, "fetchImportOrigin", eventId, caller.requireHolder()),
						this.clock.instant())
				.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND,
						"The event has no origin. Set one with putImportOrigin.")))
				.map((document) -> new ImportOrigin(programme, document)));
	}

	/**
	 * The changes of an event's origin.
	 * @return the event after each change, without end; the error FORBIDDEN when the
	 * caller no longer organises the event
	 */
	Flux<Event> changes(String eventId, Caller caller, GraphQLContext context) {
		return this.access.changesWhileOrganised(eventId, caller, context,
				Flux.defer(() -> this.news.of(eventId, Resume.position(context))));
	}

}
