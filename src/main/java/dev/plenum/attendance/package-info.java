/**
 * Lists of the attendees of a session for organisers and door staff: who has booked, who
 * waits and who has come.
 */
@NullMarked
package dev.plenum.attendance;

import org.jspecify.annotations.NullMarked;
