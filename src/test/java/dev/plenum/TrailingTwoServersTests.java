package dev.plenum;

/**
 * Repeats the tests on a database whose majority lags behind the newest state.
 */
@TrailingMajority
class TrailingTwoServersTests extends TwoServersTests {

}
