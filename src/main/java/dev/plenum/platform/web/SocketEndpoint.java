package dev.plenum.platform.web;

import java.time.Clock;
import java.util.Optional;

import dev.plenum.platform.graphql.ExceptionResolver;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.util.context.Context;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Opens sockets. It goes to Reactor Netty directly, and not through Spring's WebSocket
 * support, which keeps the whole request with each socket, and chooses among subprotocols
 * only if no space stands between them.
 */
@Component
final class SocketEndpoint implements WebHandler {

	private static final String KEY = "Sec-WebSocket-Key";

	private static final String VERSION = "Sec-WebSocket-Version";

	private static final String SUPPORTED_VERSION = "13";

	private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

	private final SocketServices services;

	private final Origins origins;

	SocketEndpoint(WebGraphQlHandler handler, SocketAuthenticator authenticator, ExceptionResolver exceptionResolver,
			OpenStreams streams, JsonMapper json, WebSettings settings, ObjectProvider<Clock> clock) {
		this.services = new SocketServices(handler, authenticator, exceptionResolver, streams, json,
				new GraphQlParameters(json), settings.socket(),
				Math.toIntExact(settings.socket().maxMessageSize().toBytes()), clock.getIfAvailable(Clock::systemUTC));
		this.origins = new Origins(settings.allowedOrigins());
	}

	/**
	 * Tell whether a request wants a WebSocket.
	 * @param request the request
	 * @return true if it says so in its headers
	 */
	static boolean isAskedFor(ServerHttpRequest request) {
		return request.getMethod().equals(HttpMethod.GET)
				&& "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		HttpHeaders headers = exchange.getRequest().getHeaders();
		if (!this.origins.allow(headers)) {
			return refuse(exchange, HttpStatus.FORBIDDEN);
		}
		if (!SUPPORTED_VERSION.equals(headers.getFirst(VERSION))) {
			exchange.getResponse().getHeaders().set(VERSION, SUPPORTED_VERSION);
			return refuse(exchange, HttpStatus.UPGRADE_REQUIRED);
		}
		if (headers.getFirst(KEY) == null) {
			return refuse(exchange, HttpStatus.BAD_REQUEST);
		}
		if (this.services.streams().closing()) {
			return refuse(exchange, HttpStatus.SERVICE_UNAVAILABLE);
		}
		return ReactiveSecurityContextHolder.getContext()
			.mapNotNull(SecurityContext::getAuthentication)
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMap((authentication) -> upgrade(exchange, authentication.orElse(null)));
	}

	private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
		exchange.getResponse().setStatusCode(status);
		return exchange.getResponse().setComplete();
	}

	private Mono<Void> upgrade(ServerWebExchange exchange, @Nullable Authentication authentication) {
		String[] offered = offered(exchange.getRequest().getHeaders());
		SocketProtocol protocol = null;
		for (int i = 0; i < offered.length && protocol == null; i++) {
			protocol = SocketProtocol.of(offered[i]);
		}
		SocketHandshake handshake = SocketHandshake.of(exchange.getRequest(), authentication);
		return (protocol != null)
				? upgrade(exchange.getResponse(), protocol.subprotocol(), session(protocol, handshake))
				: upgrade(exchange.getResponse(), (offered.length > 0) ? offered[0] : null, SocketEndpoint::reject);
	}

	/**
	 * Read what the client speaks, from the first header only, as Netty does.
	 */
	private static String[] offered(HttpHeaders headers) {
		String header = headers.getFirst(SUBPROTOCOL);
		return (header != null) ? header.strip().split("\\s*,\\s*") : new String[0];
	}

	private Conversation session(SocketProtocol protocol, SocketHandshake handshake) {
		return (inbound, outbound,
				connection) -> new SocketSession(this.services, protocol, handshake, connection.channel(), outbound)
					.run(inbound);
	}

	/**
	 * A subprotocol that is none of ours is agreed to all the same, since clients hang up
	 * if it is not and would not hear why.
	 */
	private static Publisher<Void> reject(WebsocketInbound inbound, WebsocketOutbound outbound, Connection connection) {
		WebSocketCloseStatus status = SocketClose.SUBPROTOCOL;
		return outbound.sendClose(status.code(), status.reasonText());
	}

	private Mono<Void> upgrade(ServerHttpResponse response, @Nullable String subprotocol, Conversation conversation) {
		WebsocketServerSpec.Builder spec = WebsocketServerSpec.builder()
			.maxFramePayloadLength(this.services.maxMessageSize())
			.handlePing(true);
		if (subprotocol != null) {
			spec.protocols(subprotocol);
		}
		HttpServerResponse nettyResponse = ServerHttpResponseDecorator.getNativeResponse(response);
		Mono<Void> socket = Mono.defer(() -> nettyResponse.sendWebsocket((inbound, outbound) -> {
			Connection[] connection = new Connection[1];
			inbound.withConnection((it) -> connection[0] = it);
			return conversation.begin(inbound, outbound, connection[0]);
		}, spec.build()));
		return response.setComplete().then(socket.contextWrite(SocketEndpoint::forgetRequest));
	}

	/**
	 * The context would keep the request, and what is observed of it, as long as the
	 * socket.
	 */
	private static Context forgetRequest(Context context) {
		return Context.empty();
	}

	/**
	 * What is said on a socket once it is open.
	 */
	private interface Conversation {

		Publisher<Void> begin(WebsocketInbound inbound, WebsocketOutbound outbound, Connection connection);

	}

}
