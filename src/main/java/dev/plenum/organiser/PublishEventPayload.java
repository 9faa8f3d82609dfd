package dev.plenum.organiser;

import dev.plenum.programme.Event;

/** The outcome of a publication; the schema describes each one. */
sealed interface PublishEventPayload {

	record EventPublished(Event event) implements PublishEventPayload {
	}

	record PublicationScheduled(Event event) implements PublishEventPayload {
	}

}
