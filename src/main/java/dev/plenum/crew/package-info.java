/**
 * The crew of an event: people who are not organisers, but check attendees in, report
 * delays or moderate sessions. They get their roles by invitation codes.
 */
@NullMarked
package dev.plenum.crew;

import org.jspecify.annotations.NullMarked;
