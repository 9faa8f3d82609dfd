package dev.plenum.platform.web.socket;

import java.time.Duration;
import java.util.Map;

import dev.plenum.platform.RepeatedFaults;
import dev.plenum.platform.broadcast.ResumeStrings;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.traffic.LongLived;
import dev.plenum.platform.web.GraphQlParameters;
import dev.plenum.platform.web.Lifespan;
import dev.plenum.platform.web.OpenStream;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.graphql.GraphQlRequest;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * The session of one WebSocket, from the handshake until either side closes it. Its state
 * belongs to the channel's event loop.
 * <p>
 * A client that does not read needs no more memory than others: its next message is read
 * only while the channel is writable.
 */
final class SocketSession implements OpenStream {

	private static final RepeatedFaults faults = new RepeatedFaults(LoggerFactory.getLogger(SocketSession.class));

	private final SocketServices services;

	private final SocketProtocol protocol;

	private final Channel channel;

	private final SocketFrames frames;

	private final SocketDeadlines deadlines;

	private final SocketOperations operations;

	private @Nullable Authentication authentication;

	private State state = State.NEW;

	private enum State {

		NEW, INITIALISING, ACKNOWLEDGED, CLOSED

	}

	SocketSession(SocketServices services, SocketProtocol protocol, SocketHandshake handshake, Channel channel) {
		this.services = services;
		this.protocol = protocol;
		this.channel = channel;
		this.authentication = handshake.authentication();
		this.deadlines = new SocketDeadlines(services.settings());
		this.operations = new SocketOperations(services, protocol, handshake, channel);
		this.frames = new SocketFrames(this, services, protocol);
	}

	/**
	 * The handler that receives the frames of this session.
	 */
	SocketFrames frames() {
		return this.frames;
	}

	Channel channel() {
		return this.channel;
	}

	private EventLoop eventLoop() {
		return this.channel.eventLoop();
	}

	SocketOutput output() {
		return this.services.output(this.channel);
	}

	/**
	 * Begins the session after the handshake.
	 */
	void begin() {
		eventLoop().execute(() -> {
			if (this.channel.isActive()) {
				this.services.streams().add(this);
				readIfReady();
			}
		});
	}

	void disconnected() {
		end();
		this.services.streams().remove(this);
	}

	void writabilityChanged() {
		readIfReady();
		if (this.channel.isWritable()) {
			this.operations.resumeAll();
		}
	}

	/**
	 * Whether the token is being checked, so that messages have to wait.
	 */
	boolean isWaiting() {
		return this.state == State.INITIALISING;
	}

	boolean isClosed() {
		return this.state == State.CLOSED;
	}

	void frameReceived() {
		this.deadlines.frameReceived();
	}

	/**
	 * Handles a message of the client.
	 * @param message the message
	 * @throws Problem if its payload is invalid
	 */
	void receive(SocketProtocol.Message message) {
		switch (message.kind()) {
			case INIT -> initialise(message.payload());
			case SUBSCRIBE -> subscribe(message.id(), GraphQlParameters.ofJson(message.payload()));
			case COMPLETE -> this.operations.stop(message.id());
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
		this.operations.resume(ResumeStrings.of((payload instanceof Map<?, ?> map) ? map.get("resume") : null));
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
		faults.warn("A token cannot be checked: " + exception);
		return SocketClose.CANNOT_CHECK_TOKEN;
	}

	private void acknowledge() {
		if (this.state == State.CLOSED) {
			return;
		}
		Duration validity = Lifespan.validity(this.authentication, this.services.clock().instant());
		if (!validity.isPositive()) {
			refuse(SocketClose.TOKEN_EXPIRED);
			return;
		}
		this.deadlines.expireAfter(validity);
		try {
			this.services.counts()
				.belongsTo(LongLived.SOCKETS, (this.authentication != null) ? this.authentication.getName() : null,
						SocketServices.atClose(this.channel));
		}
		catch (Problem problem) {
			refuse(SocketClose.tooMany(problem));
			return;
		}
		this.deadlines.acknowledged();
		this.state = State.ACKNOWLEDGED;
		output().write(this.protocol.acknowledgement());
		readIfReady();
		this.frames.receiveKept();
	}

	private void refuse(WebSocketCloseStatus status) {
		if (this.state != State.CLOSED) {
			output().write(this.protocol.refusal(status.reasonText()));
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
		if (this.operations.contains(id)) {
			close(SocketClose.duplicate(id));
			return;
		}
		this.operations.start(id, parameters, this.authentication);
	}

	private void readIfReady() {
		this.channel.config().setAutoRead(this.channel.isWritable() && this.state != State.INITIALISING);
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
			eventLoop().execute(() -> checkDeadlines(now));
		}
	}

	private void checkDeadlines(long now) {
		if (this.state == State.CLOSED) {
			return;
		}
		WebSocketCloseStatus end = this.deadlines.end(now);
		if (end != null) {
			close(end);
		}
		else if (this.deadlines.isPingDue(now) && this.channel.isWritable()) {
			output().write(this.protocol.keepAlive());
			if (this.protocol == SocketProtocol.LEGACY) {
				output().write(new PingWebSocketFrame());
			}
		}
	}

	/**
	 * Sends a close frame and closes the WebSocket.
	 * @param status the reason
	 */
	void close(WebSocketCloseStatus status) {
		if (this.state != State.CLOSED) {
			end();
			output().close(status);
		}
	}

	/**
	 * Ends the session without sending anything.
	 */
	void end() {
		this.state = State.CLOSED;
		this.channel.config().setAutoRead(this.channel.isWritable());
		this.frames.discardKept();
		this.operations.stopAll();
	}

}
