package dev.plenum.origin;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of imports from an address.
 *
 * @param lookEvery the time between two looks for origins that are due
 * @param fetchTimeout the longest time until a file has been received
 * @param giveUpAfter the time of failures after which an origin is not fetched any more
 */
@ConfigurationProperties("plenum.origin")
record OriginSettings(@DefaultValue("2s") Duration lookEvery, @DefaultValue("60s") Duration fetchTimeout,
		@DefaultValue("24h") Duration giveUpAfter) {

	/** The length of a lease. */
	static final Duration LEASE = Duration.ofMinutes(5);

	/** The longest time of a fetch with its import, less than a lease. */
	static final Duration LONGEST_FETCH = LEASE.minusSeconds(30);

}
