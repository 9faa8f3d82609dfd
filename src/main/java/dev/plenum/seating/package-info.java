/**
 * Seats: booking, waiting lists, and who came.
 */
@NullMarked
package dev.plenum.seating;

import org.jspecify.annotations.NullMarked;
