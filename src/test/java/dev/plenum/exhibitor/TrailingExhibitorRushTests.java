package dev.plenum.exhibitor;

import dev.plenum.TrailingMajority;

/**
 * Repeats the tests on a database whose majority lags behind the newest state.
 */
@TrailingMajority
class TrailingExhibitorRushTests extends ExhibitorRushTests {

}
