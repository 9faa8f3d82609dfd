package dev.plenum.platform.web.socket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.plenum.platform.connection.ClientConnection;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.web.GraphQlParameters;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of the frames that arrive on a socket.
 */
abstract class SocketFrames extends SimpleChannelInboundHandler<WebSocketFrame> {

	private final SocketServices services;

	private final SocketProtocol protocol;

	private final Channel channel;

	private final @Nullable ClientConnection connection;

	/** The message of which not all parts have come; null if there is none. */
	private @Nullable ByteBuf parts;

	private boolean binary;

	/** What came while nothing was to be heard; null if nothing did. */
	private @Nullable List<WebSocketFrame> kept;

	SocketFrames(SocketServices services, SocketProtocol protocol, Channel channel) {
		this.services = services;
		this.protocol = protocol;
		this.channel = channel;
		this.connection = ClientConnection.of(channel);
	}

	SocketServices services() {
		return this.services;
	}

	SocketProtocol protocol() {
		return this.protocol;
	}

	Channel channel() {
		return this.channel;
	}

	SocketOutput output() {
		return this.services.output(this.channel);
	}

	/**
	 * Whether messages are to be kept for later.
	 */
	abstract boolean isWaiting();

	/**
	 * Whether the conversation is over.
	 */
	abstract boolean isClosed();

	/**
	 * Hear that the client said anything.
	 */
	abstract void heard();

	/**
	 * Hear what the client said.
	 * @param message the message
	 * @throws Problem if it is not a good one
	 */
	abstract void heard(SocketProtocol.Message message);

	/**
	 * Say why, and close the socket.
	 */
	abstract void close(WebSocketCloseStatus status);

	/**
	 * End the conversation without a word.
	 */
	abstract void end();

	@Override
	protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
		if (frame instanceof ContinuationWebSocketFrame || !frame.isFinalFragment()) {
			putTogether(frame);
		}
		else {
			take(frame);
		}
		if (this.connection != null && this.parts == null) {
			this.connection.completed();
		}
	}

	/**
	 * Few clients send a message in parts. The decoder has seen to their order.
	 */
	private void putTogether(WebSocketFrame part) {
		ByteBuf message = (this.parts != null) ? this.parts : Unpooled.buffer();
		if (!(part instanceof ContinuationWebSocketFrame)) {
			this.binary = !(part instanceof TextWebSocketFrame);
		}
		if (message.readableBytes() + part.content().readableBytes() > this.services.maxMessageSize()) {
			this.parts = null;
			close(SocketClose.TOO_LARGE);
			return;
		}
		message.writeBytes(part.content());
		this.parts = part.isFinalFragment() ? null : message;
		if (part.isFinalFragment()) {
			WebSocketFrame whole = this.binary ? new BinaryWebSocketFrame(message) : new TextWebSocketFrame(message);
			take(whole);
			whole.release();
		}
	}

	private void take(WebSocketFrame frame) {
		if (isWaiting()) {
			keep(frame);
		}
		else {
			receive(frame);
		}
	}

	private void keep(WebSocketFrame frame) {
		List<WebSocketFrame> all = (this.kept != null) ? this.kept : new ArrayList<>();
		all.add(frame.retain());
		this.kept = all;
	}

	private void receive(WebSocketFrame frame) {
		if (isClosed()) {
			return;
		}
		heard();
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
			heard(this.protocol.read(GraphQlParameters.parse(GraphQlParameters.decode(text), "The message")));
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

	/**
	 * Hear what was kept.
	 */
	void receiveKept() {
		forget(this::receive);
	}

	void releaseKept() {
		forget((_) -> {
		});
	}

	private void forget(Consumer<WebSocketFrame> word) {
		List<WebSocketFrame> all = this.kept;
		this.kept = null;
		if (all != null) {
			all.forEach((frame) -> {
				word.accept(frame);
				ReferenceCountUtil.release(frame);
			});
		}
	}

}
