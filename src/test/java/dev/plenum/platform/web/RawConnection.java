package dev.plenum.platform.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;

/**
 * A connection on which a test sends any octets. Every wait is bounded.
 */
final class RawConnection implements AutoCloseable {

	private static final int PATIENCE = 20_000;

	private static final int SMALL = 4096;

	private final Socket socket;

	private RawConnection(int port, int receiveBuffer) throws IOException {
		this.socket = SocketChannel.open().socket();
		if (receiveBuffer > 0) {
			this.socket.setReceiveBufferSize(receiveBuffer);
		}
		this.socket.getChannel().connect(new InetSocketAddress("127.0.0.1", port));
		this.socket.setSoTimeout(PATIENCE);
	}

	static RawConnection to(int port) {
		return to(port, 0);
	}

	/**
	 * Opens a connection that takes little of what the server sends, unless it is read.
	 */
	static RawConnection small(int port) {
		return to(port, SMALL);
	}

	private static RawConnection to(int port, int receiveBuffer) {
		try {
			return new RawConnection(port, receiveBuffer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends a request and reads until the server closes the connection.
	 * @param port the server's port
	 * @param text the request
	 * @return the answers
	 */
	static String ask(int port, String text) {
		try (RawConnection connection = to(port)) {
			return connection.send(text).rest();
		}
	}

	RawConnection send(String text) {
		try {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	/**
	 * Sends the same again and again until the server takes no more, or was sent enough.
	 * @param text what to send
	 * @param most when it is enough
	 * @return how many octets the server took
	 */
	long flood(String text, long most) {
		SocketChannel channel = this.socket.getChannel();
		ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
		long[] sent = { 0 };
		try {
			channel.configureBlocking(false);
			BooleanSupplier more = () -> {
				try {
					long before = sent[0];
					for (int last = 1; last > 0 && sent[0] < most; sent[0] += last) {
						octets.rewind();
						last = channel.write(octets);
					}
					return sent[0] > before;
				}
				catch (IOException ex) {
					return false;
				}
			};
			Awaitility.await()
				.pollInterval(Duration.ofMillis(300))
				.atMost(Duration.ofMillis(PATIENCE))
				.until(() -> !more.getAsBoolean() || sent[0] >= most);
			channel.configureBlocking(true);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return sent[0];
	}

	/**
	 * Whether the server has not closed the connection yet. Whatever it sent is dropped.
	 * @return false if it has
	 */
	boolean isOpen() {
		SocketChannel channel = this.socket.getChannel();
		try {
			channel.configureBlocking(false);
			ByteBuffer octets = ByteBuffer.allocate(8192);
			int read = channel.read(octets);
			channel.configureBlocking(true);
			return read >= 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Reads until the server closes the connection.
	 * @return what it sent; ends with {@code RESET} if it did not close it properly
	 */
	String rest() {
		StringBuilder text = new StringBuilder();
		try {
			byte[] part = new byte[8192];
			for (int read = this.socket.getInputStream().read(part); read >= 0; read = this.socket.getInputStream()
				.read(part)) {
				text.append(new String(part, 0, read, StandardCharsets.UTF_8));
			}
		}
		catch (java.net.SocketTimeoutException ex) {
			throw new AssertionError("The connection is still open; read so far: " + text, ex);
		}
		catch (IOException ex) {
			text.append("RESET");
		}
		return text.toString();
	}

	/**
	 * Reads octets and drops them.
	 * @return how many have come; fewer if the server has closed the connection
	 */
	int skip(int octets) {
		try {
			return this.socket.getInputStream().readNBytes(octets).length;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads until a text has come.
	 * @param end the text
	 * @return what was read
	 */
	String until(String end) {
		StringBuilder text = new StringBuilder();
		try {
			while (text.indexOf(end) < 0) {
				int next = this.socket.getInputStream().read();
				if (next < 0) {
					throw new AssertionError("Closed after: " + text);
				}
				text.append((char) next);
			}
		}
		catch (IOException ex) {
			throw new AssertionError("Broken after: " + text, ex);
		}
		return text.toString();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
