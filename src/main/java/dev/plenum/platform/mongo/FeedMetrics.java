package dev.plenum.platform.mongo;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/**
 * How old what is in memory can be, as numbers.
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
			.description("1 while every write of the database is heard")
			.register(registry);
		Gauge.builder("plenum.feed.lag", this.feed, (feed) -> feed.lag().toMillis() / MILLIS)
			.description("From a write to its being heard, measured every few seconds")
			.baseUnit("seconds")
			.register(registry);
		Gauge.builder("plenum.feed.late", this.feed, (feed) -> feed.isLate() ? 1 : 0)
			.description("1 while changes are heard more than half a second late again and again; on a sharded cluster "
					+ "the clocks of its shards are then not kept going")
			.register(registry);
		Gauge.builder("plenum.snapshot.age", this.feed, (feed) -> feed.silence().toMillis() / MILLIS)
			.description("Since the database was heard the last time: what is in memory can be as old as that")
			.baseUnit("seconds")
			.register(registry);
	}

}
