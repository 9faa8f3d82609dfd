/**
 * The rule book of an event's schedule: when, where, by whom and whether each session
 * takes place. Pure functions from one schedule to the next, and the one collection that
 * keeps them. Knows nothing of GraphQL, and nothing of what a session is about.
 */
@NullMarked
package dev.plenum.schedule;

import org.jspecify.annotations.NullMarked;
