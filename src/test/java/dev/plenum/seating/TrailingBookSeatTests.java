package dev.plenum.seating;

import dev.plenum.LiveServer;
import dev.plenum.TrailingMajority;

/**
 * Booking seats on a database whose majority lags behind the newest state.
 */
@LiveServer
@TrailingMajority
class TrailingBookSeatTests extends BookSeatTests {

}
