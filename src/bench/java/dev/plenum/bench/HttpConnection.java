package dev.plenum.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that asks, reads the whole answer, compares it, and asks again. It does
 * no more than it must, since it shares the cores with the server.
 */
final class HttpConnection {

	private static final int ROOM = 1 << 16;

	private final SocketChannel channel;

	private final SelectionKey key;

	private Exchange exchange = Exchange.NONE;

	private ByteBuffer sending = Exchange.NONE.request();

	private int wanted = SelectionKey.OP_READ;

	private long sentAt;

	private ByteBuffer received = ByteBuffer.allocateDirect(ROOM);

	private int scanned;

	private int bodyStart;

	private int bodyLength;

	HttpConnection(Selector selector, int port) throws IOException {
		this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		this.channel.configureBlocking(false);
		this.key = this.channel.register(selector, SelectionKey.OP_READ, this);
	}

	/**
	 * Asks the next thing.
	 * @param next what to ask
	 */
	void send(Exchange next) throws IOException {
		this.exchange = next;
		this.sending = next.request().duplicate();
		this.received.clear();
		this.scanned = 0;
		this.bodyStart = 0;
		this.sentAt = System.nanoTime();
		write();
	}

	/**
	 * Goes on with whatever can be done.
	 * @return whether the answer is there, and is the right one
	 * @throws IOException if the server ends the connection, or answers anything else
	 */
	boolean proceed() throws IOException {
		if (this.sending.hasRemaining()) {
			write();
		}
		return read();
	}

	/**
	 * The body of the last answer.
	 */
	String answer() {
		byte[] body = new byte[this.bodyLength];
		this.received.get(this.bodyStart, body);
		return new String(body, StandardCharsets.UTF_8);
	}

	long sentAt() {
		return this.sentAt;
	}

	void close() throws IOException {
		this.channel.close();
	}

	private void write() throws IOException {
		this.channel.write(this.sending);
		int wanted = this.sending.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
		if (wanted != this.wanted) {
			this.wanted = wanted;
			this.key.interestOps(wanted);
		}
	}

	private boolean read() throws IOException {
		if (this.channel.read(this.received) < 0) {
			throw new IOException("The server ended the connection");
		}
		if (this.bodyStart == 0 && !readHead()) {
			return false;
		}
		int missing = this.bodyStart + this.bodyLength - this.received.position();
		if (missing > 0) {
			makeRoom(missing);
			return false;
		}
		if (missing < 0) {
			throw new IOException("More was answered than announced");
		}
		compare();
		return true;
	}

	private boolean readHead() throws IOException {
		ByteBuffer known = this.exchange.head();
		if (known != null && known.capacity() <= this.received.position()
				&& this.received.slice(0, known.capacity()).equals(known)) {
			this.bodyStart = known.capacity();
			this.bodyLength = this.exchange.bodyLength();
			return true;
		}
		int end = headEnd();
		if (end < 0) {
			return false;
		}
		if (this.received.get(9) != '2' || this.received.get(10) != '0' || this.received.get(11) != '0') {
			byte[] head = new byte[this.received.position()];
			this.received.get(0, head);
			throw new IOException("Answered: " + new String(head, StandardCharsets.UTF_8));
		}
		this.bodyStart = end;
		this.bodyLength = contentLength(end);
		this.exchange.remember(this.received.slice(0, end), this.bodyLength);
		return true;
	}

	private int headEnd() {
		ByteBuffer buffer = this.received;
		for (int i = this.scanned + 3; i < buffer.position(); i++) {
			if (buffer.get(i) == '\n' && buffer.get(i - 1) == '\r' && buffer.get(i - 2) == '\n'
					&& buffer.get(i - 3) == '\r') {
				return i + 1;
			}
		}
		this.scanned = Math.max(0, buffer.position() - 3);
		return -1;
	}

	/**
	 * Looks for the header at the beginnings of lines only, and reads its digits.
	 */
	private int contentLength(int end) throws IOException {
		ByteBuffer buffer = this.received;
		for (int line = 0; line < end - 2; line++) {
			if (buffer.get(line) == '\n' && isContentLength(line + 1)) {
				int length = 0;
				int digit = line + CONTENT_LENGTH.length() + 1;
				while (buffer.get(digit) == ' ') {
					digit++;
				}
				for (; buffer.get(digit) != '\r'; digit++) {
					length = 10 * length + buffer.get(digit) - '0';
				}
				return length;
			}
		}
		throw new IOException("The answer does not tell its length");
	}

	private static final String CONTENT_LENGTH = "content-length:";

	private boolean isContentLength(int at) {
		for (int i = 0; i < CONTENT_LENGTH.length(); i++) {
			if ((this.received.get(at + i) | 0x20) != (CONTENT_LENGTH.charAt(i) | 0x20)) {
				return false;
			}
		}
		return true;
	}

	private void makeRoom(int missing) {
		if (this.received.remaining() < missing) {
			this.received = ByteBuffer.allocateDirect(this.received.position() + missing + ROOM)
				.put(this.received.flip());
		}
	}

	private void compare() throws IOException {
		ByteBuffer expected = this.exchange.expected();
		int difference = (expected != null) ? this.received.slice(this.bodyStart, this.bodyLength).mismatch(expected)
				: -1;
		if (difference >= 0) {
			throw new IOException(
					String.format(Locale.ROOT, "Another answer, from byte %d on: %s", difference, answer()));
		}
	}

}
