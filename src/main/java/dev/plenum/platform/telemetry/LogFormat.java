package dev.plenum.platform.telemetry;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Outside local mode the log is read by machines: JSON, a line each, and a line for every
 * mutation. Settings of the operator's own go before.
 */
final class LogFormat implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		boolean local = !StringUtils.hasText(environment.getProperty("plenum.issuer-uri"));
		environment.getPropertySources()
			.addLast(new MapPropertySource("logFormat", local ? Map.of("logging.level." + OperationLog.NAME, "warn")
					: Map.of("logging.structured.format.console", "logstash")));
	}

}
