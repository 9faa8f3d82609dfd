package dev.plenum.platform.connection;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Examines octets before they are decoded.
 */
final class Octets {

	private static final ByteBuf END = Unpooled
		.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII));

	/** The number of octets that are compared to find the end of a body. */
	private static final int COMPARED = 32;

	private static final long NO_ASCII = 0x8080808080808080L;

	private Octets() {
	}

	/**
	 * Whether octets end with the end of a request, and not with a part of the next one.
	 * @param octets the octets that were read last; null if nothing is being read
	 * @param end the last part of the body; empty if there is no body, or if it is
	 * chunked
	 */
	static boolean endWith(@Nullable ByteBuf octets, ByteBuf end) {
		ByteBuf expected = end.isReadable() ? end : END;
		int length = Math.min(expected.readableBytes(), COMPARED);
		return octets != null && octets.writerIndex() >= length && ByteBufUtil.equals(octets,
				octets.writerIndex() - length, expected, expected.writerIndex() - length, length);
	}

	/**
	 * Whether no octet is above 127.
	 * @param octets the octets, which stay readable
	 */
	static boolean areAscii(ByteBuf octets) {
		int i = octets.readerIndex();
		int end = octets.writerIndex();
		long bits = 0;
		for (; i + Long.BYTES <= end; i += Long.BYTES) {
			bits |= octets.getLong(i);
		}
		for (; i < end; i++) {
			bits |= octets.getByte(i);
		}
		return (bits & NO_ASCII) == 0;
	}

}
