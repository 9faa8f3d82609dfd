/**
 * Ratings of sessions: an attendee sees only their own ratings, organisers see all of
 * them without the authors.
 */
@NullMarked
package dev.plenum.feedback;

import org.jspecify.annotations.NullMarked;
