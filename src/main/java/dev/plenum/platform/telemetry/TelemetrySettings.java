package dev.plenum.platform.telemetry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of metrics and logs.
 *
 * @param logOperations whether operations are logged
 */
@ConfigurationProperties("plenum.telemetry")
record TelemetrySettings(@DefaultValue("true") boolean logOperations) {

}
