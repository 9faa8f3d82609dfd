package dev.plenum.meeting;

import dev.plenum.platform.graphql.Refusal;

/**
 * The time of the meeting has passed.
 */
record MeetingTimePassed() implements Refusal {

}
