package dev.plenum.platform.security;

import java.util.Map;

import dev.plenum.platform.graphql.Languages;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Tells resolvers who is calling, and in which languages to answer.
 */
@Component
final class CallerInterceptor implements WebGraphQlInterceptor {

	private static final String ADMINISTRATOR = "SCOPE_plenum:admin";

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return ReactiveSecurityContextHolder.getContext()
			.mapNotNull(SecurityContext::getAuthentication)
			.map(CallerInterceptor::caller)
			.defaultIfEmpty(Caller.ANONYMOUS)
			.flatMap((caller) -> {
				Languages languages = Languages.of(request.getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE));
				Map<String, Object> context = Map.of(Caller.CONTEXT_KEY, caller, Languages.CONTEXT_KEY, languages);
				request.configureExecutionInput((_, input) -> input.graphQLContext(context).build());
				return chain.next(request);
			});
	}

	private static Caller caller(Authentication authentication) {
		if (!(authentication instanceof JwtAuthenticationToken token)) {
			return Caller.ANONYMOUS;
		}
		boolean administrator = token.getAuthorities()
			.stream()
			.anyMatch((authority) -> ADMINISTRATOR.equals(authority.getAuthority()));
		return new Caller(token.getToken().getSubject(), token.getToken().getClaimAsString("name"), administrator);
	}

}
