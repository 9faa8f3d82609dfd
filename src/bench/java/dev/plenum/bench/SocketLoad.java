package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Many subscribers on as many sockets, served by one thread. Everything that they are
 * told is checked: to everybody the same, the next revision, to the right subscription.
 */
final class SocketLoad implements AutoCloseable {

	private static final int ROOM = 1 << 18;

	private static final int CONNECTING_AT_ONCE = 200;

	private static final String INIT = "{\"type\":\"connection_init\"}";

	private final Selector selector;

	private final Server server;

	private final Function<Subscriber, String> initialise;

	private final Function<Subscriber, String> subscribe;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(ROOM);

	private final ByteBuffer upgrade;

	private final List<Subscriber> subscribers = new ArrayList<>();

	private final Queue<Subscriber> toConnect = new ArrayDeque<>();

	private final Told told;

	private int connecting;

	private int ready;

	private long[] arrivals = {};

	private int arrived;

	private int awaited;

	/**
	 * Prepares.
	 * @param server who is listened to
	 * @param subscribe the payload of each one's subscription
	 * @param sameForAll whether the server sends the very same frame to all, whatever the
	 * subscription's id is
	 */
	SocketLoad(Server server, Function<Subscriber, String> subscribe, boolean sameForAll) {
		this(server, (subscriber) -> INIT, subscribe, sameForAll);
	}

	private SocketLoad(Server server, Function<Subscriber, String> initialise, Function<Subscriber, String> subscribe,
			boolean sameForAll) {
		this.server = server;
		this.initialise = initialise;
		this.subscribe = subscribe;
		this.told = new Told(sameForAll);
		this.upgrade = ByteBuffer.wrap("""
				GET /graphql HTTP/1.1\r
				Host: 127.0.0.1:%d\r
				Upgrade: websocket\r
				Connection: Upgrade\r
				Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
				Sec-WebSocket-Version: 13\r
				Sec-WebSocket-Protocol: graphql-transport-ws\r
				\r
				""".formatted(server.port()).getBytes(StandardCharsets.US_ASCII));
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Prepares subscribers with tokens.
	 * @param server the server
	 * @param tokens the token of each subscriber
	 * @param subscription the payload of the subscription
	 * @return the subscribers, which receive the same message except for the id of the
	 * subscription
	 */
	static SocketLoad of(Server server, List<String> tokens, String subscription) {
		return new SocketLoad(server,
				(subscriber) -> "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer %s\"}}"
					.formatted(tokens.get(subscriber.number())),
				(subscriber) -> subscription, false);
	}

	/**
	 * Lets more subscribers listen, until there are so many.
	 * @param number how many
	 * @param revision the last that they know
	 * @return how long it took
	 */
	Duration open(int number, int revision) {
		long start = System.nanoTime();
		for (int i = this.subscribers.size(); i < number; i++) {
			Subscriber subscriber = new Subscriber(i, revision);
			this.subscribers.add(subscriber);
			this.toConnect.add(subscriber);
		}
		run(() -> this.ready == number, Duration.ofSeconds(60), "are ready");
		return Duration.ofNanos(System.nanoTime() - start);
	}

	/**
	 * Changes something and waits until everybody was told of it.
	 * @param revision what they must be told of
	 * @param change changes it, without waiting
	 * @return when they were
	 */
	Arrivals await(int revision, Supplier<CompletableFuture<?>> change) {
		this.arrivals = new long[this.subscribers.size()];
		this.arrived = 0;
		this.awaited = revision;
		long start = System.nanoTime();
		CompletableFuture<?> changed = change.get();
		run(() -> this.arrived == this.arrivals.length, Duration.ofSeconds(30), "were told revision " + revision);
		changed.orTimeout(30, TimeUnit.SECONDS).join();
		Arrays.sort(this.arrivals);
		return new Arrivals((this.arrivals[this.arrived / 2] - start) / 1e6,
				(this.arrivals[this.arrived - 1] - start) / 1e6);
	}

	/**
	 * Waits until everybody knows a revision, however many steps are missing.
	 */
	void catchUp(int revision, Duration patience) {
		run(() -> this.ready == this.subscribers.size()
				&& this.subscribers.stream().allMatch((subscriber) -> subscriber.revision() == revision), patience,
				"know revision " + revision);
	}

	/**
	 * Listens for a while in which nothing may be told that was told before.
	 */
	void listen(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		run(() -> System.nanoTime() >= end, duration.plusSeconds(10), "are here");
	}

	/**
	 * Lets everybody lose the network at the same moment, and come back.
	 */
	void reconnect() {
		try {
			for (Subscriber subscriber : this.subscribers) {
				subscriber.vanish();
				this.toConnect.add(subscriber);
			}
			this.ready = 0;
		}
		catch (IOException ex) {
			throw fault(ex);
		}
	}

	/** Whether everybody is connected and listens. */
	boolean isComplete() {
		return this.ready == this.subscribers.size();
	}

	Told told() {
		return this.told;
	}

	@Override
	public void close() {
		try {
			for (Subscriber subscriber : this.subscribers) {
				subscriber.close();
			}
			this.selector.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Serves the sockets until something is so.
	 * @param done what must be so
	 * @param patience for how long at most
	 * @param what what it means, for the fault
	 */
	void run(BooleanSupplier done, Duration patience, String what) {
		long end = System.nanoTime() + patience.toNanos();
		try {
			while (!done.getAsBoolean()) {
				connectMore();
				this.selector.select(this::proceed, 20);
				if (System.nanoTime() > end) {
					throw new IOException("after %d s not all of %d %s (%d ready, %d told)"
						.formatted(patience.toSeconds(), this.subscribers.size(), what, this.ready, this.arrived));
				}
			}
		}
		catch (IOException | UncheckedIOException ex) {
			throw fault(ex);
		}
	}

	private IllegalStateException fault(Exception ex) {
		return new IllegalStateException(this.server.name() + ": " + ex.getMessage(), ex);
	}

	private void connectMore() throws IOException {
		while (this.connecting < CONNECTING_AT_ONCE && !this.toConnect.isEmpty()) {
			this.connecting++;
			this.toConnect.remove().connect(this.selector, this.server.port());
		}
	}

	private void proceed(SelectionKey key) {
		Subscriber subscriber = (Subscriber) key.attachment();
		try {
			if (key.isConnectable()) {
				((SocketChannel) key.channel()).finishConnect();
				key.interestOps(SelectionKey.OP_READ);
				subscriber.send(this.upgrade.duplicate());
				return;
			}
			subscriber.read(this.buffer);
			if (subscriber.isUpgraded() || upgraded(subscriber)) {
				receive(subscriber);
			}
			subscriber.leave(this.buffer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean upgraded(Subscriber subscriber) throws IOException {
		byte[] read = new byte[this.buffer.remaining()];
		this.buffer.get(0, read);
		String head = new String(read, StandardCharsets.ISO_8859_1);
		int end = head.indexOf("\r\n\r\n");
		if (end < 0) {
			return false;
		}
		if (!head.startsWith("HTTP/1.1 101")) {
			throw new IOException("No WebSocket: " + head);
		}
		this.buffer.position(end + 4);
		subscriber.upgraded();
		subscriber.send(Frames.text(this.initialise.apply(subscriber)));
		return true;
	}

	private void receive(Subscriber subscriber) throws IOException {
		for (Frames.Frame frame = Frames.take(this.buffer); frame != null; frame = Frames.take(this.buffer)) {
			ByteBuffer answer = frame.answer();
			if (answer != null) {
				subscriber.send(answer);
			}
			else if (frame.isText()) {
				receive(subscriber, new Message(frame.payload()));
			}
		}
	}

	private void receive(Subscriber subscriber, Message message) throws IOException {
		switch (message.type()) {
			case "next" -> next(subscriber, message);
			case "connection_ack" -> {
				subscriber.send(Frames.text("{%s,\"type\":\"subscribe\",\"payload\":%s}".formatted(
						new String(subscriber.id(), StandardCharsets.US_ASCII), this.subscribe.apply(subscriber))));
				subscriber.send(Frames.text("{\"type\":\"ping\"}"));
			}
			case "pong" -> {
				subscriber.ready();
				this.ready++;
				this.connecting--;
			}
			case "ping" -> subscriber.send(Frames.text("{\"type\":\"pong\"}"));
			default ->
				throw new IOException("Subscriber %d was told %s".formatted(subscriber.number(), message.text()));
		}
	}

	private void next(Subscriber subscriber, Message message) throws IOException {
		int revision = this.told.hear(subscriber, message);
		if (revision == this.awaited && this.arrived < this.arrivals.length) {
			this.arrivals[this.arrived++] = System.nanoTime();
		}
	}

	/**
	 * When the subscribers were told.
	 *
	 * @param median until when half of them were, in milliseconds since the change was
	 * asked for
	 * @param last until when all were
	 */
	record Arrivals(double median, double last) {
	}

}
