/**
 * Attendees' agendas: picked sessions, appointments, notes and favourites, live on all of
 * an attendee's devices, and the codes that attendees show at doors.
 */
@NullMarked
package dev.plenum.agenda;

import org.jspecify.annotations.NullMarked;
