package dev.plenum.platform.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers requests that the security chain refuses with a GraphQL error.
 */
final class Refusals implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

	private final JsonMapper json;

	Refusals(JsonMapper json) {
		this.json = json;
	}

	@Override
	public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException ex) {
		return switch (ex) {
			case AuthenticationServiceException away -> answer(exchange, Problem.of(ErrorCode.UNAVAILABLE,
					"The token cannot be checked now: " + away.getMessage() + " Retry later."));
			case OAuth2AuthenticationException bad -> unauthenticated(exchange, "Bearer error=\"invalid_token\"",
					"The token is refused: " + NestedExceptionUtils.getMostSpecificCause(bad).getMessage()
							+ ". Send a valid token as 'Authorization: Bearer …', or none.");
			default ->
				unauthenticated(exchange, "Bearer", "This requires a token. Send it as 'Authorization: Bearer …'.");
		};
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
		return answer(exchange, Problem.of(ErrorCode.FORBIDDEN,
				"This requires a token with the scope " + SecurityConfiguration.ADMIN_SCOPE + "."));
	}

	private Mono<Void> unauthenticated(ServerWebExchange exchange, String challenge, String message) {
		exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
		return answer(exchange, Problem.of(ErrorCode.UNAUTHENTICATED, message));
	}

	private Mono<Void> answer(ServerWebExchange exchange, Problem problem) {
		ServerHttpResponse response = exchange.getResponse();
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put("code", problem.code().name());
		if (problem.retryAfterSeconds() != null) {
			extensions.put("retryAfter", problem.retryAfterSeconds());
			response.getHeaders().set(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds().toString());
		}
		byte[] body = this.json.writeValueAsBytes(Map.of("errors",
				List.of(Map.of("message", String.valueOf(problem.getMessage()), "extensions", extensions))));
		response.setStatusCode(problem.code().status());
		response.getHeaders().setContentType(contentType(exchange));
		response.getHeaders().setContentLength(body.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

	private static MediaType contentType(ServerWebExchange exchange) {
		return exchange.getRequest()
			.getHeaders()
			.getOrEmpty(HttpHeaders.ACCEPT)
			.stream()
			.anyMatch((accepted) -> accepted.contains(MediaType.APPLICATION_GRAPHQL_RESPONSE_VALUE))
					? MediaType.APPLICATION_GRAPHQL_RESPONSE : MediaType.APPLICATION_JSON;
	}

}
