package dev.plenum.needs;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of needs.
 *
 * @param lookEvery the time between two looks for events whose needs are to be deleted
 */
@ConfigurationProperties("plenum.needs")
record NeedsSettings(@DefaultValue("30s") Duration lookEvery) {

}
