package dev.plenum.platform.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.graphql.GraphQlRequest;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * The conversation on one socket. Its state belongs to the channel's event loop: frames
 * arrive there, and what comes of the operations is handed to it.
 * <p>
 * Nothing is buffered without bound for a client that does not read: an operation tells
 * its next result, and the next message of the client is read, only when the channel has
 * room.
 */
final class SocketSession extends SimpleChannelInboundHandler<WebSocketFrame> implements OpenStream {

	private static final Logger logger = LoggerFactory.getLogger(SocketSession.class);

	private static final int SILENT_INTERVALS = 2;

	private final SocketServices services;

	private final SocketProtocol protocol;

	private final SocketHandshake handshake;

	private final Channel channel;

	private final SocketDeadlines deadlines;

	private final Map<String, SocketOperation> operations = new HashMap<>(2);

	private @Nullable Authentication authentication;

	/** What came while the token was looked at; null if nothing did. */
	private @Nullable List<WebSocketFrame> heardMeanwhile;

	private State state = State.NEW;

	private int silentIntervals;

	private enum State {

		NEW, INITIALISING, ACKNOWLEDGED, CLOSED

	}

	SocketSession(SocketServices services, SocketProtocol protocol, SocketHandshake handshake, Channel channel) {
		this.services = services;
		this.protocol = protocol;
		this.handshake = handshake;
		this.authentication = handshake.authentication();
		this.channel = channel;
		this.deadlines = new SocketDeadlines(services.settings());
	}

	/**
	 * Talk, now that the socket is open, until either side closes it.
	 */
	void begin() {
		eventLoop().execute(() -> {
			if (this.channel.isActive()) {
				this.services.streams().add(this);
				readIfReady();
			}
		});
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		end();
		this.services.streams().remove(this);
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		readIfReady();
		if (isReady()) {
			List.copyOf(this.operations.values()).forEach(SocketOperation::resume);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		switch (cause) {
			case TooLongFrameException _ -> close(SocketClose.TOO_LARGE);
			case CorruptedFrameException _ -> end();
			case IOException _ -> context.close();
			default -> {
				this.services.failure(cause);
				close(SocketClose.FAULT);
			}
		}
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) throws Exception {
		if (!frame.isFinalFragment()) {
			putTogether(context, frame);
		}
		else if (this.state == State.INITIALISING) {
			keep(frame);
		}
		else {
			receive(frame);
		}
	}

	/**
	 * Few clients send a message in parts, so only theirs have what puts them together.
	 */
	private void putTogether(ChannelHandlerContext context, WebSocketFrame part) throws Exception {
		WebSocketFrameAggregator parts = new WebSocketFrameAggregator(this.services.maxMessageSize());
		context.pipeline().addBefore(context.name(), null, parts);
		parts.channelRead(context.pipeline().context(parts), part.retain());
	}

	private void keep(WebSocketFrame frame) {
		List<WebSocketFrame> kept = (this.heardMeanwhile != null) ? this.heardMeanwhile : new ArrayList<>();
		kept.add(frame.retain());
		this.heardMeanwhile = kept;
	}

	private void receive(WebSocketFrame frame) {
		if (this.state == State.CLOSED) {
			return;
		}
		this.silentIntervals = 0;
		switch (frame) {
			case TextWebSocketFrame text -> receive(text.content().nioBuffer());
			case PingWebSocketFrame ping -> output().write(new PongWebSocketFrame(ping.content().retain()));
			case PongWebSocketFrame _ -> {
			}
			case CloseWebSocketFrame close -> {
				end();
				output().echo(close);
			}
			default -> close(SocketClose.BINARY);
		}
	}

	private void receive(ByteBuffer text) {
		try {
			receive(this.protocol
				.read(this.services.parameters().parse(GraphQlParameters.decode(text), "The message")));
		}
		catch (CharacterCodingException ex) {
			close(SocketClose.NOT_UTF_8);
		}
		catch (Problem problem) {
			close(SocketClose.badMessage(String.valueOf(problem.getMessage())));
		}
		catch (RuntimeException ex) {
			this.services.failure(ex);
			close(SocketClose.FAULT);
		}
	}

	private void receive(SocketProtocol.Message message) {
		switch (message.kind()) {
			case INIT -> initialise(message.payload());
			case SUBSCRIBE -> subscribe(message.id(), GraphQlParameters.ofJson(message.payload()));
			case COMPLETE -> stop(message.id());
			case PING -> output().write(this.protocol.pong(message.payload()));
			case PONG -> {
			}
			case TERMINATE -> close(SocketClose.TERMINATED);
		}
	}

	private void initialise(@Nullable Object payload) {
		if (this.state != State.NEW) {
			close(SocketClose.INIT_TWICE);
			return;
		}
		this.state = State.INITIALISING;
		readIfReady();
		this.services.authenticator()
			.authenticate(payload)
			.publishOn(Schedulers.fromExecutor(eventLoop()))
			.doOnNext((authentication) -> this.authentication = authentication)
			.then(Mono.<Void>fromRunnable(this::acknowledge))
			.onErrorResume((ex) -> Mono.fromRunnable(() -> refuse(closeStatus(ex))))
			.subscribe();
	}

	private static WebSocketCloseStatus closeStatus(Throwable exception) {
		if (exception instanceof AuthenticationException && !(exception instanceof AuthenticationServiceException)) {
			return SocketClose.TOKEN_REFUSED;
		}
		logger.warn("A token cannot be checked: {}", exception.toString());
		return SocketClose.CANNOT_CHECK_TOKEN;
	}

	private void acknowledge() {
		if (this.state == State.CLOSED) {
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
			this.deadlines.expireAfter(validity);
		}
		try {
			this.services.counts()
				.belongsTo(this.channel, (this.authentication != null) ? this.authentication.getName() : null);
		}
		catch (Problem problem) {
			refuse(SocketClose.tooMany(String.valueOf(problem.getMessage())));
			return;
		}
		this.deadlines.acknowledged();
		this.state = State.ACKNOWLEDGED;
		output().write(this.protocol.acknowledgement());
		readIfReady();
		forget(this::receive);
	}

	private void refuse(WebSocketCloseStatus status) {
		if (this.state != State.CLOSED) {
			output().write(this.protocol.refusal(status.reasonText()));
			close(status);
		}
	}

	private void forget(Consumer<WebSocketFrame> word) {
		List<WebSocketFrame> kept = this.heardMeanwhile;
		this.heardMeanwhile = null;
		if (kept != null) {
			kept.forEach((frame) -> {
				word.accept(frame);
				ReferenceCountUtil.release(frame);
			});
		}
	}

	private void subscribe(String id, GraphQlRequest parameters) {
		if (this.state != State.ACKNOWLEDGED) {
			close(SocketClose.NOT_ACKNOWLEDGED);
			return;
		}
		if (this.operations.containsKey(id)) {
			close(SocketClose.duplicate(id));
			return;
		}
		int limit = this.services.settings().maxOperations();
		if (this.operations.size() >= limit) {
			Problem problem = Problem.of(ErrorCode.RATE_LIMITED,
					"A socket carries " + limit + " operations at a time; complete one first.");
			output().write(this.protocol.failure(id, this.services.failure(problem)));
			return;
		}
		SocketOperation operation = new SocketOperation(this, id);
		this.operations.put(id, operation);
		this.services.execute(this.handshake, id, parameters, this.authentication, operation);
	}

	private void stop(String id) {
		SocketOperation operation = this.operations.remove(id);
		if (operation != null) {
			operation.stop();
		}
	}

	EventLoop eventLoop() {
		return this.channel.eventLoop();
	}

	/**
	 * Whether the client has read enough of what was sent.
	 * @return whether there is room for more
	 */
	boolean isReady() {
		return this.channel.isWritable();
	}

	private void readIfReady() {
		this.channel.config().setAutoRead(isReady() && this.state != State.INITIALISING);
	}

	/**
	 * Send a result with the next flush.
	 * @param id the operation
	 * @param payload its result as JSON
	 */
	void next(String id, byte[] payload) {
		output().write(this.protocol.next(), id, payload);
	}

	void flush() {
		this.channel.flush();
	}

	/**
	 * Tell that an operation has ended.
	 * @param id the operation
	 */
	void completed(String id) {
		this.operations.remove(id);
		output().write(this.protocol.complete(id));
	}

	/**
	 * Tell that an operation has ended with an error, or could not begin.
	 * @param id the operation
	 * @param exception what ended it
	 */
	void failed(String id, Throwable exception) {
		this.operations.remove(id);
		output().write(this.protocol.failure(id, this.services.failure(exception)));
	}

	@Override
	public void stop() {
		eventLoop().execute(() -> close(SocketClose.STOPPING));
	}

	@Override
	public void look(long now) {
		if (this.deadlines.isReached(now)) {
			eventLoop().execute(() -> act(now));
		}
	}

	private void act(long now) {
		if (this.state == State.CLOSED) {
			return;
		}
		WebSocketCloseStatus end = this.deadlines.end(now);
		if (end != null) {
			close(end);
		}
		else if (this.deadlines.isPingDue(now)) {
			keepAlive();
		}
	}

	private void keepAlive() {
		if (this.silentIntervals == SILENT_INTERVALS) {
			close(SocketClose.SILENT);
			return;
		}
		this.silentIntervals++;
		if (isReady()) {
			output().write(this.protocol.keepAlive());
			if (this.protocol == SocketProtocol.LEGACY) {
				output().write(new PingWebSocketFrame());
			}
		}
	}

	private SocketOutput output() {
		return this.services.output(this.channel);
	}

	private void close(WebSocketCloseStatus status) {
		if (this.state != State.CLOSED) {
			end();
			output().close(status);
		}
	}

	private void end() {
		this.state = State.CLOSED;
		this.channel.config().setAutoRead(isReady());
		forget((_) -> {
		});
		List.copyOf(this.operations.values()).forEach(SocketOperation::stop);
		this.operations.clear();
	}

}
