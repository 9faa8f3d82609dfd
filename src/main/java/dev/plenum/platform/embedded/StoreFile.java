package dev.plenum.platform.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.plenum.platform.startup.StartupException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FileUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the embedded database.
 *
 * @param directory the directory of the file
 * @param scheme the prefix of the H2 file system that accesses the file, such as
 * {@code async:}; empty for the default
 */
record StoreFile(Path directory, String scheme) {

	private static final Logger logger = LoggerFactory.getLogger(StoreFile.class);

	private static final String FILE_NAME = "plenum.mvstore";

	private static final int CACHE_MEGABYTES = 64;

	private static final int ROOM_BYTES = 1 << 20;

	/**
	 * Opens the file for the first time, and creates it if it is missing.
	 * @return the store in the file
	 * @throws StartupException if the file cannot be used
	 */
	MVStore open() {
		checkWritable();
		warnIfEmptied();
		try {
			return reopen();
		}
		catch (MVStoreException ex) {
			if (ex.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
				throw new StartupException("the data directory " + this.directory + " is in use by another process",
						"Stop that process, or configure another directory with --plenum.data.", ex);
			}
			throw new StartupException("the database file " + path() + " cannot be read (" + ex.getMessage() + ")",
					"Restore it from a backup, or move it away to start without data.", ex);
		}
	}

	/**
	 * Opens the file. The store commits on request only, so that the file never contains
	 * half of a command.
	 * @return the store with everything that was committed
	 * @throws MVStoreException if the file cannot be read
	 */
	MVStore reopen() {
		MVStore store = new MVStore.Builder().fileName(name())
			.autoCommitDisabled()
			.autoCommitBufferSize(0)
			.cacheSize(CACHE_MEGABYTES)
			.open();
		store.setRetentionTime(StoreUpkeep.RETENTION_MILLIS);
		return store;
	}

	/**
	 * Tests whether the disk has room for another megabyte.
	 * @return whether it has
	 */
	boolean hasRoom() {
		String probe = name() + ".probe";
		try (FileChannel file = FileUtils.open(probe, "rw")) {
			return file.write(ByteBuffer.allocate(ROOM_BYTES), 0) == ROOM_BYTES;
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
		finally {
			FileUtils.tryDelete(probe);
		}
	}

	private Path path() {
		return this.directory.resolve(FILE_NAME);
	}

	private String name() {
		return this.scheme + path();
	}

	/**
	 * Warns about an empty file, which a full disk or an interrupted copy leaves. The
	 * store treats it as a new one.
	 */
	private void warnIfEmptied() {
		try {
			if (Files.exists(path()) && Files.size(path()) == 0) {
				logger.warn("The database file {} is empty: Plenum starts without any data. "
						+ "If there was data before, stop Plenum and restore the file from a backup.", path());
			}
		}
		catch (IOException ex) {
			throw notWritable(ex);
		}
	}

	private void checkWritable() {
		try {
			Files.createDirectories(this.directory);
		}
		catch (FileAlreadyExistsException ex) {
			throw new StartupException("the data directory " + this.directory + " is not a directory",
					"Configure another directory with --plenum.data, or move the file of that name away.", ex);
		}
		catch (IOException ex) {
			throw notWritable(ex);
		}
		if (!Files.isWritable(Files.exists(path()) ? path() : this.directory)) {
			throw notWritable(null);
		}
	}

	private StartupException notWritable(@Nullable IOException cause) {
		return new StartupException("the data directory " + this.directory + " cannot be written to",
				"Give the server's user write permission, or configure another directory with --plenum.data.", cause);
	}

}
