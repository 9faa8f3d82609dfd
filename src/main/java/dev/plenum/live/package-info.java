/**
 * Subscriptions to the changes of schedules.
 */
@NullMarked
package dev.plenum.live;

import org.jspecify.annotations.NullMarked;
