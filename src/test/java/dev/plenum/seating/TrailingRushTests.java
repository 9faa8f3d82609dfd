package dev.plenum.seating;

import dev.plenum.TrailingMajority;

/**
 * A rush for seats on a database whose majority lags behind the newest state.
 */
@TrailingMajority
class TrailingRushTests extends RushTests {

}
