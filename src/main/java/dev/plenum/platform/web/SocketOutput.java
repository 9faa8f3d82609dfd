package dev.plenum.platform.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;
import reactor.netty.http.websocket.WebsocketOutbound;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server says on a socket.
 */
final class SocketOutput {

	private static final Duration CLOSING = Duration.ofSeconds(2);

	private final Channel channel;

	private final WebsocketOutbound outbound;

	private final JsonMapper json;

	SocketOutput(Channel channel, WebsocketOutbound outbound, JsonMapper json) {
		this.channel = channel;
		this.outbound = outbound;
		this.json = json;
	}

	/**
	 * Make a frame of a message.
	 * @param message the message
	 * @return the frame, which needs no release
	 */
	WebSocketFrame encode(Map<String, Object> message) {
		return new TextWebSocketFrame(Unpooled.wrappedBuffer(this.json.writeValueAsBytes(message)));
	}

	/**
	 * Send a frame.
	 * @param frame the frame
	 * @return done when it has left the server
	 */
	ChannelFuture write(WebSocketFrame frame) {
		return this.channel.writeAndFlush(frame);
	}

	void write(Map<String, Object> message) {
		write(encode(message));
	}

	void write(List<Map<String, Object>> messages) {
		messages.forEach(this::write);
	}

	boolean isWritable() {
		return this.channel.isWritable();
	}

	/**
	 * Wait until the client has read enough of what was sent. An empty write is done when
	 * everything before it is.
	 * @return completes when there is room
	 */
	Mono<Void> untilWritable() {
		return isWritable() ? Mono.empty()
				: FutureMono.from(this.channel.writeAndFlush(Unpooled.EMPTY_BUFFER)).onErrorComplete();
	}

	/**
	 * Say why, and close the connection; without a word if the client does not read.
	 * @param status why
	 */
	void close(WebSocketCloseStatus status) {
		this.outbound.sendClose(status.code(), status.reasonText()).onErrorComplete().subscribe();
		this.channel.eventLoop().schedule(() -> this.channel.close(), CLOSING.toMillis(), TimeUnit.MILLISECONDS);
	}

}
