package dev.plenum.platform.security;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

import dev.plenum.platform.Grounds;
import dev.plenum.platform.Present;
import dev.plenum.platform.graphql.language.Languages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

	private static final Logger log = LoggerFactory.getLogger(CallerInterceptor.class);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final LinkedAccounts accounts;

	private final InstantSource clock;

	CallerInterceptor(LinkedAccounts accounts, InstantSource clock) {
		this.accounts = accounts;
		this.clock = clock;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return Caller.ofRequest().flatMap((caller) -> {
			Grounds grounds = new Grounds(caller.countedAs() != null);
			return linked(caller, grounds).flatMap((known) -> {
				Languages languages = Languages.of(request.getHeaders());
				Map<String, Object> context = Map.of(Caller.CONTEXT_KEY, known.notedIn(grounds), Languages.CONTEXT_KEY,
						languages, Grounds.CONTEXT_KEY, grounds, Present.CONTEXT_KEY, new Present(this.clock, grounds));
				request.configureExecutionInput((_, input) -> input.graphQLContext(context).build());
				return chain.next(request);
			});
		});
	}

	/**
	 * An answer to the holder of a ticket is kept until an account enters its code. While
	 * the database is unavailable, everything that does not ask for data of the caller is
	 * answered.
	 */
	private Mono<Caller> linked(Caller caller, Grounds grounds) {
		String event = caller.boundTo();
		String ticket = caller.countedAs();
		return (event == null || ticket == null) ? Mono.just(caller)
				: this.accounts.accountOf(event, ticket)
					.map(caller::linkedTo)
					.defaultIfEmpty(caller)
					.timeout(PATIENCE)
					.contextWrite((outer) -> outer.put(Grounds.CONTEXT_KEY, grounds))
					.onErrorResume((ex) -> {
						log.debug("It is not known whether {} is linked", ticket, ex);
						grounds.standOnNothing();
						return Mono.just(caller.linkedTo(Caller.UNKNOWN));
					});
	}

}
