package dev.plenum.meeting;

import dev.plenum.platform.graphql.Refusal;

/**
 * The caller hosts another meeting at that time.
 *
 * @param meeting the other meeting
 */
record MeetingClash(Meeting meeting) implements Refusal {

}
