package dev.plenum.sample;

import dev.plenum.platform.security.ConditionalOnLocalMode;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans of this package, which are part of local mode.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "plenum.samples", matchIfMissing = true)
@Import({ DemoConfiguration.class, DemoConference.class, DemoParticipants.class, Greeting.class, SampleData.class })
public class SampleConfiguration {

	@Bean
	@ConditionalOnLocalMode
	StartUpStep samplesAreLoaded(SampleData samples) {
		return new StartUpStep(Phase.SAMPLES, samples::load);
	}

}
