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
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.BsonBinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * The line between a server and its database, message by message: it can be dead, slow,
 * cut in the middle of a command, or answer in the database's place.
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

	private final AtomicReference<@Nullable Fault> fault = new AtomicReference<>();

	private volatile boolean dead;

	private volatile Duration delay = Duration.ZERO;

	/** What happens to one command. */
	private enum Effect {

		CUT_BEFORE, CUT_AFTER, ANSWER

	}

	private record Fault(Predicate<BsonDocument> command, Effect effect, @Nullable BsonDocument answer, boolean once) {
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

	/** Cuts all connections and lets none through until {@link #revive()}. */
	void kill() {
		this.dead = true;
		cut();
	}

	/** Cuts all connections; new ones are let through. */
	void cut() {
		for (Socket socket = this.sockets.poll(); socket != null; socket = this.sockets.poll()) {
			close(socket);
		}
	}

	/** Keeps every answer but those of the handshake back for a time. */
	void slowDown(Duration time) {
		this.delay = time;
	}

	/** Cuts the connection of the next such command, which the database never hears. */
	void cutBefore(Predicate<BsonDocument> command) {
		this.fault.set(new Fault(command, Effect.CUT_BEFORE, null, true));
	}

	/** Cuts the connection of the next such command, once the database has done it. */
	void cutAfter(Predicate<BsonDocument> command) {
		this.fault.set(new Fault(command, Effect.CUT_AFTER, null, true));
	}

	/** Answers such commands in the database's place until {@link #repair()}. */
	void answer(Predicate<BsonDocument> command, BsonDocument answer) {
		this.fault.set(new Fault(command, Effect.ANSWER, answer, false));
	}

	/** Answers the next such command in the database's place. */
	void answerOnce(Predicate<BsonDocument> command, BsonDocument answer) {
		this.fault.set(new Fault(command, Effect.ANSWER, answer, true));
	}

	/** Whether a fault that happens once is still to come. */
	boolean isArmed() {
		return this.fault.get() != null;
	}

	/** Lets connections through again; other faults stay. */
	void revive() {
		this.dead = false;
	}

	void repair() {
		this.fault.set(null);
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
		Fault armed = this.fault.get();
		if (armed == null || !armed.command.test(command)) {
			return null;
		}
		return (!armed.once || this.fault.compareAndSet(armed, null)) ? armed : null;
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

		Connection(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		void commands() {
			try (this.client; this.server) {
				DataInputStream in = new DataInputStream(this.client.getInputStream());
				while (true) {
					ByteBuffer message = read(in);
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
					if (fault != null && fault.effect == Effect.ANSWER && fault.answer != null) {
						write(answer(request, fault.answer));
						continue;
					}
					if (fault != null) {
						this.cutAt.add(request);
					}
					this.server.getOutputStream().write(message.array());
				}
			}
			catch (IOException ex) {
				// cut
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
					String command = this.commands.remove(request);
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
