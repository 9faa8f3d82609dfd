package dev.plenum.faults;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.BsonBinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between a server and its database. It can break or delay connections, also in
 * the middle of a command, and answer in place of the database.
 */
final class DatabaseLine implements AutoCloseable {

	private static final int HEADER = 16;

	private static final int OP_MSG = 2013;

	/** The header, the flags and the kind of the first section, which is the command. */
	private static final int COMMAND = HEADER + 5;

	private static final Set<String> HANDSHAKES = Set.of("hello", "ismaster", "isMaster");

	private final ServerSocket listener;

	private final int target;

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

	/** The newest first. */
	private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();

	private volatile boolean dead;

	private volatile Duration delay = Duration.ZERO;

	/** What happens to one command. */
	private enum Effect {

		CUT_BEFORE, CUT_AFTER, ANSWER, DELAY, FREEZE

	}

	private record Fault(Predicate<BsonDocument> command, Effect effect, UnaryOperator<BsonDocument> answer,
			Duration delay, boolean once) {

		Fault(Predicate<BsonDocument> command, Effect effect, boolean once) {
			this(command, effect, UnaryOperator.identity(), Duration.ZERO, once);
		}

	}

	DatabaseLine(int target) {
		this.target = target;
		try {
			this.listener = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().start(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	/** Closes all connections and refuses new ones until {@link #revive()}. */
	void kill() {
		this.dead = true;
		cut();
	}

	/** Closes all connections; new ones are accepted. */
	void cut() {
		for (Socket socket = this.sockets.poll(); socket != null; socket = this.sockets.poll()) {
			close(socket);
		}
	}

	/** Delays every answer except those of the handshake. */
	void slowDown(Duration time) {
		this.delay = time;
	}

	/** Closes the connection of the next such command before the database receives it. */
	void cutBefore(Predicate<BsonDocument> command) {
		this.faults.addFirst(new Fault(command, Effect.CUT_BEFORE, true));
	}

	/**
	 * Closes the connection of the next such command after the database has executed it.
	 */
	void cutAfter(Predicate<BsonDocument> command) {
		this.faults.addFirst(new Fault(command, Effect.CUT_AFTER, true));
	}

	/** Answers such commands in the database's place until {@link #repair()}. */
	void answer(Predicate<BsonDocument> command, BsonDocument answer) {
		answer(command, (any) -> answer);
	}

	/** Answers such commands in the database's place until {@link #repair()}. */
	void answer(Predicate<BsonDocument> command, UnaryOperator<BsonDocument> answer) {
		this.faults.addFirst(new Fault(command, Effect.ANSWER, answer, Duration.ZERO, false));
	}

	/** Delays the answers of such commands until {@link #repair()}. */
	void slowDown(Predicate<BsonDocument> command, Duration time) {
		this.faults.addFirst(new Fault(command, Effect.DELAY, UnaryOperator.identity(), time, false));
	}

	/**
	 * Freezes the connection of each such command for good, until {@link #repair()} for
	 * new commands: it stays open, and nothing goes through any more.
	 */
	void freeze(Predicate<BsonDocument> command) {
		this.faults.addFirst(new Fault(command, Effect.FREEZE, false));
	}

	/**
	 * Freezes the connections that wait for changes at this moment for good; all others
	 * go on.
	 * @return how many there are
	 */
	int freezeWaiting() {
		List<Connection> waiting = this.connections.stream().filter(Connection::isWaiting).toList();
		waiting.forEach(Connection::freeze);
		return waiting.size();
	}

	/** Freezes all connections that are open for good; new ones go on. */
	void freezeOpen() {
		this.connections.forEach(Connection::freeze);
	}

	/** Answers the next such command in the database's place. */
	void answerOnce(Predicate<BsonDocument> command, BsonDocument answer) {
		this.faults.addFirst(new Fault(command, Effect.ANSWER, (any) -> answer, Duration.ZERO, true));
	}

	/** Whether a single fault has not happened yet. */
	boolean isArmed() {
		return this.faults.stream().anyMatch(Fault::once);
	}

	/** Lets connections through again; other faults stay. */
	void revive() {
		this.dead = false;
	}

	void repair() {
		this.faults.clear();
		this.delay = Duration.ZERO;
		this.dead = false;
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cut();
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.listener.accept();
				if (this.dead) {
					close(client);
					continue;
				}
				Socket server = new Socket(InetAddress.getByName("127.0.0.1"), this.target);
				client.setTcpNoDelay(true);
				server.setTcpNoDelay(true);
				this.sockets.add(client);
				this.sockets.add(server);
				Connection connection = new Connection(client, server);
				this.connections.add(connection);
				Thread.ofVirtual().start(connection::commands);
				Thread.ofVirtual().start(connection::answers);
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// it is gone either way
		}
	}

	private @Nullable Fault faultOf(BsonDocument command) {
		for (Fault armed : this.faults) {
			if (armed.command.test(command) && (!armed.once || this.faults.remove(armed))) {
				return armed;
			}
		}
		return null;
	}

	/**
	 * One connection of the server.
	 */
	private final class Connection {

		private final Socket client;

		private final Socket server;

		/** The requests whose answers do not come through. */
		private final Set<Integer> cutAt = ConcurrentHashMap.newKeySet();

		private final Map<Integer, String> commands = new ConcurrentHashMap<>();

		private final Map<Integer, Duration> delays = new ConcurrentHashMap<>();

		private volatile boolean frozen;

		Connection(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		boolean isWaiting() {
			return !this.frozen && !this.client.isClosed() && this.commands.containsValue("getMore");
		}

		void freeze() {
			this.frozen = true;
		}

		void commands() {
			try (this.client; this.server) {
				DataInputStream in = new DataInputStream(this.client.getInputStream());
				while (true) {
					ByteBuffer message = read(in);
					if (this.frozen) {
						continue;
					}
					if (message.getInt(12) != OP_MSG) {
						this.server.getOutputStream().write(message.array());
						continue;
					}
					BsonDocument command = new RawBsonDocument(message.array(), COMMAND, message.getInt(COMMAND));
					int request = message.getInt(4);
					this.commands.put(request, command.getFirstKey());
					Fault fault = faultOf(command);
					if (fault != null && fault.effect == Effect.CUT_BEFORE) {
						return;
					}
					if (fault != null && fault.effect == Effect.ANSWER) {
						this.commands.remove(request);
						write(answer(request, fault.answer.apply(command)));
						continue;
					}
					if (fault != null && fault.effect == Effect.FREEZE) {
						freeze();
						continue;
					}
					if (fault != null && fault.effect == Effect.DELAY) {
						this.delays.put(request, fault.delay);
					}
					else if (fault != null) {
						this.cutAt.add(request);
					}
					this.server.getOutputStream().write(message.array());
				}
			}
			catch (IOException ex) {
				// cut
			}
			finally {
				DatabaseLine.this.connections.remove(this);
			}
		}

		void answers() {
			try (this.client; this.server) {
				DataInputStream in = new DataInputStream(this.server.getInputStream());
				while (true) {
					ByteBuffer message = read(in);
					int request = message.getInt(8);
					if (this.cutAt.contains(request)) {
						return;
					}
					if (this.frozen) {
						continue;
					}
					String command = this.commands.remove(request);
					Duration own = this.delays.remove(request);
					if (own != null) {
						Thread.sleep(own);
					}
					if (command != null && !HANDSHAKES.contains(command) && delay.isPositive()) {
						Thread.sleep(delay);
					}
					write(message.array());
				}
			}
			catch (IOException | InterruptedException ex) {
				// cut
			}
		}

		private synchronized void write(byte[] message) throws IOException {
			this.client.getOutputStream().write(message);
		}

		private static ByteBuffer read(DataInputStream in) throws IOException {
			byte[] length = in.readNBytes(4);
			if (length.length < 4) {
				throw new IOException("The end");
			}
			int size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
			ByteBuffer message = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
			message.put(length);
			in.readFully(message.array(), 4, size - 4);
			return message;
		}

		private static byte[] answer(int request, BsonDocument answer) {
			BasicOutputBuffer document = new BasicOutputBuffer();
			new BsonDocumentCodec().encode(new BsonBinaryWriter(document), answer, EncoderContext.builder().build());
			ByteBuffer message = ByteBuffer.allocate(COMMAND + document.size()).order(ByteOrder.LITTLE_ENDIAN);
			message.putInt(message.capacity()).putInt(request).putInt(request).putInt(OP_MSG).putInt(0).put((byte) 0);
			message.put(document.toByteArray());
			return message.array();
		}

	}

}
