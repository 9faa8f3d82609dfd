package dev.plenum.needs;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans of this package, the indexes of the needs, and their deletion on a date.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Needs.class, NeedsController.class, NeedsKeeper.class, ParticipantNeeds.class, PersonalNeeds.class })
@EnableConfigurationProperties(NeedsSettings.class)
public class NeedsConfiguration {

	@Bean
	StartUpStep needsIndexes(Needs needs) {
		return new StartUpStep(Phase.GROUNDWORK, needs::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable needsAreDeletedOnTheirDate(NeedsKeeper keeper, NeedsSettings settings) {
		return Repeatedly.every(settings.lookEvery(), keeper::deleteDue);
	}

}
