package dev.plenum.platform.embedded;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import de.bwaldvogel.mongo.exception.MongoServerException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maintains the file, every second in which something was written: makes the operating
 * system write it to the disk, keeps it from growing, and recovers from failed writes.
 * The store could limit its size itself, but only if it may also commit by itself, in the
 * middle of a command.
 */
final class StoreUpkeep implements AutoCloseable {

	/**
	 * How long unused space is not overwritten: longer than the time until the next sync,
	 * so that after a power failure the state of the last sync is intact.
	 */
	static final int RETENTION_MILLIS = 5000;

	private static final Logger logger = LoggerFactory.getLogger(StoreUpkeep.class);

	private static final int MIN_FILL_PERCENT = 50;

	private static final int MAX_REWRITTEN_BYTES = 1 << 20;

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("embedded-database-upkeep").factory());

	private final EmbeddedDatabase database;

	private final WriteFaults faults;

	private long syncedVersion;

	/**
	 * Starts the maintenance.
	 * @param database the database of the file; closed after this
	 * @param faults records failed writes
	 */
	StoreUpkeep(EmbeddedDatabase database, WriteFaults faults) {
		this.database = database;
		this.faults = faults;
		this.timer.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.SECONDS);
	}

	private void run() {
		try {
			this.database.recover();
			EmbeddedBackend backend = this.database.backend();
			MVStore store = backend.getMvStore();
			long version = store.getCurrentVersion();
			if (backend.refusesWrites() || version == this.syncedVersion) {
				return;
			}
			store.sync();
			this.syncedVersion = version;
			if (store.compact(MIN_FILL_PERCENT, MAX_REWRITTEN_BYTES)) {
				backend.commit();
			}
		}
		catch (MVStoreException | MongoServerException ex) {
			this.faults.failed(ex);
		}
		catch (RuntimeException ex) {
			logger.error("The maintenance of the embedded database's file failed and will be repeated", ex);
		}
	}

	@Override
	public void close() {
		this.timer.close();
	}

}
