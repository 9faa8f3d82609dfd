package dev.plenum.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Records all requests that can change something in the audit trail, such as the import
 * of a file. Requests to {@code /graphql} are recorded by {@link MutationRecorder}.
 */
@Component
@Order(0)
class RequestRecorder implements WebFilter {

	private static final Set<HttpMethod> CHANGING = Set.of(HttpMethod.PUT, HttpMethod.POST, HttpMethod.PATCH,
			HttpMethod.DELETE);

	private static final PathPattern OF_EVENT = PathPatternParser.defaultInstance.parse("/events/{slug}/{*what}");

	private final AuditTrail trail;

	private final ExceptionResolver exceptionResolver;

	private final HttpRefusals refusals;

	RequestRecorder(AuditTrail trail, ExceptionResolver exceptionResolver, HttpRefusals refusals) {
		this.trail = trail;
		this.exceptionResolver = exceptionResolver;
		this.refusals = refusals;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		if (!CHANGING.contains(request.getMethod()) || request.getPath().value().equals("/graphql")) {
			return chain.filter(exchange);
		}
		return Caller.ofRequest()
			.flatMap((caller) -> (caller.countedAs() == null) ? chain.filter(exchange)
					: this.trail.recorded(attempt(request, caller), answered(exchange, chain))
						.then()
						.onErrorResume(Rejected.class, (_) -> Mono.empty())
						.onErrorResume((ex) -> isTransient(ex, exchange),
								(ex) -> this.refusals.answer(ex, exchange.getResponse())));
	}

	/**
	 * Whether the database is unavailable, so that the intent was not written and the
	 * change was not carried out.
	 */
	private boolean isTransient(Throwable exception, ServerWebExchange exchange) {
		return !exchange.getResponse().isCommitted() && this.exceptionResolver.code(exception) == ErrorCode.UNAVAILABLE;
	}

	private static Attempt attempt(ServerHttpRequest request, Caller caller) {
		Map<String, Object> arguments = new LinkedHashMap<>();
		PathPattern.PathMatchInfo event = OF_EVENT.matchAndExtract(PathContainer.parsePath(request.getPath().value()));
		if (event != null) {
			arguments.put("slug", event.getUriVariables().get("slug"));
		}
		arguments.putAll(request.getQueryParams().toSingleValueMap());
		return Attempt.of(request.getMethod() + " " + request.getPath().value(), arguments, caller, request.getId());
	}

	/**
	 * Passes the request on. The status is the answer; a status from 400 to 499 means
	 * that nothing was changed.
	 */
	private static Mono<String> answered(ServerWebExchange exchange, WebFilterChain chain) {
		return chain.filter(exchange).then(Mono.defer(() -> {
			HttpStatusCode status = exchange.getResponse().getStatusCode();
			return (status != null && status.is4xxClientError())
					? Mono.error(() -> new Rejected(Problem.of(ErrorCode.BAD_INPUT, "Rejected.")))
					: Mono.just(String.valueOf((status != null) ? status.value() : 200));
		}));
	}

	/**
	 * Signals a request that was answered with a status from 400 to 499.
	 */
	private static final class Rejected extends RuntimeException {

		Rejected(Problem problem) {
			super(problem.getMessage(), problem, false, false);
		}

	}

}
