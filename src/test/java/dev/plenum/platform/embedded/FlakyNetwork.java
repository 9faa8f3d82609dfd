package dev.plenum.platform.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands between a client and a database, and can cut all connections.
 */
final class FlakyNetwork implements AutoCloseable {

	private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private final int target;

	FlakyNetwork(EmbeddedDatabase database) throws IOException {
		this.target = URI.create(database.uri()).getPort();
		Thread.ofVirtual().start(this::accept);
	}

	String uri() {
		return "mongodb://127.0.0.1:" + this.listener.getLocalPort() + "/plenum";
	}

	void cut() throws IOException {
		for (Socket socket = this.sockets.poll(); socket != null; socket = this.sockets.poll()) {
			socket.close();
		}
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.listener.accept();
				Socket server = new Socket("127.0.0.1", this.target);
				this.sockets.add(client);
				this.sockets.add(server);
				Thread.ofVirtual().start(() -> copy(client, server));
				Thread.ofVirtual().start(() -> copy(server, client));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private static void copy(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// cut
		}
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			cut();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
