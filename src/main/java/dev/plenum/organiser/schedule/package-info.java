/**
 * How organisers put sessions, change the schedule, and collect changes in a draft.
 */
@NullMarked
package dev.plenum.organiser.schedule;

import org.jspecify.annotations.NullMarked;
