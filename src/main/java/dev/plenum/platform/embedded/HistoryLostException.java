package dev.plenum.platform.embedded;

import de.bwaldvogel.mongo.exception.MongoServerError;

/**
 * What a change stream was to go on from is not kept (any more).
 */
final class HistoryLostException extends MongoServerError {

	HistoryLostException() {
		super(286, "ChangeStreamHistoryLost",
				"Resume of change stream was not possible, as the resume point may no longer be in the oplog.");
	}

}
