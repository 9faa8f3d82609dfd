package dev.plenum.lead;

import java.util.Set;

import dev.plenum.platform.Grounds;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import dev.plenum.programme.NodeFinder;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The parts of contact cards and leads.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ContactCards.class, ContactController.class, LeadController.class, LeadDesk.class, LeadHandler.class,
		LeadKeeper.class, LeadVisits.class, Leads.class, LinkedContacts.class, PersonalContacts.class,
		PersonalLeads.class })
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
	NodeFinder leadNodes(LeadDesk desk) {
		return new NodeFinder(Set.of(Leads.ID_PREFIX), (id, programme, caller) -> Mono.deferContextual((context) -> {
			Grounds.noteNothing(context);
			return desk.held(id, caller);
		}));
	}

	@Bean
	RouterFunction<ServerResponse> leadRoutes(LeadHandler handler) {
		return RouterFunctions.route().GET("/exhibitors/{id}/leads.csv", handler::export).build();
	}

}
