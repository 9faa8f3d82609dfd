package dev.plenum.platform.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import dev.plenum.platform.startup.StartupException;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A database inside the process, for the server that has none configured: speaks
 * MongoDB's wire protocol on 127.0.0.1, keeps everything in one file, and has change
 * streams. A write is in the file before it is acknowledged, so killing the process loses
 * nothing; a power failure may lose the last second. The {@code hello} command tells it
 * from a real MongoDB by {@code embedded: true}.
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
					"Stop the process that has it, or choose another one with --plenum.embedded-port.", ex);
		}
		this.upkeep = new StoreUpkeep(this, this.faults);
	}

	/**
	 * Starts a database that keeps its data in a file.
	 * @param directory where the file is, or will be; created if missing
	 * @param port the port on 127.0.0.1; 0 takes any free one
	 * @return the running database
	 * @throws StartupException if the directory cannot be used or the port is taken
	 */
	public static EmbeddedDatabase start(Path directory, int port) {
		return start(new StoreFile(directory.toAbsolutePath(), ""), port);
	}

	static EmbeddedDatabase start(StoreFile file, int port) {
		return new EmbeddedDatabase(file, port, Duration.ZERO);
	}

	/**
	 * Starts a database that forgets everything when it is closed, on any free port.
	 * @return the running database
	 */
	public static EmbeddedDatabase inMemory() {
		return trailing(Duration.ZERO);
	}

	/**
	 * Starts a database that forgets everything when it is closed, and whose majority
	 * trails behind its newest state, as that of a replica set does: a write that changes
	 * something is acknowledged when the majority has it, and a write that changes
	 * nothing at once. Reads with the concern {@code majority} and change streams show
	 * what the majority has; all other reads show the newest state.
	 * @param lag the time from a write until the majority has it; zero for none
	 * @return the running database, on any free port
	 */
	public static EmbeddedDatabase trailing(Duration lag) {
		return new EmbeddedDatabase(null, 0, lag);
	}

	/**
	 * Where to connect to.
	 * @return the connection string, which names the database {@code plenum}
	 */
	public String uri() {
		return "mongodb://127.0.0.1:" + this.port + "/plenum";
	}

	EmbeddedBackend backend() {
		return this.backend;
	}

	/**
	 * Recovers from a write that failed, after which the store has closed itself: opens
	 * the file again, as the last commit left it, and accepts no changes until the disk
	 * takes them. The clients are dropped, because what the old store had in memory only
	 * was never acknowledged. Does nothing while the store is open.
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
	 * Drops the clients, also those that wait for changes, and closes the file. Does
	 * nothing if it is closed.
	 */
	@Override
	public void close() {
		this.server.close();
		this.upkeep.close();
		this.backend.close();
	}

}
