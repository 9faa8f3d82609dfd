package dev.plenum.platform.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.plenum.platform.graphql.Problem;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of the frames that arrive on a socket.
 */
abstract class SocketFrames extends SimpleChannelInboundHandler<WebSocketFrame> {

	private final SocketServices services;

	private final SocketProtocol protocol;

	private final Channel channel;

	/** What came while nothing was to be heard; null if nothing did. */
	private @Nullable List<WebSocketFrame> kept;

	SocketFrames(SocketServices services, SocketProtocol protocol, Channel channel) {
		this.services = services;
		this.protocol = protocol;
		this.channel = channel;
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
	protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) throws Exception {
		if (!frame.isFinalFragment()) {
			putTogether(context, frame);
		}
		else if (isWaiting()) {
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
			heard(this.protocol.read(this.services.parameters().parse(GraphQlParameters.decode(text), "The message")));
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
