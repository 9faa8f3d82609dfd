package dev.plenum.invitation;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Defaults of invitations to exhibitors' staff and to the crew of an event.
 *
 * @param lifetime how long an invitation is valid if it does not say so itself; 7 days by
 * default
 */
@ConfigurationProperties("plenum.invitations")
record InvitationSettings(@DefaultValue("7d") Duration lifetime) {

}
