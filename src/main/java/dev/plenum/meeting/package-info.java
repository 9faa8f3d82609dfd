/**
 * Meetings of attendees with an exhibitor's staff. {@code MeetingsDocument} contains the
 * rules for the meetings of one exhibitor. {@code HostCalendarDocument} contains the rule
 * that a host has one meeting at a time.
 */
@NullMarked
package dev.plenum.meeting;

import org.jspecify.annotations.NullMarked;
