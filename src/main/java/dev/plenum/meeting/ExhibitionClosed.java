package dev.plenum.meeting;

import java.util.List;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.programme.ExhibitionHours;

/**
 * The exhibition is not open at the time of the meeting.
 *
 * @param exhibitionHours when it is open; empty if the days of the event apply
 */
record ExhibitionClosed(List<ExhibitionHours> exhibitionHours) implements Refusal {

}
