/**
 * Telling many listeners the same, and making it once: what becomes of a subscription
 * once it has begun.
 */
@NullMarked
package dev.plenum.platform.broadcast;

import org.jspecify.annotations.NullMarked;
