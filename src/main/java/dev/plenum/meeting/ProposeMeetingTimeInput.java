package dev.plenum.meeting;

import org.jspecify.annotations.Nullable;

/**
 * Proposes another time for a meeting. The schema describes each property.
 */
record ProposeMeetingTimeInput(String meetingId, @Nullable Integer expectedVersion, MeetingTimeInput time) {

}
