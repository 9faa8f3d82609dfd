/**
 * Seats: booking, waiting lists, capacities and no-shows.
 */
@NullMarked
package dev.plenum.seating;

import org.jspecify.annotations.NullMarked;
