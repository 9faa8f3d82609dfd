package dev.plenum.meeting;

import dev.plenum.platform.graphql.Refusal;

/**
 * The host has another meeting at that time.
 *
 * @param with the other meeting, which only its two sides may see
 */
record MeetingClash(Meeting with) implements Refusal {

}
