package dev.plenum.programme;

import dev.plenum.platform.graphql.Refusal;

/**
 * The event is for its participants, and the person is none of them.
 *
 * @param event the event
 */
public record NotAdmitted(Event event) implements Refusal {
}
