package dev.plenum.platform.telemetry;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Measures the number, the outcome and the duration of operations. Clients choose the
 * names of their operations, so only the first 100 names of up to 100 characters have a
 * tag of their own.
 */
@Component
final class OperationMetrics {

	private static final int MOST_NAMES = 100;

	private static final int LONGEST_NAME = 100;

	private static final Duration[] BUCKETS = { Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100),
			Duration.ofMillis(500), Duration.ofSeconds(2) };

	private final MeterRegistry registry;

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	OperationMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	void count(OperationMonitor.Operation operation) {
		Timer.builder("plenum.operations")
			.description("Operations executed, by name, kind and outcome")
			.tag("name", name(operation.name()))
			.tag("kind", operation.kind())
			.tag("outcome", operation.outcome())
			.serviceLevelObjectives(BUCKETS)
			.register(this.registry)
			.record(operation.took());
	}

	private String name(@Nullable String name) {
		if (name == null || name.isEmpty()) {
			return "unnamed";
		}
		return (this.names.contains(name) || isAdded(name)) ? name : "other";
	}

	private synchronized boolean isAdded(String name) {
		return name.length() <= LONGEST_NAME && this.names.size() < MOST_NAMES && this.names.add(name);
	}

}
