package dev.plenum.signin;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The parts of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import({ CodeAttempts.class, EndedSignIns.class, LinkController.class, PersonalSignIns.class, SignInController.class,
		SignInDesk.class, TicketController.class, TicketDesk.class, TicketFileHandler.class, TicketLinkDesk.class })
@EnableConfigurationProperties(LinkSettings.class)
public class SignInConfiguration {

	@Bean
	RouterFunction<ServerResponse> ticketRoute(TicketFileHandler handler) {
		return RouterFunctions.route().GET("/events/{slug}/tickets.csv", handler::csv).build();
	}

}
