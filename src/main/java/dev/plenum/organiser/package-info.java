/**
 * What an event's organisers do: make an event, its rooms, tracks, speakers and sessions,
 * and change its schedule while it runs.
 */
@NullMarked
package dev.plenum.organiser;

import org.jspecify.annotations.NullMarked;
