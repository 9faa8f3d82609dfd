package dev.plenum.lead;

import dev.plenum.LiveServer;
import dev.plenum.TrailingMajority;

/**
 * Repeats the tests on a database whose majority lags behind the newest state.
 */
@LiveServer
@TrailingMajority
class TrailingLeadTests extends LeadTests {

}
