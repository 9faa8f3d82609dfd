package dev.plenum.crew;

import dev.plenum.platform.mongo.AuditedCollection;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the crew of an event.
 */
@Configuration(proxyBeanMethods = false)
@Import({ CrewAccess.class, CrewController.class, CrewDesk.class, Crews.class, PersonalCrew.class })
public class CrewConfiguration {

	@Bean
	AuditedCollection auditedCrews() {
		return new AuditedCollection(Crews.COLLECTION);
	}

	@Bean
	StartUpStep crewIndexes(Crews crews) {
		return new StartUpStep(Phase.GROUNDWORK, crews::ensureIndexes);
	}

}
