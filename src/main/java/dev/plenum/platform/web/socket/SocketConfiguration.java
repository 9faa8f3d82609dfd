package dev.plenum.platform.web.socket;

import java.util.Map;

import dev.plenum.platform.web.WebConfiguration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/**
 * Accepts WebSockets at the path of GraphQL.
 */
@Configuration(proxyBeanMethods = false)
@Import({ SocketAuthenticator.class, SocketEndpoint.class })
public class SocketConfiguration {

	/**
	 * Is asked before the routes, and handles only requests for a WebSocket.
	 */
	@Bean
	static HandlerMapping graphQlSocket(SocketEndpoint endpoint) {
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of(WebConfiguration.PATH, endpoint), -2);
		mapping.setHandlerPredicate((_, exchange) -> SocketEndpoint.isRequested(exchange.getRequest()));
		return mapping;
	}

}
