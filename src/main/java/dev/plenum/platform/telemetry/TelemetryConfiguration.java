package dev.plenum.platform.telemetry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts that tell operators what is done, and how fast.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TelemetrySettings.class)
@Import({ OperationLog.class, OperationMetrics.class, OperationMonitor.class })
public class TelemetryConfiguration {

}
