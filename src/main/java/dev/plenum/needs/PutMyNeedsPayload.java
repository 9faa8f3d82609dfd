package dev.plenum.needs;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Event;

/**
 * The outcome of {@code putMyNeeds}; the schema describes each member.
 */
sealed interface PutMyNeedsPayload {

	record MyNeedsPut(Event event) implements PutMyNeedsPayload {
	}

	record NeedsClosed(Event event) implements PutMyNeedsPayload, Refusal {
	}

}
