package dev.plenum.platform.removal;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The collection of the removals and its index.
 */
@Configuration(proxyBeanMethods = false)
@Import(Removals.class)
public class RemovalConfiguration {

	@Bean
	StartUpStep removalIndexes(Removals removals) {
		return new StartUpStep(Phase.GROUNDWORK, removals::ensureIndexes);
	}

}
