package dev.plenum.platform.web.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.traffic.LongLived;
import dev.plenum.platform.web.GraphQlParameters;
import dev.plenum.platform.web.Lifespan;
import dev.plenum.platform.web.OpenStream;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.graphql.GraphQlRequest;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * The conversation on one socket. Its state belongs to the channel's event loop: frames
 * arrive there, and what comes of the operations is handed to it.
 * <p>
 * Nothing is buffered without bound for a client that does not read: an operation tells
 * its next result, and the next message of the client is read, only when the channel has
 * room.
 */
final class SocketSession extends SocketFrames implements OpenStream {

	private static final Logger logger = LoggerFactory.getLogger(SocketSession.class);

	private static final int SILENT_INTERVALS = 2;

	private final SocketHandshake handshake;

	private final SocketDeadlines deadlines;

	private final Map<String, SocketOperation> operations = new HashMap<>(2);

	private @Nullable Authentication authentication;

	private State state = State.NEW;

	private int silentIntervals;

	private int started;

	private enum State {

		NEW, INITIALISING, ACKNOWLEDGED, CLOSED

	}

	SocketSession(SocketServices services, SocketProtocol protocol, SocketHandshake handshake, Channel channel) {
		super(services, protocol, channel);
		this.handshake = handshake;
		this.authentication = handshake.authentication();
		this.deadlines = new SocketDeadlines(services.settings());
	}

	/**
	 * Talk, now that the socket is open, until either side closes it.
	 */
	void begin() {
		eventLoop().execute(() -> {
			if (channel().isActive()) {
				services().streams().add(this);
				readIfReady();
			}
		});
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		end();
		services().streams().remove(this);
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
				services().failure(cause);
				close(SocketClose.FAULT);
			}
		}
	}

	@Override
	boolean isWaiting() {
		return this.state == State.INITIALISING;
	}

	@Override
	boolean isClosed() {
		return this.state == State.CLOSED;
	}

	@Override
	void heard() {
		this.silentIntervals = 0;
	}

	@Override
	void heard(SocketProtocol.Message message) {
		switch (message.kind()) {
			case INIT -> initialise(message.payload());
			case SUBSCRIBE -> subscribe(message.id(), GraphQlParameters.ofJson(message.payload()));
			case COMPLETE -> stop(message.id());
			case PING -> output().write(protocol().pong(message.payload()));
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
		services().authenticator()
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
		Duration validity = Lifespan.validity(this.authentication, services().clock().instant());
		if (!validity.isPositive()) {
			refuse(SocketClose.TOKEN_EXPIRED);
			return;
		}
		this.deadlines.expireAfter(validity);
		try {
			services().counts()
				.belongsTo(LongLived.SOCKETS, (this.authentication != null) ? this.authentication.getName() : null,
						SocketServices.atClose(channel()));
		}
		catch (Problem problem) {
			refuse(SocketClose.tooMany(String.valueOf(problem.getMessage())));
			return;
		}
		this.deadlines.acknowledged();
		this.state = State.ACKNOWLEDGED;
		output().write(protocol().acknowledgement());
		readIfReady();
		receiveKept();
	}

	private void refuse(WebSocketCloseStatus status) {
		if (this.state != State.CLOSED) {
			output().write(protocol().refusal(status.reasonText()));
			close(status);
		}
	}

	private void subscribe(String id, GraphQlRequest parameters) {
		if (this.state != State.ACKNOWLEDGED) {
			close(SocketClose.NOT_ACKNOWLEDGED);
			return;
		}
		if (this.deadlines.isExpired(System.nanoTime())) {
			close(SocketClose.TOKEN_EXPIRED);
			return;
		}
		if (this.operations.containsKey(id)) {
			close(SocketClose.duplicate(id));
			return;
		}
		int limit = services().settings().maxOperations();
		if (this.operations.size() >= limit) {
			Problem problem = Problem.of(ErrorCode.RATE_LIMITED,
					"A socket carries " + limit + " operations at a time; complete one first.");
			output().write(protocol().failure(id, services().failure(problem)));
			return;
		}
		SocketOperation operation = new SocketOperation(this, id);
		this.operations.put(id, operation);
		services().execute(this.handshake, newRequestId(), parameters, this.authentication, operation);
	}

	/**
	 * Name an operation in the log, after its connection and in the manner of requests:
	 * the client's own ids are long as it likes, and the same on every socket.
	 */
	private String newRequestId() {
		this.started++;
		return channel().id().asShortText() + "/" + this.started;
	}

	private void stop(String id) {
		SocketOperation operation = this.operations.remove(id);
		if (operation != null) {
			operation.stop();
		}
	}

	EventLoop eventLoop() {
		return channel().eventLoop();
	}

	/**
	 * Whether the client has read enough of what was sent.
	 * @return whether there is room for more
	 */
	boolean isReady() {
		return channel().isWritable();
	}

	private void readIfReady() {
		channel().config().setAutoRead(isReady() && this.state != State.INITIALISING);
	}

	/**
	 * Send a result with the next flush.
	 * @param id the operation
	 * @param payload its result as JSON
	 */
	void next(String id, byte[] payload) {
		output().write(protocol().next(), id, payload);
	}

	void flush() {
		channel().flush();
	}

	/**
	 * Tell that an operation has ended.
	 * @param id the operation
	 */
	void completed(String id) {
		this.operations.remove(id);
		output().write(protocol().complete(id));
	}

	/**
	 * Tell that an operation has ended with an error, or could not begin.
	 * @param id the operation
	 * @param exception what ended it
	 */
	void failed(String id, Throwable exception) {
		this.operations.remove(id);
		output().write(protocol().failure(id, services().failure(exception)));
	}

	@Override
	public LongLived kind() {
		return LongLived.SOCKETS;
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
			output().write(protocol().keepAlive());
			if (protocol() == SocketProtocol.LEGACY) {
				output().write(new PingWebSocketFrame());
			}
		}
	}

	@Override
	void close(WebSocketCloseStatus status) {
		if (this.state != State.CLOSED) {
			end();
			output().close(status);
		}
	}

	@Override
	void end() {
		this.state = State.CLOSED;
		channel().config().setAutoRead(isReady());
		releaseKept();
		List.copyOf(this.operations.values()).forEach(SocketOperation::stop);
		this.operations.clear();
	}

}
