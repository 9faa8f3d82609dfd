package dev.plenum.exhibitor;

import dev.plenum.ServerProcess;
import dev.plenum.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

/**
 * The same where the majority trails behind the newest state.
 */
class TrailingExhibitorRushTests extends ExhibitorRushTests {

	@BeforeAll
	static void startTwoServers() {
		servers = ServerProcess.startTwo(data, TestDatabase.trailing());
	}

}
