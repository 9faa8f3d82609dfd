package dev.plenum.participant.pretix;

import java.time.InstantSource;

import dev.plenum.participant.pretix.SourceController.RemoveRegistrationSourcePayload;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.outbound.Outbound;
import dev.plenum.platform.removal.Removals;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Sets and removes registration sources for organisers, and shows them to organisers.
 */
@Component
class SourceDesk {

	private final EventAccess access;

	private final Sources sources;

	private final SourceSecrets secrets;

	private final Outbound outbound;

	private final Removals removals;

	private final InstantSource clock;

	SourceDesk(EventAccess access, Sources sources, SourceSecrets secrets, Outbound outbound, Removals removals,
			InstantSource clock) {
		this.access = access;
		this.sources = sources;
		this.secrets = secrets;
		this.outbound = outbound;
		this.removals = removals;
		this.clock = clock;
	}

	Mono<RegistrationSource> of(Programme programme) {
		return this.sources.ofEvent(programme.id()).map((document) -> shown(programme, document));
	}

	Mono<RegistrationSource> put(PutRegistrationSourceInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> this.sources.newest(programme.id())
				.singleOptional()
				.flatMap((known) -> put(input, known.orElse(null)))
				.switchIfEmpty(Mono.error(() -> new Refused(new Outdated(programme.event()))))
				.map((document) -> shown(programme, document)));
	}

	/**
	 * Writes only to the source that was checked, so that its token goes nowhere else.
	 */
	private Mono<SourceDocument> put(PutRegistrationSourceInput input, @Nullable SourceDocument known) {
		input.check(known, this.outbound);
		int version = (known != null) ? Math.toIntExact(known.version()) : 0;
		if (input.expectedVersion() != null && input.expectedVersion() != version) {
			return Mono.empty();
		}
		Fields fields = input.fields(known == null, this.secrets, this.clock.instant());
		return (known == null) ? this.sources.put(input.eventId(), version, fields)
				: this.sources.change(input.eventId(), version, fields);
	}

	Mono<RemoveRegistrationSourcePayload> remove(String eventId, @Nullable String requestId, Caller caller) {
		String id = RegistrationSource.id(eventId);
		return this.access.organisedEventEvenIfArchived(eventId, caller)
			.flatMap((programme) -> this.removals.once(id, requestId, () -> this.sources.remove(eventId))
				.then(Mono.defer(() -> this.sources.newest(eventId).hasElement()))
				.map((exists) -> new RemoveRegistrationSourcePayload(exists ? null : id, programme.event())));
	}

	Mono<RegistrationSource> readSoon(String eventId, boolean confirm, @Nullable String requestId, Caller caller) {
		return this.access.organisedEvent(eventId, caller)
			.flatMap((programme) -> this.sources
				.readSoon(programme.id(), confirm,
						RequestKey.of(requestId, "readRegistrationSource", eventId, caller.requireHolder()),
						this.clock.instant())
				.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND,
						"The event has no registration source. Set one with putRegistrationSource.")))
				.map((document) -> shown(programme, document)));
	}

	private RegistrationSource shown(Programme programme, SourceDocument document) {
		return new RegistrationSource(programme, document, SourceHookHandler.path(programme.event().slug(),
				this.secrets.hookSecret(document.eventId(), document.hook())));
	}

}
