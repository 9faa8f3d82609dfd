package dev.plenum.platform.web.socket;

import java.time.InstantSource;
import java.util.Objects;

import dev.plenum.platform.broadcast.Channels;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.LongLived;
import dev.plenum.platform.traffic.OpenCounts;
import dev.plenum.platform.web.OpenStreams;
import dev.plenum.platform.web.WebSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.util.context.Context;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Accepts WebSockets. It uses Reactor Netty directly instead of Spring's WebSocket
 * support, which keeps the complete request in memory as long as the socket is open, and
 * which does not accept spaces between subprotocols.
 */
@Component
final class SocketEndpoint implements WebHandler {

	private static final String KEY = "Sec-WebSocket-Key";

	private static final String VERSION = "Sec-WebSocket-Version";

	private static final String SUPPORTED_VERSION = "13";

	private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

	private final SocketServices services;

	private final Origins origins;

	private final HttpRefusals refusals;

	SocketEndpoint(WebGraphQlHandler handler, Channels channels, SocketAuthenticator authenticator,
			ExceptionResolver exceptionResolver, HttpRefusals refusals, OpenStreams streams, OpenCounts counts,
			JsonMapper json, WebSettings settings, InstantSource clock) {
		this.services = new SocketServices(handler, channels, authenticator, exceptionResolver, streams, counts, json,
				settings.socket(), Math.toIntExact(settings.socket().maxMessageSize().toBytes()), clock);
		this.origins = new Origins(settings.allowedOrigins());
		this.refusals = refusals;
	}

	/**
	 * Whether a request asks for a WebSocket.
	 * @param request the request
	 * @return true if its headers say so
	 */
	static boolean isRequested(ServerHttpRequest request) {
		return request.getMethod().equals(HttpMethod.GET)
				&& "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		if (!SUPPORTED_VERSION.equals(exchange.getRequest().getHeaders().getFirst(VERSION))) {
			response.getHeaders().set(VERSION, SUPPORTED_VERSION);
			response.setStatusCode(HttpStatus.UPGRADE_REQUIRED);
			return response.setComplete();
		}
		try {
			admit(exchange.getRequest());
		}
		catch (Problem problem) {
			return this.refusals.answer(problem, response);
		}
		return Caller.authentication().flatMap((authentication) -> upgrade(exchange, authentication.orElse(null)));
	}

	private void admit(ServerHttpRequest request) {
		if (!this.origins.allow(request.getHeaders())) {
			throw Problem.of(ErrorCode.FORBIDDEN, "Pages of this origin may not open a WebSocket here.");
		}
		if (request.getHeaders().getFirst(KEY) == null) {
			throw Problem.badInput("The header field Sec-WebSocket-Key is missing.");
		}
		if (this.services.streams().closing()) {
			throw Problem.of(ErrorCode.UNAVAILABLE, "The server is stopping. Connect again to reach another one.");
		}
		HttpServerRequest received = ServerHttpRequestDecorator.getNativeRequest(request);
		received.withConnection((connection) -> this.services.counts()
			.open(LongLived.SOCKETS, request.getRemoteAddress(), SocketServices.atClose(connection.channel())));
	}

	private Mono<Void> upgrade(ServerWebExchange exchange, @Nullable Authentication authentication) {
		String[] offered = offered(exchange.getRequest().getHeaders());
		SocketProtocol protocol = null;
		for (int i = 0; i < offered.length && protocol == null; i++) {
			protocol = SocketProtocol.of(offered[i]);
		}
		SocketHandshake handshake = SocketHandshake.of(exchange, authentication);
		return (protocol != null)
				? upgrade(exchange.getResponse(), protocol.subprotocol(), new Session(protocol, handshake))
				: upgrade(exchange.getResponse(), (offered.length > 0) ? offered[0] : null, SocketEndpoint::reject);
	}

	/**
	 * The subprotocols that the client offers. Only the first header field counts, as in
	 * Netty.
	 */
	private static String[] offered(HttpHeaders headers) {
		String header = headers.getFirst(SUBPROTOCOL);
		return (header != null) ? header.strip().split("\\s*,\\s*") : new String[0];
	}

	/**
	 * Closes a WebSocket with an unknown subprotocol. The handshake agrees to it
	 * nevertheless, because otherwise clients disconnect before they receive the reason.
	 */
	private static void reject(Channel channel) {
		channel.writeAndFlush(new CloseWebSocketFrame(SocketClose.SUBPROTOCOL))
			.addListener(ChannelFutureListener.CLOSE);
	}

	private Mono<Void> upgrade(ServerHttpResponse response, @Nullable String subprotocol, Conversation conversation) {
		WebsocketServerSpec.Builder spec = WebsocketServerSpec.builder()
			.maxFramePayloadLength(this.services.maxMessageSize());
		if (subprotocol != null) {
			spec.protocols(subprotocol);
		}
		HttpServerResponse nettyResponse = ServerHttpResponseDecorator.getNativeResponse(response);
		Mono<Void> socket = Mono.defer(() -> {
			nettyResponse.withConnection((connection) -> conversation.prepare(connection.channel()));
			return nettyResponse.sendWebsocket((inbound, _) -> {
				inbound.withConnection((connection) -> takeOver(connection, conversation));
				return Mono.never();
			}, spec.build());
		});
		return response.setComplete().then(socket.contextWrite(SocketEndpoint::forgetRequest));
	}

	/**
	 * Removes Reactor Netty's handlers from the channel, except those for TLS and frames.
	 * They would keep the request, and several times the memory of a session, as long as
	 * the WebSocket is open.
	 */
	private static void takeOver(Connection connection, Conversation conversation) {
		Channel channel = connection.channel();
		connection.rebind(() -> channel);
		channel.pipeline()
			.names()
			.stream()
			.filter((name) -> name.startsWith(NettyPipeline.LEFT) || name.startsWith(NettyPipeline.RIGHT))
			.filter((name) -> !name.equals(NettyPipeline.SslHandler))
			.forEach((name) -> channel.pipeline().remove(name));
		conversation.begin(channel);
	}

	/**
	 * Drops the context, which would keep the request and its observation in memory as
	 * long as the WebSocket is open.
	 */
	private static Context forgetRequest(Context context) {
		return Context.empty();
	}

	/**
	 * The server's side of a WebSocket.
	 */
	private interface Conversation {

		/**
		 * Adds handlers for frames. The first frame can arrive before the upgrade is
		 * reported.
		 */
		default void prepare(Channel channel) {
		}

		void begin(Channel channel);

	}

	private final class Session implements Conversation {

		private final SocketProtocol protocol;

		private final SocketHandshake handshake;

		private @Nullable SocketSession session;

		Session(SocketProtocol protocol, SocketHandshake handshake) {
			this.protocol = protocol;
			this.handshake = handshake;
		}

		@Override
		public void prepare(Channel channel) {
			this.session = new SocketSession(SocketEndpoint.this.services, this.protocol, this.handshake, channel);
			channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, this.session.frames());
		}

		@Override
		public void begin(Channel channel) {
			Objects.requireNonNull(this.session).begin();
		}

	}

}
