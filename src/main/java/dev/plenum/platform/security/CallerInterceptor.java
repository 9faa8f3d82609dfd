package dev.plenum.platform.security;

import java.time.InstantSource;
import java.util.Map;

import dev.plenum.platform.Grounds;
import dev.plenum.platform.Present;
import dev.plenum.platform.graphql.language.Languages;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Provides resolvers with the caller, the languages and the time of the request, and with
 * the {@link Grounds} that note what the answer depends on.
 */
@Component
final class CallerInterceptor implements WebGraphQlInterceptor {

	private final InstantSource clock;

	CallerInterceptor(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return Caller.ofRequest().flatMap((caller) -> {
			Languages languages = Languages.of(request.getHeaders());
			Grounds grounds = new Grounds(caller.countedAs() != null);
			Map<String, Object> context = Map.of(Caller.CONTEXT_KEY, caller.notedIn(grounds), Languages.CONTEXT_KEY,
					languages, Grounds.CONTEXT_KEY, grounds, Present.CONTEXT_KEY, new Present(this.clock, grounds));
			request.configureExecutionInput((_, input) -> input.graphQLContext(context).build());
			return chain.next(request);
		});
	}

}
