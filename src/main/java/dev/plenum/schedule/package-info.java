/**
 * The rules of an event's schedule: when, where and with whom each session takes place.
 * Pure functions from one schedule to the next, the collection that stores schedules, and
 * what makes hidden sessions appear. This package does not know GraphQL, nor what
 * sessions are about.
 */
@NullMarked
package dev.plenum.schedule;

import org.jspecify.annotations.NullMarked;
