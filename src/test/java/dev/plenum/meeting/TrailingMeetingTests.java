package dev.plenum.meeting;

import dev.plenum.LiveServer;
import dev.plenum.TrailingMajority;

/**
 * Repeats the tests on a database whose majority lags behind the newest state.
 */
@LiveServer
@TrailingMajority
class TrailingMeetingTests extends MeetingTests {

}
