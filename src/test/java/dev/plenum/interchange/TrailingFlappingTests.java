package dev.plenum.interchange;

import dev.plenum.LiveServer;
import dev.plenum.TrailingMajority;

/**
 * The same where the majority trails behind the newest state.
 */
@LiveServer
@TrailingMajority
class TrailingFlappingTests extends FlappingTests {

}
