package dev.plenum.organiser;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import dev.plenum.organiser.PublishEventPayload.EventPublished;
import dev.plenum.organiser.PublishEventPayload.PublicationScheduled;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.EventState;
import dev.plenum.programme.document.Events;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Publishes, unpublishes, archives and deletes events. A deletion first marks the draft,
 * which can no longer be published then, removes what belongs to it, and removes the
 * event itself last. If it is interrupted, the next request continues it, or any server
 * after a minute.
 */
@Component
class EventStateDesk {

	/** A request ends earlier. */
	private static final Duration LONGEST_DELETION = Duration.ofMinutes(1);

	private final EventAccess access;

	private final ProgrammeWriter writer;

	private final Programmes programmes;

	private final Events events;

	private final EventContent content;

	private final InstantSource clock;

	EventStateDesk(EventAccess access, ProgrammeWriter writer, Programmes programmes, Events events,
			EventContent content, InstantSource clock) {
		this.access = access;
		this.writer = writer;
		this.programmes = programmes;
		this.events = events;
		this.content = content;
		this.clock = clock;
	}

	Mono<Event> publish(String eventId, @Nullable Integer expectedVersion, Caller caller) {
		return this.access.organisedEventEvenIfArchived(eventId, caller)
			.flatMap((programme) -> set(programme, EventState.PUBLISHED, expectedVersion));
	}

	/**
	 * Publishes a draft at a time. Publishes it at once if the time has passed.
	 */
	Mono<PublishEventPayload> publishAt(String eventId, Instant at, @Nullable Integer expectedVersion, Caller caller) {
		return this.access.organisedEvent(eventId, caller).flatMap((programme) -> {
			if (programme.event().state() != EventState.DRAFT || !at.isAfter(this.clock.instant())) {
				return set(programme, EventState.PUBLISHED, expectedVersion).map(EventPublished::new);
			}
			return this.writer.putEvent(eventId, this.events.publishLater(eventId, expectedVersion, at))
				.map(PublicationScheduled::new);
		});
	}

	Mono<Event> unpublish(String eventId, @Nullable Integer expectedVersion, Caller caller) {
		return this.access.organisedEvent(eventId, caller)
			.flatMap((programme) -> set(programme, EventState.DRAFT, expectedVersion));
	}

	Mono<Event> archive(String eventId, @Nullable Integer expectedVersion, Caller caller) {
		return this.access.organisedEventEvenIfArchived(eventId, caller)
			.flatMap((programme) -> set(programme, EventState.ARCHIVED, expectedVersion));
	}

	Mono<Void> delete(String eventId, @Nullable Integer expectedVersion, Caller caller) {
		return this.access.organisedEventToDelete(eventId, caller)
			.flatMap((programme) -> this.events.beginDeletion(eventId, expectedVersion, this.clock.instant()))
			.switchIfEmpty(Mono.defer(() -> refusedDeletion(eventId)))
			.flatMap(this.programmes::known)
			.then(Mono.defer(() -> endDeletion(eventId)));
	}

	/**
	 * Completes the deletions that a server or a time limit has interrupted.
	 */
	Mono<Void> endDeletions() {
		Instant before = this.clock.instant().minus(LONGEST_DELETION);
		return this.programmes.drafts()
			.filter((draft) -> draft.deletedAt() != null && draft.deletedAt().isBefore(before))
			.concatMapDelayError((draft) -> endDeletion(draft.id()))
			.then();
	}

	private Mono<Void> endDeletion(String eventId) {
		return this.content.remove(eventId).then(this.events.endDeletion(eventId)).then(this.programmes.gone(eventId));
	}

	private Mono<Event> set(Programme programme, EventState state, @Nullable Integer expectedVersion) {
		return this.writer.putEvent(programme.id(), this.events.setState(programme.id(), expectedVersion, state));
	}

	private Mono<EventDocument> refusedDeletion(String eventId) {
		return this.events.newest(eventId).flatMap(this.programmes::known).flatMap((programme) -> {
			Event event = programme.event();
			return Mono.error(() -> new Refused(
					(event.state() == EventState.DRAFT) ? new Outdated(event) : new NotADraft(event)));
		});
	}

}
