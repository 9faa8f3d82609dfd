package dev.plenum.platform.embedded;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the file, every second in which something was written: makes the operating
 * system write it to the disk, and keeps it from growing. The store would do the latter
 * by itself, but only if it may also commit by itself, in the middle of a command.
 */
final class StoreUpkeep implements AutoCloseable {

	/**
	 * Space that is no longer used is left alone for so long; more than the time to the
	 * next sync, so that a power failure finds what the last sync left.
	 */
	static final int RETENTION_MILLIS = 5000;

	private static final Logger logger = LoggerFactory.getLogger(StoreUpkeep.class);

	private static final int MIN_FILL_PERCENT = 50;

	private static final int MAX_REWRITTEN_BYTES = 1 << 20;

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("embedded-database-upkeep").factory());

	private final EmbeddedBackend backend;

	private long syncedVersion;

	/**
	 * Starts the upkeep.
	 * @param backend whose file it is; must be closed after this
	 */
	StoreUpkeep(EmbeddedBackend backend) {
		this.backend = backend;
		this.timer.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.SECONDS);
	}

	private void run() {
		MVStore store = this.backend.getMvStore();
		long version = store.getCurrentVersion();
		if (version == this.syncedVersion) {
			return;
		}
		try {
			store.sync();
			this.syncedVersion = version;
			if (store.compact(MIN_FILL_PERCENT, MAX_REWRITTEN_BYTES)) {
				this.backend.commit();
			}
		}
		catch (RuntimeException ex) {
			logger.error("The embedded database cannot write its file any more: "
					+ "see that the disk has room and works, and restart", ex);
			throw ex;
		}
	}

	@Override
	public void close() {
		this.timer.close();
	}

}
