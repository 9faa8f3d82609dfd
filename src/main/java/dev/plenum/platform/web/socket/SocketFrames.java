package dev.plenum.platform.web.socket;

import java.io.IOException;
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
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Receives the frames of a WebSocket and hands their messages to its session. While the
 * session waits for the check of a token, frames are kept. All methods are called by the
 * channel's event loop.
 */
final class SocketFrames extends SimpleChannelInboundHandler<WebSocketFrame> {

	private final SocketSession session;

	private final SocketServices services;

	private final SocketProtocol protocol;

	private final @Nullable ClientConnection connection;

	/** The fragments of an incomplete message; null if there is none. */
	private @Nullable ByteBuf fragments;

	private boolean binary;

	/** Frames that arrived while the session was waiting; null if there are none. */
	private @Nullable List<WebSocketFrame> kept;

	SocketFrames(SocketSession session, SocketServices services, SocketProtocol protocol) {
		this.session = session;
		this.services = services;
		this.protocol = protocol;
		this.connection = ClientConnection.of(session.channel());
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
		if (frame instanceof ContinuationWebSocketFrame || !frame.isFinalFragment()) {
			assemble(frame);
		}
		else {
			keepOrReceive(frame);
		}
		if (this.connection != null && this.fragments == null) {
			this.connection.completed();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.session.disconnected();
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		this.session.writabilityChanged();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		switch (cause) {
			case TooLongFrameException _ -> this.session.close(SocketClose.TOO_LARGE);
			case CorruptedFrameException _ -> this.session.end();
			case IOException _ -> context.close();
			default -> {
				this.services.failure(cause);
				this.session.close(SocketClose.FAULT);
			}
		}
	}

	/**
	 * Assembles a message from its fragments. The decoder has checked their order.
	 */
	private void assemble(WebSocketFrame fragment) {
		ByteBuf message = (this.fragments != null) ? this.fragments : Unpooled.buffer();
		if (!(fragment instanceof ContinuationWebSocketFrame)) {
			this.binary = !(fragment instanceof TextWebSocketFrame);
		}
		if (message.readableBytes() + fragment.content().readableBytes() > this.services.maxMessageSize()) {
			this.fragments = null;
			this.session.close(SocketClose.TOO_LARGE);
			return;
		}
		message.writeBytes(fragment.content());
		this.fragments = fragment.isFinalFragment() ? null : message;
		if (fragment.isFinalFragment()) {
			WebSocketFrame whole = this.binary ? new BinaryWebSocketFrame(message) : new TextWebSocketFrame(message);
			keepOrReceive(whole);
			whole.release();
		}
	}

	private void keepOrReceive(WebSocketFrame frame) {
		if (this.session.isWaiting()) {
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
		if (this.session.isClosed()) {
			return;
		}
		this.session.frameReceived();
		switch (frame) {
			case TextWebSocketFrame text -> receive(text.content().nioBuffer());
			case PingWebSocketFrame ping ->
				this.session.output().write(new PongWebSocketFrame(ping.content().retain()));
			case PongWebSocketFrame _ -> {
			}
			case CloseWebSocketFrame close -> {
				this.session.end();
				this.session.output().echo(close);
			}
			default -> this.session.close(SocketClose.BINARY);
		}
	}

	private void receive(ByteBuffer text) {
		try {
			this.session
				.receive(this.protocol.read(GraphQlParameters.parse(GraphQlParameters.decode(text), "The message")));
		}
		catch (CharacterCodingException ex) {
			this.session.close(SocketClose.NOT_UTF_8);
		}
		catch (Problem problem) {
			this.session.close(SocketClose.badMessage(String.valueOf(problem.getMessage())));
		}
		catch (RuntimeException ex) {
			this.services.failure(ex);
			this.session.close(SocketClose.FAULT);
		}
	}

	/**
	 * Receives the frames that were kept.
	 */
	void receiveKept() {
		takeKept(this::receive);
	}

	/**
	 * Discards the frames that were kept.
	 */
	void discardKept() {
		takeKept((_) -> {
		});
	}

	private void takeKept(Consumer<WebSocketFrame> receiver) {
		List<WebSocketFrame> all = this.kept;
		this.kept = null;
		if (all != null) {
			all.forEach((frame) -> {
				receiver.accept(frame);
				ReferenceCountUtil.release(frame);
			});
		}
	}

}
