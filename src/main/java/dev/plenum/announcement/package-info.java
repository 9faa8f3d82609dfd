/**
 * The organisers' word to those at the event: to everybody, to a session's audience or to
 * those in a room.
 */
@NullMarked
package dev.plenum.announcement;

import org.jspecify.annotations.NullMarked;
