/**
 * Announcements of the organisers to everybody at an event, to the audience of a session
 * or to the visitors of a room.
 */
@NullMarked
package dev.plenum.announcement;

import org.jspecify.annotations.NullMarked;
