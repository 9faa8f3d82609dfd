package dev.plenum.platform.telemetry;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts that tell operators what is done, and how fast.
 */
@Configuration(proxyBeanMethods = false)
@Import({ OperationLog.class, OperationMetrics.class, OperationMonitor.class })
public class TelemetryConfiguration {

}
