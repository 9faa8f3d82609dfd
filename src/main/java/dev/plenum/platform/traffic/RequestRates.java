package dev.plenum.platform.traffic;

import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.Problem;
import graphql.ExecutionResult;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Counts every request before anything is done for it, also before it is known who sends
 * it and whether the answer is at hand.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class RequestRates implements WebFilter {

	private final Rates rates;

	private final ExceptionResolver exceptionResolver;

	private final JsonMapper json;

	RequestRates(Rates rates, ExceptionResolver exceptionResolver, JsonMapper json) {
		this.rates = rates;
		this.exceptionResolver = exceptionResolver;
		this.json = json;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		boolean connect = "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
		try {
			exchange.getAttributes().put(Rates.COUNTED, true);
			this.rates.take(connect ? Traffic.CONNECTS : Traffic.QUERIES, request.getRemoteAddress(), 1);
		}
		catch (Problem problem) {
			return refuse(exchange, problem);
		}
		return chain.filter(exchange);
	}

	private Mono<Void> refuse(ServerWebExchange exchange, Problem problem) {
		byte[] body = this.json.writeValueAsBytes(ExecutionResult.newExecutionResult()
			.errors(this.exceptionResolver.errors(problem))
			.build()
			.toSpecification());
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		response.getHeaders().setContentLength(body.length);
		response.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(problem.retryAfterSeconds()));
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

}
