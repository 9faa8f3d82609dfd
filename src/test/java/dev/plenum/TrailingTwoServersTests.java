package dev.plenum;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The same where the majority trails behind the newest state.
 */
class TrailingTwoServersTests extends TwoServersTests {

	@BeforeAll
	static void start() {
		servers = ServerProcess.trailing();
	}

	@AfterAll
	static void stop() {
		servers = List.of();
	}

}
