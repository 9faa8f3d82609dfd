package dev.plenum.platform.mongo;

import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The point from which the change stream is resumed after a failure. It is given up after
 * a failure that rules out resuming, and after several failures at the same point.
 */
final class ResumePoint {

	/** After so many failures at the same point, the stream starts without it. */
	private static final int MOST_FAILURES = 3;

	private volatile @Nullable BsonDocument token;

	/** Failures of the stream since it delivered something. */
	private volatile int failures;

	private volatile long failedAt = System.nanoTime();

	/**
	 * The token to resume with; null to start at the present.
	 */
	@Nullable BsonDocument token() {
		return this.token;
	}

	/**
	 * Moves on after a change that was delivered.
	 */
	void advance(@Nullable BsonDocument next) {
		this.token = next;
		this.failures = 0;
	}

	/**
	 * Counts a failure, unless it says nothing about this point: an unreachable database
	 * counts only if it has acknowledged a pulse since the last failure.
	 * @param cause the failure
	 * @param acknowledgedAt when the majority last acknowledged a pulse, by
	 * {@link System#nanoTime()}
	 * @return whether the stream can be resumed; otherwise the point is given up
	 */
	boolean survives(Throwable cause, long acknowledgedAt) {
		if (!FeedFault.isUnreachable(cause) || acknowledgedAt - this.failedAt > 0) {
			this.failures++;
		}
		this.failedAt = System.nanoTime();
		boolean resumable = FeedFault.isResumable(cause) && this.failures < MOST_FAILURES;
		if (!resumable) {
			advance(null);
		}
		return resumable;
	}

}
