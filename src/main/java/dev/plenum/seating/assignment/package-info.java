/**
 * Seats that organisers book, move and release for participants.
 */
@NullMarked
package dev.plenum.seating.assignment;

import org.jspecify.annotations.NullMarked;
