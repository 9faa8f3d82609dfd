package dev.plenum.platform.mongo;

import java.util.Set;
import java.util.concurrent.TimeoutException;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;

/**
 * Classifies the faults of a change stream: the stream can be resumed, it has to start
 * again, or the database refuses it.
 */
final class FeedFault {

	/** MongoDB's label for an error after which a stream can be resumed. */
	private static final String RESUMABLE = "ResumableChangeStreamError";

	/**
	 * The errors that MongoDB's specification of change streams lists as resumable, for
	 * servers that do not mark them.
	 */
	private static final Set<Integer> RESUMABLE_CODES = Set.of(6, 7, 43, 63, 89, 91, 133, 134, 150, 189, 234, 262, 9001,
			10107, 11600, 11602, 13388, 13435, 13436);

	/** A standalone server's answer to a change stream. */
	private static final int ONLY_ON_REPLICA_SETS = 40573;

	/** The answer to a user without the right; the second one is MongoDB Atlas'. */
	private static final Set<Integer> UNAUTHORIZED = Set.of(13, 8000);

	private FeedFault() {
	}

	/**
	 * Whether the database will not open a stream until an operator does something.
	 */
	static boolean isRefused(Throwable cause) {
		return isUnsupported(cause) || isForbidden(cause);
	}

	/**
	 * Whether the database has no change streams.
	 */
	static boolean isUnsupported(Throwable cause) {
		return cause instanceof MongoException fault && fault.getCode() == ONLY_ON_REPLICA_SETS;
	}

	/**
	 * Whether the user has no right to open a change stream.
	 */
	static boolean isForbidden(Throwable cause) {
		return cause instanceof MongoException fault && UNAUTHORIZED.contains(fault.getCode());
	}

	/**
	 * Whether the stream can be resumed at its token after a fault.
	 */
	static boolean isResumable(Throwable cause) {
		return isUnreachable(cause) || (cause instanceof MongoException fault
				&& (fault.hasErrorLabel(RESUMABLE) || RESUMABLE_CODES.contains(fault.getCode())));
	}

	/**
	 * Whether a fault says nothing about the resume token: the database did not answer,
	 * or it has no primary at the moment.
	 */
	static boolean isUnreachable(Throwable cause) {
		return cause instanceof TimeoutException || cause instanceof MongoSocketException
				|| cause instanceof MongoClientException || cause instanceof MongoNotPrimaryException
				|| cause instanceof MongoNodeIsRecoveringException;
	}

}
