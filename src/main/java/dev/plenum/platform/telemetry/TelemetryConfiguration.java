package dev.plenum.platform.telemetry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Metrics and logs of operations.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TelemetrySettings.class)
@Import({ OperationLog.class, OperationMetrics.class, OperationMonitor.class })
public class TelemetryConfiguration {

}
