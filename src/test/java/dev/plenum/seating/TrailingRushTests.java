package dev.plenum.seating;

import java.util.List;

import dev.plenum.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * A rush for seats on a database whose majority lags behind the newest state.
 */
class TrailingRushTests extends RushTests {

	@BeforeAll
	static void startTwoServers() {
		servers = ServerProcess.trailing();
	}

	@AfterAll
	static void stopThem() {
		servers = List.of();
	}

}
