package dev.plenum.platform.embedded;

import de.bwaldvogel.mongo.exception.MongoServerError;

/**
 * The changes from which a change stream should continue are not in the log.
 */
final class HistoryLostException extends MongoServerError {

	HistoryLostException() {
		super(286, "ChangeStreamHistoryLost",
				"Resume of change stream was not possible, as the resume point may no longer be in the oplog.");
	}

}
