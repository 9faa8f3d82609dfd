package dev.plenum.platform.mongo;

import java.util.Set;

import com.mongodb.MongoException;

/**
 * Tells the faults of a change stream apart: those after which it can be resumed, those
 * that lose its place for good, and the one that says that there are none.
 */
final class FeedFault {

	/**
	 * CappedPositionLost, InvalidResumeToken, ChangeStreamFatalError,
	 * ChangeStreamHistoryLost.
	 */
	private static final Set<Integer> HISTORY_LOST = Set.of(136, 260, 280, 286);

	/** A standalone server's answer to a change stream. */
	private static final int ONLY_ON_REPLICA_SETS = 40573;

	private FeedFault() {
	}

	static boolean isUnsupported(Throwable cause) {
		return cause instanceof MongoException fault && fault.getCode() == ONLY_ON_REPLICA_SETS;
	}

	static boolean losesHistory(Throwable cause) {
		return cause instanceof MongoException fault
				&& (fault.hasErrorLabel("NonResumableChangeStreamError") || HISTORY_LOST.contains(fault.getCode()));
	}

}
