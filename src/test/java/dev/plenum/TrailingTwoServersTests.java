package dev.plenum;

import org.junit.jupiter.api.BeforeAll;

/**
 * The same where the majority trails behind the newest state.
 */
class TrailingTwoServersTests extends TwoServersTests {

	@BeforeAll
	static void start() {
		servers = ServerProcess.startTwo(data, TestDatabase.trailing());
	}

}
