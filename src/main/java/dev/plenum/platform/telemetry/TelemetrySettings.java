package dev.plenum.platform.telemetry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators see of the operations.
 *
 * @param logOperations whether operations are written to the log
 */
@ConfigurationProperties("plenum.telemetry")
record TelemetrySettings(@DefaultValue("true") boolean logOperations) {

}
