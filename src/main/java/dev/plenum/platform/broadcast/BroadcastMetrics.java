package dev.plenum.platform.broadcast;

import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/**
 * Metrics about subscriptions and the results that they receive.
 */
@Component
class BroadcastMetrics implements MeterBinder {

	private final Channels channels;

	BroadcastMetrics(Channels channels) {
		this.channels = channels;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("plenum.subscriptions", this.channels, Channels::subscribers)
			.description("Open subscriptions")
			.register(registry);
		Gauge.builder("plenum.channels", this.channels, Channels::size)
			.description("Channels: subscriptions with the same topic and the same selection share one")
			.register(registry);
		Gauge.builder("plenum.channels.kept", this.channels, Channels::kept)
			.description("Results that are kept for other subscribers of the same channel")
			.baseUnit(BaseUnits.BYTES)
			.register(registry);
		FunctionCounter.builder("plenum.results.sent", this.channels.sent(), LongAdder::sum)
			.description("Results sent over sockets and event streams")
			.register(registry);
		FunctionCounter.builder("plenum.subscriptions.dropped", this.channels.dropped(), LongAdder::sum)
			.description("Subscriptions that the server ended because the client was too slow or lost its access")
			.register(registry);
	}

}
