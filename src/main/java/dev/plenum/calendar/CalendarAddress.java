package dev.plenum.calendar;

import java.net.URI;
import java.util.Map;

import graphql.GraphQLContext;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * The address at which calendar apps reach this server: the configured one, or the one of
 * the current request.
 */
@Component
final class CalendarAddress implements WebGraphQlInterceptor {

	private static final String CONTEXT_KEY = "calendarAddress";

	private final String configured;

	CalendarAddress(CalendarSettings settings) {
		this.configured = settings.publicAddress().replaceFirst("/+$", "");
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		Map<String, Object> address = Map.of(CONTEXT_KEY,
				this.configured.isEmpty() ? root(request.getUri().toUri()) : this.configured);
		request.configureExecutionInput((_, input) -> input.graphQLContext(address).build());
		return chain.next(request);
	}

	/**
	 * Returns the address of a calendar.
	 * @param context the context of the request
	 * @param path its path on this server
	 */
	static String of(GraphQLContext context, String path) {
		return context.getOrDefault(CONTEXT_KEY, "") + path;
	}

	private static String root(URI request) {
		String scheme = request.getScheme();
		return (scheme.startsWith("ws") ? "http" + scheme.substring(2) : scheme) + "://" + request.getAuthority();
	}

}
