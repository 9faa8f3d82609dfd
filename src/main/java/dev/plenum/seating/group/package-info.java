/**
 * Seats that attendees book together, and seats that they hand to each other.
 */
@NullMarked
package dev.plenum.seating.group;

import org.jspecify.annotations.NullMarked;
