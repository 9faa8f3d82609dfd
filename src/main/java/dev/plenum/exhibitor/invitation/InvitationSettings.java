package dev.plenum.exhibitor.invitation;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Defaults of invitations to the staff of exhibitors.
 *
 * @param invitationLifetime how long an invitation is valid if it does not say so itself;
 * 7 days by default
 */
@ConfigurationProperties("plenum.exhibitors")
record InvitationSettings(@DefaultValue("7d") Duration invitationLifetime) {

}
