/**
 * Screens of an event: in the foyer, at the door of a room and at a stage. A screen shows
 * a code, and an organiser who enters it decides what the screen displays.
 */
@NullMarked
package dev.plenum.screen;

import org.jspecify.annotations.NullMarked;
