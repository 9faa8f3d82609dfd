package dev.plenum.platform.web;

import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Handles {@code HEAD} like {@code GET} on every path. The web server omits the body.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class HeadRequests implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		return chain.filter(request.getMethod().equals(HttpMethod.HEAD)
				? exchange.mutate().request(request.mutate().method(HttpMethod.GET).build()).build() : exchange);
	}

}
