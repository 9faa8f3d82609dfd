/**
 * Plenum: the server behind a conference's attendee app.
 */
@NullMarked
package dev.plenum;

import org.jspecify.annotations.NullMarked;
