package dev.plenum.mail;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of e-mail. Messages are sent if these two and {@code spring.mail.host} are
 * set.
 *
 * @param from the sender of all messages; null for none
 * @param appUrl the address of the server as participants open it, with which their links
 * begin; null for none
 * @param lookEvery the time between two looks for messages that are due
 * @param giveUpAfter the time after which a message that cannot be sent is given up
 */
@ConfigurationProperties("plenum.mail")
record MailSettings(@Nullable String from, @Nullable URI appUrl, @DefaultValue("2s") Duration lookEvery,
		@DefaultValue("24h") Duration giveUpAfter) {

	/** The length of a lease, longer than sending can take. */
	static final Duration LEASE = Duration.ofMinutes(2);

}
