package dev.plenum.needs;

import java.time.Duration;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans of this package, the indexes of the needs, and their deletion on a date.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Needs.class, NeedsController.class, NeedsKeeper.class, ParticipantNeeds.class, PersonalNeeds.class })
public class NeedsConfiguration {

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

	@Bean
	StartUpStep needsIndexes(Needs needs) {
		return new StartUpStep(Phase.GROUNDWORK, needs::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable needsAreDeletedOnTheirDate(NeedsKeeper keeper) {
		return Repeatedly.every(BETWEEN_LOOKS, keeper::deleteDue);
	}

}
