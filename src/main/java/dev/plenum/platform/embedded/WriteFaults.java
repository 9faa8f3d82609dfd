package dev.plenum.platform.embedded;

import java.util.concurrent.atomic.AtomicBoolean;

import de.bwaldvogel.mongo.exception.MongoServerError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the file of the embedded database can be written. The reason why it cannot is
 * logged once.
 */
final class WriteFaults {

	private static final Logger logger = LoggerFactory.getLogger(WriteFaults.class);

	private final AtomicBoolean present = new AtomicBoolean();

	/**
	 * Records that the file could not be written or read.
	 * @param fault the reason
	 */
	void failed(Throwable fault) {
		if (this.present.compareAndSet(false, true)) {
			logger.error("The embedded database cannot access its file ({}). Changes are rejected until it can.",
					reason(fault));
			logger.debug("The embedded database cannot access its file", fault);
		}
	}

	/**
	 * Records that the file was written.
	 */
	void written() {
		if (this.present.get() && this.present.compareAndSet(true, false)) {
			logger.warn("The embedded database can write its file again.");
		}
	}

	/**
	 * The answer to a command that cannot be executed.
	 * @return MongoDB's error for a full disk
	 */
	static MongoServerError refusal() {
		return new MongoServerError(14031, "OutOfDiskSpace", "The file of the embedded database cannot be written");
	}

	private static String reason(Throwable fault) {
		Throwable root = fault;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		return String.valueOf(root.getMessage());
	}

}
