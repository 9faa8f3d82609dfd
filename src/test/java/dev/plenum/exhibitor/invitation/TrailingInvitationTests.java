package dev.plenum.exhibitor.invitation;

import dev.plenum.LiveServer;
import dev.plenum.TrailingMajority;

/**
 * The same where the majority trails behind the newest state.
 */
@LiveServer
@TrailingMajority
class TrailingInvitationTests extends InvitationTests {

}
