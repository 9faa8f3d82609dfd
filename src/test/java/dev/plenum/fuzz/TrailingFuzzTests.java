package dev.plenum.fuzz;

import dev.plenum.LiveServer;
import dev.plenum.TrailingMajority;

/**
 * The same where the majority trails behind the newest state.
 */
@LiveServer
@TrailingMajority
class TrailingFuzzTests extends FuzzTests {

	@Override
	int inputs() {
		return super.inputs() / 10;
	}

}
