package dev.plenum.platform.telemetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * The default settings of logs and traces. In local mode the log is plain text for a
 * person. Otherwise it is JSON for machines, with a line for every mutation. Without the
 * address of a collector, tracing is not started and has no cost.
 */
final class TelemetryDefaults implements EnvironmentPostProcessor {

	private static final String COLLECTOR = "management.opentelemetry.tracing.export.otlp.endpoint";

	private static final List<String> TRACING = List.of(
			"org.springframework.boot.graphql.autoconfigure.observation.GraphQlObservationAutoConfiguration",
			"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
			"org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
			"org.springframework.boot.micrometer.tracing.autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration",
			"org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
			"org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration",
			"org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
			"org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> defaults = new HashMap<>();
		if (StringUtils.hasText(environment.getProperty("plenum.issuer-uri"))) {
			defaults.put("logging.structured.format.console", "logstash");
		}
		else {
			defaults.put("logging.level." + OperationLog.NAME, "warn");
		}
		if (!StringUtils.hasText(environment.getProperty(COLLECTOR))) {
			defaults.put("spring.autoconfigure.exclude", String.join(",", TRACING));
			defaults.put("logging.pattern.correlation", "");
		}
		environment.getPropertySources().addLast(new MapPropertySource("telemetryDefaults", defaults));
	}

}
