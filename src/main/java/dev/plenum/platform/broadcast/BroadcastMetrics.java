package dev.plenum.platform.broadcast;

import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/**
 * How many listen, and what they are told.
 */
@Component
class BroadcastMetrics implements MeterBinder {

	private final Lines lines;

	BroadcastMetrics(Lines lines) {
		this.lines = lines;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("plenum.subscriptions", this.lines, Lines::places)
			.description("Subscriptions that have a place in a line")
			.register(registry);
		Gauge.builder("plenum.lines", this.lines, Lines::lines)
			.description("Lines: different selections of different topics that are listened to")
			.register(registry);
		Gauge.builder("plenum.lines.kept", this.lines, Lines::kept)
			.description("Results that are kept for others in the same line")
			.baseUnit(BaseUnits.BYTES)
			.register(registry);
		FunctionCounter.builder("plenum.results.sent", this.lines.sent(), LongAdder::sum)
			.description("Results sent over sockets and event streams")
			.register(registry);
		FunctionCounter.builder("plenum.subscriptions.dropped", this.lines.dropped(), LongAdder::sum)
			.description("Subscriptions ended because their listener was too slow or may not listen any more")
			.register(registry);
	}

}
