/**
 * What attendees think of sessions: each rates for themselves, the organisers read it
 * all, and nobody reads anybody else's.
 */
@NullMarked
package dev.plenum.feedback;

import org.jspecify.annotations.NullMarked;
