package dev.plenum.platform.web.socket;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

import dev.plenum.platform.broadcast.Channels;
import dev.plenum.platform.broadcast.Receiver;
import dev.plenum.platform.broadcast.ResumeStrings;
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
 * The services that all WebSockets share.
 *
 * @param handler executes operations
 * @param channels delivers their results
 * @param authenticator checks tokens
 * @param exceptionResolver converts exceptions to errors
 * @param streams all open connections
 * @param counts limits the number of open WebSockets
 * @param json encodes messages
 * @param settings the limits of a WebSocket
 * @param maxMessageSize the maximum size of a message, in bytes
 * @param clock the current time, for the expiry of tokens
 */
record SocketServices(WebGraphQlHandler handler, Channels channels, SocketAuthenticator authenticator,
		ExceptionResolver exceptionResolver, OpenStreams streams, OpenCounts counts, JsonMapper json,
		WebSettings.Socket settings, int maxMessageSize, InstantSource clock) {

	/**
	 * Executes an operation.
	 * @param handshake the request that opened the WebSocket
	 * @param id the id of the operation in the log
	 * @param parameters the operation
	 * @param authentication the caller; null for an anonymous one
	 * @param resume the positions from which subscriptions of the WebSocket continue
	 * @param receiver receives the results
	 */
	void execute(SocketHandshake handshake, String id, GraphQlRequest parameters,
			@Nullable Authentication authentication, ResumeStrings resume, Receiver receiver) {
		WebGraphQlRequest request = new WebGraphQlRequest(handshake.uri(), handshake.headers(), null,
				handshake.address(), handshake.attributes(), parameters, id, OperationRules.MESSAGES);
		resume.offerTo(request);
		Mono<WebGraphQlResponse> response = Mono.defer(() -> this.handler.handleRequest(request));
		this.channels.open((authentication != null)
				? response.contextWrite(ReactiveSecurityContextHolder.withAuthentication(authentication)) : response,
				Results::ofBegun, receiver);
	}

	/**
	 * Registers actions for the end of a connection.
	 * @param channel the connection
	 * @return a consumer of such actions
	 */
	static Consumer<Runnable> atClose(Channel channel) {
		return (release) -> channel.closeFuture().addListener((_) -> release.run());
	}

	SocketOutput output(Channel channel) {
		return new SocketOutput(channel, this.json);
	}

	/**
	 * Converts an exception to a result.
	 * @param exception the exception
	 * @return the errors without data
	 */
	Map<String, Object> failure(Throwable exception) {
		return Results.failure(exception, this.exceptionResolver).toSpecification();
	}

}
