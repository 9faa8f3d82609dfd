/**
 * Mutations for the organisers of events: create and change events, rooms, tracks and
 * speakers.
 */
@NullMarked
package dev.plenum.organiser;

import org.jspecify.annotations.NullMarked;
