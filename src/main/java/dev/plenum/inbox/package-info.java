/**
 * The inbox of an attendee at an event: what others did that concerns the attendee. What
 * happens to the event is computed from the event and from what the attendee had in their
 * agenda then, so that it costs no write per person. What happens to one person is read
 * from the documents in which it happened.
 */
@NullMarked
package dev.plenum.inbox;

import org.jspecify.annotations.NullMarked;
