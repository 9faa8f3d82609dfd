package dev.plenum.organiser;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.Event;

/**
 * An event was not deleted because it is not a draft.
 *
 * @param event the event as it is now
 */
record NotADraft(Event event) implements Refusal {
}
