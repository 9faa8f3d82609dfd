package dev.plenum.platform.traffic;

import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.graphql.Problem;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Counts every request for its address before anything else is done for it, even before
 * its token is checked. Health checks are not counted: an orchestrator that shares its
 * address with clients must not take a busy server for a broken one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class RequestRates implements WebFilter {

	private static final String HEALTH = "/actuator/health";

	private final Rates rates;

	private final HttpRefusals refusals;

	RequestRates(Rates rates, HttpRefusals refusals) {
		this.rates = rates;
		this.refusals = refusals;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		if (isHealthCheck(request.getPath().value())) {
			return chain.filter(exchange);
		}
		boolean connect = "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
		try {
			exchange.getAttributes().put(Rates.COUNTED, true);
			this.rates.take(connect ? Traffic.CONNECTS : Traffic.QUERIES, request.getRemoteAddress(), 1);
		}
		catch (Problem problem) {
			return this.refusals.answer(problem, exchange.getResponse());
		}
		return chain.filter(exchange);
	}

	private static boolean isHealthCheck(String path) {
		return path.equals("/livez") || path.equals("/readyz") || path.equals(HEALTH) || path.startsWith(HEALTH + "/");
	}

}
