package dev.plenum.platform.web.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.plenum.platform.broadcast.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes messages and frames to a WebSocket.
 *
 * @param channel the channel of the WebSocket
 * @param json encodes messages
 */
record SocketOutput(Channel channel, JsonMapper json) {

	private static final Duration CLOSING = Duration.ofSeconds(2);

	private static final byte[] ID = ascii("{\"id\":\"");

	private static final byte[] TYPE = ascii("\",\"type\":\"");

	private static final byte[] PAYLOAD = ascii("\",\"payload\":");

	private static final int FINAL_TEXT = 0x81;

	/** The maximum length that fits in the second byte of a frame. */
	private static final int SHORT = 125;

	private static final int MAX_HEADER = 10;

	void write(WebSocketFrame frame) {
		this.channel.writeAndFlush(frame, this.channel.voidPromise());
	}

	void write(Map<String, Object> message) {
		write(new TextWebSocketFrame(Unpooled.wrappedBuffer(this.json.writeValueAsBytes(message))));
	}

	/**
	 * Writes a result, which is sent with the next flush.
	 * @param type the type of the message
	 * @param id the operation
	 * @param payload the result, which other WebSockets may share
	 * @param hash the hash of the operation in the payload's resume string
	 */
	void write(String type, String id, Payload payload, byte[] hash) {
		byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(id);
		int length = ID.length + quoted.length + TYPE.length + type.length() + PAYLOAD.length + payload.json().length
				+ 1;
		ByteBuf frame = this.channel.alloc().directBuffer(MAX_HEADER + length);
		writeHeader(frame, length);
		frame.writeBytes(ID).writeBytes(quoted).writeBytes(TYPE);
		frame.writeCharSequence(type, StandardCharsets.US_ASCII);
		frame.writeBytes(PAYLOAD);
		int start = frame.writerIndex();
		frame.writeBytes(payload.json()).writeByte('}');
		if (payload.isResumable()) {
			frame.setBytes(start + payload.hashAt(), hash);
		}
		this.channel.write(frame, this.channel.voidPromise());
	}

	/**
	 * Writes the header of a text frame. Netty's encoder would copy the payload once
	 * more.
	 */
	private static void writeHeader(ByteBuf frame, int length) {
		frame.writeByte(FINAL_TEXT);
		if (length <= SHORT) {
			frame.writeByte(length);
		}
		else if (length <= 0xFFFF) {
			frame.writeByte(SHORT + 1).writeShort(length);
		}
		else {
			frame.writeByte(SHORT + 2).writeLong(length);
		}
	}

	void write(List<Map<String, Object>> messages) {
		messages.forEach(this::write);
	}

	/**
	 * Answers the close frame of a client and closes the connection.
	 * @param frame the client's close frame
	 */
	void echo(CloseWebSocketFrame frame) {
		this.channel.writeAndFlush(frame.retainedDuplicate()).addListener(ChannelFutureListener.CLOSE);
	}

	/**
	 * Sends a close frame and closes the connection. If the client does not read, the
	 * connection is closed after two seconds without it.
	 * @param status the reason
	 */
	void close(WebSocketCloseStatus status) {
		this.channel.writeAndFlush(new CloseWebSocketFrame(status)).addListener(ChannelFutureListener.CLOSE);
		this.channel.eventLoop().schedule(() -> this.channel.close(), CLOSING.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
