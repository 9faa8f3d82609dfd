package dev.plenum.bench;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * A request as it is sent, and the answer's body as it must come, byte for byte.
 *
 * @param request the whole request
 * @param expected the body; null if that is to be seen
 */
record Exchange(ByteBuffer request, @Nullable ByteBuffer expected) {

	/**
	 * Makes an exchange.
	 * @param request the whole request
	 * @param expected the body
	 * @return the exchange, outside of the heap
	 */
	static Exchange of(byte[] request, byte[] expected) {
		return new Exchange(direct(request), direct(expected));
	}

	/**
	 * Makes an exchange whose answer is not known.
	 * @param request the whole request
	 * @return the exchange, outside of the heap
	 */
	static Exchange of(byte[] request) {
		return new Exchange(direct(request), null);
	}

	private static ByteBuffer direct(byte[] bytes) {
		return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
	}

}
