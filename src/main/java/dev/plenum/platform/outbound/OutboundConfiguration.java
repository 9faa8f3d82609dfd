package dev.plenum.platform.outbound;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Sends requests to addresses that clients supply.
 */
@Configuration(proxyBeanMethods = false)
@Import(Outbound.class)
@EnableConfigurationProperties(OutboundSettings.class)
public class OutboundConfiguration {

}
