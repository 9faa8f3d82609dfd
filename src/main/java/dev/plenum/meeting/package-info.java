/**
 * Meetings of attendees with an exhibitor's staff. {@code MeetingsDocument} is the rule
 * book, one document for each exhibitor; {@code HostCalendarDocument} is the rule that
 * nobody of the staff is promised twice at once, one for each of them.
 */
@NullMarked
package dev.plenum.meeting;

import org.jspecify.annotations.NullMarked;
