/**
 * Meetings of attendees with an exhibitor's staff. {@code MeetingsDocument} is the rule
 * book: one document for each exhibitor, in which nobody of the staff is promised twice
 * at once.
 */
@NullMarked
package dev.plenum.meeting;

import org.jspecify.annotations.NullMarked;
