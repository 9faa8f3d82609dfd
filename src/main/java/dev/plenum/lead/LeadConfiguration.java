package dev.plenum.lead;

import dev.plenum.platform.startup.StartUpStep;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * What the contacts need from the others.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LeadSettings.class)
class LeadConfiguration {

	@Bean
	@Order(StartUpStep.DATABASE)
	StartUpStep contactCardIndexes(ContactCards cards) {
		return cards::ensureIndexes;
	}

}
