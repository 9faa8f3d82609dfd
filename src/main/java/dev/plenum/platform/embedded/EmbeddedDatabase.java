package dev.plenum.platform.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.plenum.platform.startup.StartupException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A database inside the process, for the server that has none configured: speaks
 * MongoDB's wire protocol on 127.0.0.1, keeps everything in one file, and has change
 * streams. A write is in the file before it is acknowledged, so killing the process loses
 * nothing; a power failure may lose the last second. The {@code hello} command tells it
 * from a real MongoDB by {@code embedded: true}.
 */
public final class EmbeddedDatabase implements AutoCloseable {

	private static final String FILE_NAME = "plenum.mvstore";

	private static final int CACHE_MEGABYTES = 64;

	private final EmbeddedBackend backend;

	private final WireServer server;

	private final StoreUpkeep upkeep;

	private final int port;

	private EmbeddedDatabase(MVStore store, int port, Duration lag) {
		this.backend = new EmbeddedBackend(store, lag);
		this.server = new WireServer(this.backend);
		try {
			this.port = this.server.listen(port);
		}
		catch (IOException ex) {
			this.server.close();
			this.backend.close();
			throw new StartupException("port " + port + " for the embedded database is taken",
					"Stop the process that has it, or choose another one with --plenum.embedded-port.", ex);
		}
		this.upkeep = new StoreUpkeep(this.backend);
	}

	/**
	 * Starts a database that keeps its data in a file.
	 * @param directory where the file is, or will be; created if missing
	 * @param port the port on 127.0.0.1; 0 takes any free one
	 * @return the running database
	 * @throws StartupException if the directory cannot be used or the port is taken
	 */
	public static EmbeddedDatabase start(Path directory, int port) {
		return new EmbeddedDatabase(open(directory.toAbsolutePath()), port, Duration.ZERO);
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
		return new EmbeddedDatabase(MVStore.open(null), 0, lag);
	}

	/**
	 * Where to connect to.
	 * @return the connection string, which names the database {@code plenum}
	 */
	public String uri() {
		return "mongodb://127.0.0.1:" + this.port + "/plenum";
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

	/**
	 * Opens the file. The store commits when told, and only then, so that the file never
	 * has half of a command.
	 */
	private static MVStore open(Path directory) {
		Path file = directory.resolve(FILE_NAME);
		checkWritable(directory, file);
		try {
			MVStore store = new MVStore.Builder().fileName(file.toString())
				.autoCommitDisabled()
				.autoCommitBufferSize(0)
				.cacheSize(CACHE_MEGABYTES)
				.open();
			store.setRetentionTime(StoreUpkeep.RETENTION_MILLIS);
			return store;
		}
		catch (MVStoreException ex) {
			if (ex.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
				throw new StartupException("the data directory " + directory + " is in use by another process",
						"Stop that process, or name another directory with --plenum.data.", ex);
			}
			throw new StartupException("the database file " + file + " cannot be read (" + ex.getMessage() + ")",
					"Restore it from a backup, or move it away to start empty.", ex);
		}
	}

	private static void checkWritable(Path directory, Path file) {
		try {
			Files.createDirectories(directory);
		}
		catch (FileAlreadyExistsException ex) {
			throw new StartupException("the data directory " + directory + " is not a directory",
					"Name another one with --plenum.data, or move the file of that name away.", ex);
		}
		catch (IOException ex) {
			throw notWritable(directory, ex);
		}
		if (!Files.isWritable(Files.exists(file) ? file : directory)) {
			throw notWritable(directory, null);
		}
	}

	private static StartupException notWritable(Path directory, @Nullable IOException cause) {
		return new StartupException("the data directory " + directory + " cannot be written to",
				"Give this user the right to, or name another directory with --plenum.data.", cause);
	}

}
