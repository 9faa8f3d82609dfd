package dev.plenum.platform.traffic;

import java.net.URI;
import java.util.Map;

import graphql.GraphQLContext;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The address at which clients reach this server: the configured one, or the one of the
 * current request.
 */
@Component
public final class PublicAddress implements WebGraphQlInterceptor {

	private static final String CONTEXT_KEY = "publicAddress";

	private final String configured;

	PublicAddress(ServerAddress server) {
		this.configured = server.publicAddress();
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		Map<String, Object> address = Map.of(CONTEXT_KEY,
				of(request.getUri().toUri(), ClientAddresses.prefix(request.getAttributes())));
		request.configureExecutionInput((_, input) -> input.graphQLContext(address).build());
		return chain.next(request);
	}

	/**
	 * Returns the address of something that this server serves.
	 * @param context the context of a request of GraphQL
	 * @param path its path on this server
	 * @return the address
	 */
	public static String of(GraphQLContext context, String path) {
		return context.getOrDefault(CONTEXT_KEY, "") + path;
	}

	/**
	 * Returns the address of the server for a request.
	 * @param request the request
	 * @return the address without a slash at its end
	 */
	public String of(ServerRequest request) {
		return of(request.uri(), ClientAddresses.prefix(request.exchange()));
	}

	private String of(URI request, String prefix) {
		return this.configured.isEmpty() ? root(request) + prefix : this.configured;
	}

	private static String root(URI request) {
		String scheme = request.getScheme();
		return (scheme.startsWith("ws") ? "http" + scheme.substring(2) : scheme) + "://" + request.getAuthority();
	}

}
