package dev.plenum.bench;

import java.nio.ByteBuffer;

/**
 * A request as it is sent, and the answer's body as it must come, byte for byte.
 *
 * @param request the whole request
 * @param expected the body
 */
record Exchange(ByteBuffer request, ByteBuffer expected) {

	/**
	 * Makes an exchange.
	 * @param request the whole request
	 * @param expected the body
	 * @return the exchange, outside of the heap
	 */
	static Exchange of(byte[] request, byte[] expected) {
		return new Exchange(direct(request), direct(expected));
	}

	private static ByteBuffer direct(byte[] bytes) {
		return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
	}

}
