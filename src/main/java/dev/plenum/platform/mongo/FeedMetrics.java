package dev.plenum.platform.mongo;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/**
 * Metrics about how old the data in memory can be.
 */
@Component
class FeedMetrics implements MeterBinder {

	private static final double MILLIS = 1000;

	private final ChangeFeed feed;

	FeedMetrics(ChangeFeed feed) {
		this.feed = feed;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("plenum.feed.open", this.feed, (feed) -> feed.isOpen() ? 1 : 0)
			.description("1 while the server receives every write of the database, otherwise 0")
			.register(registry);
		Gauge.builder("plenum.feed.lag", this.feed, (feed) -> feed.lag().toMillis() / MILLIS)
			.description("Time from a write until the server receives it, measured every few seconds")
			.baseUnit("seconds")
			.register(registry);
		Gauge.builder("plenum.feed.late", this.feed, (feed) -> feed.isLate() ? 1 : 0)
			.description(
					"1 while changes keep arriving more than half a second late, otherwise 0; on a sharded cluster "
							+ "the clocks of its shards are then not kept going")
			.register(registry);
		Gauge.builder("plenum.snapshot.age", this.feed, (feed) -> feed.silence().toMillis() / MILLIS)
			.description(
					"Time since the server last received anything from the change stream: the maximum age of the data in memory")
			.baseUnit("seconds")
			.register(registry);
	}

}
