package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many phones, each with a connection of its own, which it opens for its first request
 * and keeps open. A server closes a connection that sends nothing for 10 s.
 */
final class Phones implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Selector selector;

	private final List<Server> servers = new ArrayList<>();

	private final Map<Integer, HttpConnection> connections = new HashMap<>();

	private final List<Answered> answers = new ArrayList<>();

	Phones() {
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Adds a phone.
	 * @param server whom it asks
	 * @return its number, from 0 on
	 */
	int add(Server server) {
		this.servers.add(server);
		return this.servers.size() - 1;
	}

	/**
	 * Lets phones ask, each once.
	 * @param wishes what they ask, in the order in which they ask
	 * @param within the time over which they ask, one after the other; none for all at
	 * once
	 * @return what was answered, in the order in which it came
	 */
	List<Answered> ask(List<Wish> wishes, Duration within) {
		this.answers.clear();
		try {
			long start = System.nanoTime();
			int sent = 0;
			while (this.answers.size() < wishes.size()) {
				long now = System.nanoTime() - start;
				for (; sent < wishes.size() && now >= within.toNanos() * sent / wishes.size(); sent++) {
					connection(wishes.get(sent).phone()).send(wishes.get(sent).exchange());
				}
				this.selector.select(this::proceed, 1);
				if (now > PATIENCE.plus(within).toNanos()) {
					throw new IllegalStateException(wishes.size() - this.answers.size() + " were not answered");
				}
			}
			return List.copyOf(this.answers);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			for (HttpConnection connection : this.connections.values()) {
				connection.close();
			}
			this.selector.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private HttpConnection connection(int phone) throws IOException {
		HttpConnection open = this.connections.get(phone);
		if (open == null) {
			open = new HttpConnection(this.selector, this.servers.get(phone).port());
			this.connections.put(phone, open);
		}
		return open;
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
	 * What a phone asks.
	 *
	 * @param phone its number
	 * @param exchange what it asks
	 */
	record Wish(int phone, Exchange exchange) {
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
