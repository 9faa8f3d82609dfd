package dev.plenum.platform.web;

import java.time.Clock;
import java.util.Map;

import dev.plenum.platform.graphql.ExceptionResolver;
import graphql.ExecutionResult;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;

/**
 * What all sockets share.
 *
 * @param handler executes operations
 * @param authenticator reads tokens
 * @param exceptionResolver says what callers are told of exceptions
 * @param streams holds the open sockets
 * @param json writes messages
 * @param parameters reads messages
 * @param settings what a socket may do
 * @param maxMessageSize the largest message, in bytes
 * @param clock tells when a token expires
 */
record SocketServices(WebGraphQlHandler handler, SocketAuthenticator authenticator, ExceptionResolver exceptionResolver,
		OpenStreams streams, JsonMapper json, GraphQlParameters parameters, WebSettings.Socket settings,
		int maxMessageSize, Clock clock) {

	/**
	 * Execute an operation.
	 * @param handshake the request that opened the socket
	 * @param id the operation's id
	 * @param parameters what to execute
	 * @param authentication who wants it; null if that is not known
	 * @return the results; an error if the operation could not begin
	 */
	Flux<ExecutionResult> execute(SocketHandshake handshake, String id, GraphQlRequest parameters,
			@Nullable Authentication authentication) {
		WebGraphQlRequest request = new WebGraphQlRequest(handshake.uri(), handshake.headers(), null,
				handshake.remoteAddress(), Map.of(), parameters, id, OperationRules.MESSAGES);
		Flux<ExecutionResult> results = Mono.defer(() -> this.handler.handleRequest(request))
			.flatMapMany(Results::ofBegun);
		return (authentication != null)
				? results.contextWrite(ReactiveSecurityContextHolder.withAuthentication(authentication)) : results;
	}

	/**
	 * Make the result that tells of an exception.
	 * @param exception what was thrown
	 * @return the errors, and no data
	 */
	Map<String, Object> failure(Throwable exception) {
		return Results.failure(exception, this.exceptionResolver).toSpecification();
	}

}
