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

import org.jspecify.annotations.Nullable;

/**
 * A phone with one socket and one subscription. It knows the last revision that it was
 * told, and that nothing else but the next may follow.
 */
final class Subscriber {

	private static final boolean LINUX = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");

	private static final int SOCKETS_PER_ADDRESS = 1000;

	private static final byte[] NOTHING = {};

	private final int number;

	private final byte[] id;

	private int revision;

	private boolean ready;

	private boolean upgraded;

	private @Nullable SocketChannel channel;

	private byte[] unread = NOTHING;

	Subscriber(int number, int revision) {
		this.number = number;
		this.id = "\"id\":\"s%07d\"".formatted(number).getBytes(StandardCharsets.US_ASCII);
		this.revision = revision;
	}

	int number() {
		return this.number;
	}

	/** As it stands in messages. */
	byte[] id() {
		return this.id;
	}

	int revision() {
		return this.revision;
	}

	boolean isUpgraded() {
		return this.upgraded;
	}

	void upgraded() {
		this.upgraded = true;
	}

	void ready() {
		this.ready = true;
	}

	/**
	 * Takes the next revision.
	 * @param next the revision
	 * @throws IOException if it is not the next
	 */
	void heard(int next) throws IOException {
		if (next != this.revision + 1) {
			throw new IOException(
					"Subscriber %d was told revision %d after %d".formatted(this.number, next, this.revision));
		}
		this.revision = next;
	}

	/**
	 * Begins to connect. Sockets are spread over the addresses of this machine, since one
	 * address has 28,000 ports to connect from, and those of closed sockets rest.
	 */
	void connect(Selector selector, int port) throws IOException {
		this.ready = false;
		this.upgraded = false;
		this.unread = NOTHING;
		this.channel = SocketChannel.open();
		this.channel.configureBlocking(false);
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		if (LINUX) {
			this.channel.bind(new InetSocketAddress("127.0.0." + (2 + this.number / SOCKETS_PER_ADDRESS), 0));
		}
		boolean connected = this.channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
	}

	/**
	 * Goes without a word, as a phone does that loses its network.
	 */
	void vanish() throws IOException {
		SocketChannel open = open();
		open.setOption(StandardSocketOptions.SO_LINGER, 0);
		open.close();
	}

	void close() throws IOException {
		if (this.channel != null) {
			this.channel.close();
		}
	}

	/**
	 * Reads what there is behind what was left over.
	 * @param buffer where to
	 */
	void read(ByteBuffer buffer) throws IOException {
		buffer.clear().put(this.unread);
		this.unread = NOTHING;
		if (open().read(buffer) < 0) {
			throw new IOException("The server closed the socket of subscriber " + this.number);
		}
		buffer.flip();
	}

	/**
	 * Leaves the rest for the next time.
	 * @param buffer what was read
	 */
	void leave(ByteBuffer buffer) {
		if (buffer.hasRemaining()) {
			this.unread = new byte[buffer.remaining()];
			buffer.get(this.unread);
		}
	}

	/**
	 * Sends bytes, which are few enough to be taken at once.
	 */
	void send(ByteBuffer bytes) throws IOException {
		open().write(bytes);
		if (bytes.hasRemaining()) {
			throw new IOException("The socket of subscriber " + this.number + " takes nothing");
		}
	}

	private SocketChannel open() throws IOException {
		if (this.channel == null) {
			throw new IOException("Not connected");
		}
		return this.channel;
	}

}
