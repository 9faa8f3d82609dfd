package dev.plenum.exhibitor;

import java.util.List;

import dev.plenum.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Repeats the tests on a database whose majority lags behind the newest state.
 */
class TrailingExhibitorRushTests extends ExhibitorRushTests {

	@BeforeAll
	static void startTwoServers() {
		servers = ServerProcess.trailing();
	}

	@AfterAll
	static void stopThem() {
		servers = List.of();
	}

}
