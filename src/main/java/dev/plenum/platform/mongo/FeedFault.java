package dev.plenum.platform.mongo;

import java.util.Set;
import java.util.concurrent.TimeoutException;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;

/**
 * Distinguishes the faults of a change stream: those after which it can be resumed, those
 * after which it cannot, and the one that says that the database has no change streams.
 */
final class FeedFault {

	/** What MongoDB marks an error with after which a stream can be resumed. */
	private static final String RESUMABLE = "ResumableChangeStreamError";

	/**
	 * The errors that MongoDB's specification of change streams lists as resumable, for
	 * servers that do not mark them.
	 */
	private static final Set<Integer> RESUMABLE_CODES = Set.of(6, 7, 43, 63, 89, 91, 133, 134, 150, 189, 234, 262, 9001,
			10107, 11600, 11602, 13388, 13435, 13436);

	/** A standalone server's answer to a change stream. */
	private static final int ONLY_ON_REPLICA_SETS = 40573;

	private FeedFault() {
	}

	static boolean isUnsupported(Throwable cause) {
		return cause instanceof MongoException fault && fault.getCode() == ONLY_ON_REPLICA_SETS;
	}

	/**
	 * Whether the stream can be resumed at its token after a fault.
	 */
	static boolean isResumable(Throwable cause) {
		return isUnreachable(cause) || (cause instanceof MongoException fault
				&& (fault.hasErrorLabel(RESUMABLE) || RESUMABLE_CODES.contains(fault.getCode())));
	}

	/**
	 * Whether a fault says nothing about the token: the database did not answer, or no
	 * member may answer for it at this moment.
	 */
	static boolean isUnreachable(Throwable cause) {
		return cause instanceof TimeoutException || cause instanceof MongoSocketException
				|| cause instanceof MongoClientException || cause instanceof MongoNotPrimaryException
				|| cause instanceof MongoNodeIsRecoveringException;
	}

}
