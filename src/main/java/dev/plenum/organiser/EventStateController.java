package dev.plenum.organiser;

import java.time.OffsetDateTime;

import dev.plenum.organiser.PublishEventPayload.EventPublished;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * Mutations of the state of an event, from its draft to its archive.
 */
@Controller
class EventStateController {

	private final EventStateDesk desk;

	EventStateController(EventStateDesk desk) {
		this.desk = desk;
	}

	@MutationMapping
	Mono<PublishEventPayload> publishEvent(@Argument PublishEventInput input, @ContextValue Caller caller) {
		return (input.at() != null)
				? this.desk.publishAt(input.eventId(), input.at().toInstant(), input.expectedVersion(), caller)
				: this.desk.publish(input.eventId(), input.expectedVersion(), caller).map(EventPublished::new);
	}

	@MutationMapping
	Mono<EventUnpublished> unpublishEvent(@Argument UnpublishEventInput input, @ContextValue Caller caller) {
		return this.desk.unpublish(input.eventId(), input.expectedVersion(), caller).map(EventUnpublished::new);
	}

	@MutationMapping
	Mono<EventArchived> archiveEvent(@Argument ArchiveEventInput input, @ContextValue Caller caller) {
		return this.desk.archive(input.eventId(), input.expectedVersion(), caller).map(EventArchived::new);
	}

	@MutationMapping
	Mono<EventDeleted> deleteEvent(@Argument DeleteEventInput input, @ContextValue Caller caller) {
		return this.desk.delete(input.eventId(), input.expectedVersion(), caller)
			.thenReturn(new EventDeleted(input.eventId()));
	}

	record PublishEventInput(String eventId, @Nullable Integer expectedVersion, @Nullable OffsetDateTime at) {
	}

	record UnpublishEventInput(String eventId, @Nullable Integer expectedVersion) {
	}

	record ArchiveEventInput(String eventId, @Nullable Integer expectedVersion) {
	}

	record DeleteEventInput(String eventId, @Nullable Integer expectedVersion) {
	}

	record EventUnpublished(Event event) {
	}

	record EventArchived(Event event) {
	}

	record EventDeleted(String removedId) {
	}

}
