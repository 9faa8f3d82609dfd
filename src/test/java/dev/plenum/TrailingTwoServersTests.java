package dev.plenum;

/**
 * Repeats the tests on a database whose majority lags behind the newest state.
 */
@TrailingMajority
class TrailingTwoServersTests extends TwoServersTests {

	/** Each write takes long here. */
	@Override
	int racingPairs() {
		return 200;
	}

}
