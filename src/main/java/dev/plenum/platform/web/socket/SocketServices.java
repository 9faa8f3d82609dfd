package dev.plenum.platform.web.socket;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

import dev.plenum.platform.broadcast.Lines;
import dev.plenum.platform.broadcast.Receiver;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.operation.OperationRules;
import dev.plenum.platform.traffic.OpenCounts;
import dev.plenum.platform.web.OpenStreams;
import dev.plenum.platform.web.Results;
import dev.plenum.platform.web.WebSettings;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;

/**
 * What all sockets share.
 *
 * @param handler executes operations
 * @param lines brings their results to those who want them
 * @param authenticator reads tokens
 * @param exceptionResolver says what callers are told of exceptions
 * @param streams holds the open sockets
 * @param counts says whether there are too many
 * @param json writes messages
 * @param settings what a socket may do
 * @param maxMessageSize the largest message, in bytes
 * @param clock tells when a token expires
 */
record SocketServices(WebGraphQlHandler handler, Lines lines, SocketAuthenticator authenticator,
		ExceptionResolver exceptionResolver, OpenStreams streams, OpenCounts counts, JsonMapper json,
		WebSettings.Socket settings, int maxMessageSize, InstantSource clock) {

	/**
	 * Execute an operation.
	 * @param handshake the request that opened the socket
	 * @param id the name of the operation in the log
	 * @param parameters what to execute
	 * @param authentication who wants it; null if that is not known
	 * @param receiver who is told the results
	 */
	void execute(SocketHandshake handshake, String id, GraphQlRequest parameters,
			@Nullable Authentication authentication, Receiver receiver) {
		WebGraphQlRequest request = new WebGraphQlRequest(handshake.uri(), handshake.headers(), null,
				handshake.address(), Map.of(), parameters, id, OperationRules.MESSAGES);
		Mono<WebGraphQlResponse> response = Mono.defer(() -> this.handler.handleRequest(request));
		this.lines.open((authentication != null)
				? response.contextWrite(ReactiveSecurityContextHolder.withAuthentication(authentication)) : response,
				Results::ofBegun, receiver);
	}

	/**
	 * Calls back when a connection is closed.
	 * @param channel the connection
	 * @return takes what to do then
	 */
	static Consumer<Runnable> atClose(Channel channel) {
		return (release) -> channel.closeFuture().addListener((_) -> release.run());
	}

	SocketOutput output(Channel channel) {
		return new SocketOutput(channel, this.json);
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
