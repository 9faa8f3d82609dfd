package dev.plenum.platform.mongo;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the change feed checks itself.
 *
 * @param pulse time between two pulses, which the feed writes and must receive again;
 * default 5 s
 * @param silence time without any change after which the stream counts as broken and is
 * replaced; several pulses long; default 15 s
 * @param behind how far the feed may be behind its acknowledged pulses while the server
 * is ready; default 30 s
 * @param shardClock time between two reads that keep the clocks of all shards going; no
 * effect on a replica set; default 100 ms
 */
@ConfigurationProperties("plenum.feed")
public record FeedSettings(@DefaultValue("5s") Duration pulse, @DefaultValue("15s") Duration silence,
		@DefaultValue("30s") Duration behind, @DefaultValue("100ms") Duration shardClock) {

	/** The settings of a server that configures none. */
	public static final FeedSettings DEFAULTS = new FeedSettings(Duration.ofSeconds(5), Duration.ofSeconds(15),
			Duration.ofSeconds(30), Duration.ofMillis(100));

}
