package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Everybody asks once, each on a connection of their own that was there before.
 */
final class Rush {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<Answered> answers = new ArrayList<>();

	/**
	 * Asks.
	 * @param server whom to ask
	 * @param exchanges what each asks
	 * @param within the time over which they ask, one after the other; none for all at
	 * once
	 * @return what was answered, in the order in which it came
	 */
	static List<Answered> run(Server server, List<Exchange> exchanges, Duration within) {
		try {
			return new Rush().ask(server, exchanges, within);
		}
		catch (IOException | UncheckedIOException ex) {
			throw new IllegalStateException(server.name() + ": " + ex.getMessage(), ex);
		}
	}

	private List<Answered> ask(Server server, List<Exchange> exchanges, Duration within) throws IOException {
		List<HttpConnection> connections = new ArrayList<>();
		try (Selector selector = Selector.open()) {
			for (Exchange exchange : exchanges) {
				connections.add(new HttpConnection(selector, server.port(), exchange));
			}
			long start = System.nanoTime();
			int sent = 0;
			while (this.answers.size() < exchanges.size()) {
				long now = System.nanoTime() - start;
				while (sent < exchanges.size() && now >= within.toNanos() * sent / exchanges.size()) {
					connections.get(sent).send(exchanges.get(sent));
					sent++;
				}
				selector.select(this::proceed, 1);
				if (now > PATIENCE.toNanos()) {
					throw new IOException(exchanges.size() - this.answers.size() + " were not answered");
				}
			}
			return this.answers;
		}
		finally {
			for (HttpConnection connection : connections) {
				connection.close();
			}
		}
	}

	private void proceed(SelectionKey key) {
		HttpConnection connection = (HttpConnection) key.attachment();
		try {
			if (connection.proceed()) {
				this.answers.add(new Answered(connection.answer(), (System.nanoTime() - connection.sentAt()) / 1e6));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * An answer.
	 *
	 * @param body its body
	 * @param after when it was there, in milliseconds since it was asked for
	 */
	record Answered(String body, double after) {
	}

}
