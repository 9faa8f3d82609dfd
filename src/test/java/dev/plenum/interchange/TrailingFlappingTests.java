package dev.plenum.interchange;

import dev.plenum.LiveServer;
import dev.plenum.TrailingMajority;

/**
 * Runs {@link FlappingTests} on a database whose majority is behind the newest state.
 */
@LiveServer
@TrailingMajority
class TrailingFlappingTests extends FlappingTests {

}
