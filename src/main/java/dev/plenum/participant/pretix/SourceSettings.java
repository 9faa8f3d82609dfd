package dev.plenum.participant.pretix;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of registration sources.
 *
 * @param lookEvery the time between two looks for sources that are due
 * @param readEvery the time between two rounds of reading changed orders
 * @param pageTimeout the longest time until a page of orders has been received
 */
@ConfigurationProperties("plenum.registration")
record SourceSettings(@DefaultValue("2s") Duration lookEvery, @DefaultValue("5m") Duration readEvery,
		@DefaultValue("30s") Duration pageTimeout) {

	/** The length of a lease. */
	static final Duration LEASE = Duration.ofMinutes(10);

	/** The longest time of a round, less than a lease. */
	static final Duration LONGEST_ROUND = LEASE.minusSeconds(30);

}
