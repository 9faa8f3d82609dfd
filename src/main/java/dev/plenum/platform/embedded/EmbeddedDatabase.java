package dev.plenum.platform.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import dev.plenum.platform.startup.StartupException;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A database inside the process, used if no other one is configured. It speaks MongoDB's
 * wire protocol on 127.0.0.1, stores everything in one file, and has change streams. A
 * write is in the file before it is acknowledged: killing the process loses nothing, a
 * power failure may lose the last second. Unlike a real MongoDB, it answers the
 * {@code hello} command with {@code embedded: true}.
 */
public final class EmbeddedDatabase implements AutoCloseable {

	private final @Nullable StoreFile file;

	private final WriteFaults faults = new WriteFaults();

	private volatile EmbeddedBackend backend;

	private final WireServer server;

	private final StoreUpkeep upkeep;

	private final int port;

	private EmbeddedDatabase(@Nullable StoreFile file, int port, Duration lag) {
		this.file = file;
		this.backend = new EmbeddedBackend((file != null) ? file.open() : MVStore.open(null), lag, this.faults);
		this.server = new WireServer(() -> this.backend);
		try {
			this.port = this.server.listen(port);
		}
		catch (IOException ex) {
			this.server.close();
			this.backend.close();
			throw new StartupException("port " + port + " for the embedded database is in use",
					"Stop the process that uses it, or choose another port with --plenum.embedded-port.", ex);
		}
		this.upkeep = new StoreUpkeep(this, this.faults);
	}

	/**
	 * Starts a database that stores its data in a file.
	 * @param directory the directory of the file, created if missing
	 * @param port the port on 127.0.0.1; 0 for any free port
	 * @return the running database
	 * @throws StartupException if the directory cannot be used or the port is in use
	 */
	public static EmbeddedDatabase start(Path directory, int port) {
		return start(new StoreFile(directory.toAbsolutePath(), ""), port);
	}

	static EmbeddedDatabase start(StoreFile file, int port) {
		return new EmbeddedDatabase(file, port, Duration.ZERO);
	}

	/**
	 * Starts a database in memory on any free port. Closing it discards all data.
	 * @return the running database
	 */
	public static EmbeddedDatabase inMemory() {
		return trailing(Duration.ZERO);
	}

	/**
	 * Starts a database in memory whose majority is behind its newest state, as that of a
	 * replica set is: a write that changes something is acknowledged when the majority
	 * has it, and a write that changes nothing at once. Reads with the concern
	 * {@code majority} and change streams show the majority's state; all other reads show
	 * the newest state. Closing it discards all data.
	 * @param lag the time from a write until the majority has it; zero for no delay
	 * @return the running database, on any free port
	 */
	public static EmbeddedDatabase trailing(Duration lag) {
		return new EmbeddedDatabase(null, 0, lag);
	}

	/**
	 * The connection string.
	 * @return the connection string, for the database {@code plenum}
	 */
	public String uri() {
		return "mongodb://127.0.0.1:" + this.port + "/plenum";
	}

	EmbeddedBackend backend() {
		return this.backend;
	}

	/**
	 * Recovers after a failed write, which closes the store. Opens the file again in the
	 * state of the last commit, and rejects changes until the disk accepts them. Clients
	 * are disconnected, because changes that were only in memory were never acknowledged.
	 * Has no effect while the store is open.
	 */
	void recover() {
		EmbeddedBackend broken = this.backend;
		if (this.file == null) {
			return;
		}
		if (broken.isBroken()) {
			EmbeddedBackend reopened = new EmbeddedBackend(this.file.reopen(), Duration.ZERO, this.faults);
			reopened.refuseWrites();
			this.backend = reopened;
			this.server.dropClients();
			broken.closeStreams();
		}
		if (this.backend.refusesWrites() && this.file.hasRoom()) {
			this.backend.acceptWrites();
		}
	}

	/**
	 * Disconnects all clients, including those that wait for changes, and closes the
	 * file. Has no effect if it is closed.
	 */
	@Override
	public void close() {
		this.server.close();
		this.upkeep.close();
		this.backend.close();
	}

}
