package dev.plenum.webhook;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of webhooks.
 *
 * @param lookEvery the time between two looks for webhooks that are due
 * @param giveUpAfter the time of failures after which a webhook is disabled
 */
@ConfigurationProperties("plenum.webhooks")
record WebhookSettings(@DefaultValue("1s") Duration lookEvery, @DefaultValue("24h") Duration giveUpAfter) {

	/** The length of a lease, longer than one request. */
	static final Duration LEASE = Duration.ofMinutes(2);

	/** The time after which an idle webhook is looked at in any case. */
	static final Duration IDLE = Duration.ofMinutes(15);

}
