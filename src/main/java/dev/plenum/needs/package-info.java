/**
 * Dietary and access needs: an attendee sees only their own, organisers see totals
 * without names.
 */
@NullMarked
package dev.plenum.needs;

import org.jspecify.annotations.NullMarked;
