package dev.plenum.seating;

import java.util.List;

import dev.plenum.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The same where the majority trails behind the newest state.
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
