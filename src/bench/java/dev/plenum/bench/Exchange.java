package dev.plenum.bench;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * A request as it is sent, and the answer's body as it must come, byte for byte.
 */
final class Exchange {

	/** Nothing is asked yet. */
	static final Exchange NONE = of(new byte[0]);

	private final ByteBuffer request;

	private final @Nullable ByteBuffer expected;

	private @Nullable ByteBuffer head;

	private int bodyLength;

	private Exchange(ByteBuffer request, @Nullable ByteBuffer expected) {
		this.request = request;
		this.expected = expected;
	}

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

	/**
	 * The whole request.
	 */
	ByteBuffer request() {
		return this.request;
	}

	/**
	 * The body of the answer; null if that is to be seen.
	 */
	@Nullable ByteBuffer expected() {
		return this.expected;
	}

	/**
	 * The head of an answer that was looked through, so that the same need not be looked
	 * through again; null if there was none yet.
	 */
	@Nullable ByteBuffer head() {
		return this.head;
	}

	/**
	 * How long a body that head announced.
	 */
	int bodyLength() {
		return this.bodyLength;
	}

	/**
	 * Remembers the head of a good answer, unless one is remembered: who tells the time
	 * in it has another every second.
	 * @param head the head
	 * @param bodyLength how long a body it announces
	 */
	void remember(ByteBuffer head, int bodyLength) {
		if (this.head == null) {
			this.head = ByteBuffer.allocateDirect(head.remaining()).put(head).flip();
			this.bodyLength = bodyLength;
		}
	}

	private static ByteBuffer direct(byte[] bytes) {
		return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
	}

}
