package dev.plenum.push;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/**
 * Metrics about deciding and sending.
 */
@Component
class PushMetrics implements MeterBinder {

	private static final double MILLIS = 1000;

	private final Leases leases;

	private final Sending sending;

	PushMetrics(Leases leases, Sending sending) {
		this.leases = leases;
		this.sending = sending;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("plenum.push.slices", this.leases, (leases) -> leases.held().size())
			.description("Slices of events whose push notifications this server sends")
			.register(registry);
		Gauge.builder("plenum.push.underway", this.sending, Sending::underWay)
			.description("Devices to which this server is sending")
			.register(registry);
		Gauge.builder("plenum.push.lag", this.sending, (sending) -> sending.lag().toMillis() / MILLIS)
			.description("Time from when the last batch was due until it was sent or its slow devices were left alone")
			.baseUnit("seconds")
			.register(registry);
	}

}
