package dev.plenum.platform.traffic;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Limits the traffic of subjects and addresses.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ClientAddresses.class, OpenCounts.class, PublicAddress.class, Rates.class, RequestRates.class })
@EnableConfigurationProperties({ RateSettings.class, ProxySettings.class, ServerAddress.class })
public class TrafficConfiguration {

}
