/**
 * Subscriptions to the changes of schedules and to all visible changes of events.
 */
@NullMarked
package dev.plenum.live;

import org.jspecify.annotations.NullMarked;
