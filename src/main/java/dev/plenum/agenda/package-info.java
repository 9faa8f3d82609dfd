/**
 * What an attendee does all day: the sessions picked, own appointments and notes, told
 * live on all of one's devices.
 */
@NullMarked
package dev.plenum.agenda;

import org.jspecify.annotations.NullMarked;
