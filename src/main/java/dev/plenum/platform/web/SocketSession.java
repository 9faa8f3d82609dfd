package dev.plenum.platform.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import graphql.ExecutionResult;
import io.netty.channel.Channel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

import org.springframework.graphql.GraphQlRequest;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * The conversation on one socket. Its state belongs to the channel's event loop: frames
 * and timers arrive there, and what comes of the operations is handed to it.
 * <p>
 * Nothing is buffered without bound for a client that does not read: an operation has at
 * most one result on its way, and the next message of the client is read only when the
 * channel has room for answers.
 */
final class SocketSession implements Disposable {

	private static final Logger logger = LoggerFactory.getLogger(SocketSession.class);

	private static final int SILENT_INTERVALS = 2;

	private final SocketServices services;

	private final SocketProtocol protocol;

	private final SocketHandshake handshake;

	private final Channel channel;

	private final SocketOutput output;

	private final SocketTimers timers;

	private final Map<String, SocketOperation> operations = new HashMap<>(2);

	private @Nullable Authentication authentication;

	private boolean initialised;

	private boolean acknowledged;

	private boolean closed;

	private int silentIntervals;

	SocketSession(SocketServices services, SocketProtocol protocol, SocketHandshake handshake, Channel channel,
			WebsocketOutbound outbound) {
		this.services = services;
		this.protocol = protocol;
		this.handshake = handshake;
		this.authentication = handshake.authentication();
		this.channel = channel;
		this.output = new SocketOutput(channel, outbound, services.json());
		this.timers = new SocketTimers(channel.eventLoop());
		this.timers.initTimeout(services.settings().initTimeout(), () -> close(SocketClose.INIT_TIMEOUT));
	}

	/**
	 * Talk until either side closes the socket.
	 * @param inbound what the client sends
	 * @return completes when the client sends no more
	 */
	Mono<Void> run(WebsocketInbound inbound) {
		this.services.streams().add(this);
		this.channel.closeFuture().addListener((_) -> end());
		return inbound.aggregateFrames(this.services.maxMessageSize())
			.receiveFrames()
			.concatMap(this::receive, 0)
			.doOnError(TooLongFrameException.class, (_) -> close(SocketClose.TOO_LARGE))
			.onErrorComplete()
			.then();
	}

	/**
	 * Close the socket because the server stops.
	 */
	@Override
	public void dispose() {
		this.channel.eventLoop().execute(() -> close(SocketClose.STOPPING));
	}

	private Mono<Void> receive(WebSocketFrame frame) {
		if (this.closed) {
			return Mono.empty();
		}
		this.silentIntervals = 0;
		Mono<Void> handled = switch (frame) {
			case TextWebSocketFrame text -> receive(text.content().nioBuffer());
			case PingWebSocketFrame ping -> {
				this.output.write(new PongWebSocketFrame(ping.content().retain()));
				yield Mono.empty();
			}
			case PongWebSocketFrame _ -> Mono.empty();
			default -> close(SocketClose.BINARY);
		};
		return handled.then(Mono.defer(this.output::untilWritable));
	}

	private Mono<Void> receive(ByteBuffer text) {
		try {
			return receive(this.protocol
				.read(this.services.parameters().parse(GraphQlParameters.decode(text), "The message")));
		}
		catch (CharacterCodingException ex) {
			return close(SocketClose.NOT_UTF_8);
		}
		catch (Problem problem) {
			return close(SocketClose.badMessage(String.valueOf(problem.getMessage())));
		}
		catch (RuntimeException ex) {
			this.services.failure(ex);
			return close(SocketClose.FAULT);
		}
	}

	private Mono<Void> receive(SocketProtocol.Message message) {
		return switch (message.kind()) {
			case INIT -> initialise(message.payload());
			case SUBSCRIBE -> subscribe(message.id(), GraphQlParameters.ofJson(message.payload()));
			case COMPLETE -> Mono.fromRunnable(() -> cancel(message.id()));
			case PING -> Mono.fromRunnable(() -> this.output.write(this.protocol.pong(message.payload())));
			case PONG -> Mono.empty();
			case TERMINATE -> close(SocketClose.TERMINATED);
		};
	}

	private Mono<Void> initialise(@Nullable Object payload) {
		if (this.initialised) {
			return close(SocketClose.INIT_TWICE);
		}
		this.initialised = true;
		return this.services.authenticator()
			.authenticate(payload)
			.publishOn(Schedulers.fromExecutor(this.channel.eventLoop()))
			.doOnNext((authentication) -> this.authentication = authentication)
			.then(Mono.fromRunnable(this::acknowledge))
			.onErrorResume((ex) -> refuse(closeStatus(ex)))
			.then();
	}

	private static WebSocketCloseStatus closeStatus(Throwable exception) {
		if (exception instanceof AuthenticationException && !(exception instanceof AuthenticationServiceException)) {
			return SocketClose.TOKEN_REFUSED;
		}
		logger.warn("A token cannot be checked: {}", exception.toString());
		return SocketClose.CANNOT_CHECK_TOKEN;
	}

	private void acknowledge() {
		if (this.closed) {
			return;
		}
		Instant expiresAt = (this.authentication instanceof JwtAuthenticationToken token)
				? token.getToken().getExpiresAt() : null;
		if (expiresAt != null) {
			Duration validity = Duration.between(this.services.clock().instant(), expiresAt);
			if (!validity.isPositive()) {
				refuse(SocketClose.TOKEN_EXPIRED);
				return;
			}
			this.timers.expiry(validity, () -> close(SocketClose.TOKEN_EXPIRED));
		}
		this.timers.keepAlive(this.services.settings().keepAlive(), this::keepAlive);
		this.acknowledged = true;
		this.output.write(this.protocol.acknowledgement());
	}

	private Mono<Void> refuse(WebSocketCloseStatus status) {
		this.output.write(this.protocol.refusal(status.reasonText()));
		return close(status);
	}

	private void keepAlive() {
		if (this.silentIntervals == SILENT_INTERVALS) {
			close(SocketClose.SILENT);
			return;
		}
		this.silentIntervals++;
		if (this.output.isWritable()) {
			this.output.write(this.protocol.keepAlive());
			if (this.protocol == SocketProtocol.LEGACY) {
				this.output.write(new PingWebSocketFrame());
			}
		}
	}

	private Mono<Void> subscribe(String id, GraphQlRequest parameters) {
		if (!this.acknowledged) {
			return close(SocketClose.NOT_ACKNOWLEDGED);
		}
		if (this.operations.containsKey(id)) {
			return close(SocketClose.duplicate(id));
		}
		int limit = this.services.settings().maxOperations();
		if (this.operations.size() >= limit) {
			Problem problem = Problem.of(ErrorCode.RATE_LIMITED,
					"A socket carries " + limit + " operations at a time; complete one first.");
			this.output.write(this.protocol.failure(id, this.services.failure(problem)));
			return Mono.empty();
		}
		SocketOperation operation = new SocketOperation(this, id);
		this.operations.put(id, operation);
		return Mono.fromRunnable(
				() -> this.services.execute(this.handshake, id, parameters, this.authentication).subscribe(operation));
	}

	private void cancel(String id) {
		SocketOperation operation = this.operations.remove(id);
		if (operation != null) {
			operation.cancel();
		}
	}

	/**
	 * Send a result, and ask for the next when it is written.
	 * @param operation the operation
	 * @param result its result
	 */
	void next(SocketOperation operation, ExecutionResult result) {
		WebSocketFrame message = this.output.encode(this.protocol.next(operation.id(), result.toSpecification()));
		onEventLoop(operation, () -> this.output.write(message).addListener((written) -> {
			if (written.isSuccess()) {
				operation.request(1);
			}
		}));
	}

	/**
	 * Tell that an operation has ended.
	 * @param operation the operation
	 */
	void completed(SocketOperation operation) {
		onEventLoop(operation, () -> {
			this.operations.remove(operation.id());
			this.output.write(this.protocol.complete(operation.id()));
		});
	}

	/**
	 * Tell that an operation has ended with an error, or could not begin.
	 * @param operation the operation
	 * @param exception what ended it
	 */
	void failed(SocketOperation operation, Throwable exception) {
		Map<String, Object> failure = this.services.failure(exception);
		onEventLoop(operation, () -> {
			this.operations.remove(operation.id());
			this.output.write(this.protocol.failure(operation.id(), failure));
		});
	}

	/**
	 * Always through the queue, never at once: what an operation says must stay in order.
	 */
	private void onEventLoop(SocketOperation operation, Runnable action) {
		this.channel.eventLoop().execute(() -> {
			if (this.operations.get(operation.id()) == operation) {
				action.run();
			}
		});
	}

	private Mono<Void> close(WebSocketCloseStatus status) {
		if (!this.closed) {
			end();
			this.output.close(status);
		}
		return Mono.empty();
	}

	private void end() {
		this.closed = true;
		this.timers.cancel();
		List.copyOf(this.operations.values()).forEach(SocketOperation::cancel);
		this.operations.clear();
		if (!this.channel.isOpen()) {
			this.services.streams().remove(this);
		}
	}

}
