package dev.plenum.lead;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * What the contacts need from the others.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ContactCards.class, ContactController.class, LeadController.class, LeadDesk.class, LeadHandler.class,
		LeadVisits.class, Leads.class, PersonalContacts.class, PersonalLeads.class })
@EnableConfigurationProperties(LeadSettings.class)
public class LeadConfiguration {

	@Bean
	StartUpStep contactCardIndexes(ContactCards cards) {
		return new StartUpStep(Phase.GROUNDWORK, cards::ensureIndexes);
	}

	@Bean
	StartUpStep leadIndexes(Leads leads) {
		return new StartUpStep(Phase.GROUNDWORK, leads::ensureIndexes);
	}

	@Bean
	RouterFunction<ServerResponse> leadRoutes(LeadHandler handler) {
		return RouterFunctions.route().GET("/exhibitors/{id}/leads.csv", handler::export).build();
	}

}
