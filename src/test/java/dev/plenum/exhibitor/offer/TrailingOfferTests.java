package dev.plenum.exhibitor.offer;

import dev.plenum.LiveServer;
import dev.plenum.TrailingMajority;

/**
 * The same where the majority trails behind the newest state.
 */
@LiveServer
@TrailingMajority
class TrailingOfferTests extends OfferTests {

}
