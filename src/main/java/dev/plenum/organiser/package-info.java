/**
 * Mutations for the organisers of events: create and change events, rooms, tracks,
 * speakers and sessions, and change schedules.
 */
@NullMarked
package dev.plenum.organiser;

import org.jspecify.annotations.NullMarked;
