package dev.plenum.exhibitor;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Defaults of exhibitors.
 *
 * @param invitationLifetime how long an invitation to the staff is valid if it does not
 * say so itself; 7 days by default
 */
@ConfigurationProperties("plenum.exhibitors")
record ExhibitorSettings(@DefaultValue("7d") Duration invitationLifetime) {

}
