package dev.plenum.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The few sorts of WebSocket frames that a subscriber sends and is sent.
 */
final class Frames {

	private static final int FIN = 0x80;

	private static final int TEXT = 1;

	private static final int PING = 9;

	private static final int PONG = 10;

	private static final int MASKED = 0x80;

	private static final int LONG = 126;

	private static final int LONGER = 127;

	private static final int MASK_LENGTH = 4;

	private Frames() {
	}

	/**
	 * A text as a client sends it. The mask is of zeros, so that it costs nothing.
	 */
	static ByteBuffer text(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return frame(TEXT, bytes);
	}

	private static ByteBuffer frame(int opcode, byte[] bytes) {
		ByteBuffer frame = ByteBuffer.allocate(bytes.length + 8);
		frame.put((byte) (FIN | opcode));
		if (bytes.length < LONG) {
			frame.put((byte) (MASKED | bytes.length));
		}
		else {
			frame.put((byte) (MASKED | LONG)).putShort((short) bytes.length);
		}
		return frame.putInt(0).put(bytes).flip();
	}

	/**
	 * Takes one frame, if there is a whole one.
	 * @param buffer what was read; the frame is taken out of it
	 * @return the frame; null if there is none yet
	 * @throws IOException if it is not a whole text, ping or pong
	 */
	static @Nullable Frame take(ByteBuffer buffer) throws IOException {
		int start = buffer.position();
		if (buffer.remaining() < 2) {
			return null;
		}
		int opcode = buffer.get(start) & ~FIN & 0xff;
		int length = buffer.get(start + 1) & 0xff;
		int head = 2;
		if (length == LONG) {
			if (buffer.remaining() < MASK_LENGTH) {
				return null;
			}
			length = buffer.getShort(start + 2) & 0xffff;
			head = 4;
		}
		else if (length >= LONGER) {
			throw new IOException("A frame of 64 KB or more");
		}
		if (buffer.remaining() < head + length) {
			return null;
		}
		byte[] payload = new byte[length];
		buffer.get(start + head, payload);
		buffer.position(start + head + length);
		boolean whole = (buffer.get(start) & FIN) != 0;
		if (!whole || (opcode != TEXT && opcode != PING && opcode != PONG)) {
			throw new IOException(
					"A frame of sort %d: %s".formatted(opcode, new String(payload, StandardCharsets.UTF_8)));
		}
		return new Frame(opcode, payload);
	}

	/**
	 * A whole frame.
	 *
	 * @param opcode its sort
	 * @param payload what it says
	 */
	record Frame(int opcode, byte[] payload) {

		boolean isText() {
			return this.opcode == TEXT;
		}

		/** The answer to a ping; null if it is none. */
		@Nullable ByteBuffer answer() {
			return (this.opcode == PING) ? frame(PONG, this.payload) : null;
		}

	}

}
