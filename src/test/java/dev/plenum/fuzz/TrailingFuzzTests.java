package dev.plenum.fuzz;

import dev.plenum.LiveServer;
import dev.plenum.TrailingMajority;

/**
 * Repeats the tests on a database whose majority lags behind the newest state.
 */
@LiveServer
@TrailingMajority
class TrailingFuzzTests extends FuzzTests {

	@Override
	int inputs() {
		return super.inputs() / 10;
	}

}
