package dev.plenum.exhibitor;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How exhibitors come in.
 *
 * @param invitationLifetime how long an invitation to the staff is good that says nothing
 * else
 * @param maxImportSize the largest file of exhibitors
 */
@ConfigurationProperties("plenum.exhibitors")
record ExhibitorSettings(@DefaultValue("7d") Duration invitationLifetime, @DefaultValue("4MB") DataSize maxImportSize) {

}
