package dev.plenum.platform.traffic;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/**
 * The settings of what anybody may ask for.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ RateSettings.class, ProxySettings.class })
class TrafficConfiguration {

}
