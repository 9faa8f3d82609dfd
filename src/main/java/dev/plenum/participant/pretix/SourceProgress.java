package dev.plenum.participant.pretix;

import java.time.Duration;
import java.time.Instant;

import dev.plenum.participant.pretix.SourceDocument.Round;
import dev.plenum.platform.outbound.RetryPause;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a round. After each failure the time until the next round doubles, up
 * to an hour. A round that is held or fails changes nothing about which orders have been
 * read, so that the next one reads them again.
 *
 * @param nextAt when the orders are read next; null if they are not
 * @param readUntil orders that were changed before have been read; null if none was
 * @param completeAt when all orders were applied last; null if they are due
 * @param failures the number of failures since the last success
 * @param failingSince the time of the first of these failures; null if there is none
 * @param last the round
 * @param appliedAt when a round was applied last; null if none was
 */
record SourceProgress(@Nullable Instant nextAt, @Nullable Instant readUntil, @Nullable Instant completeAt, int failures,
		@Nullable Instant failingSince, Round last, @Nullable Instant appliedAt) {

	private static final Duration SOON = Duration.ofMinutes(1);

	/**
	 * What follows from a round.
	 * @param before the source
	 * @param round the round
	 * @param readUntil orders that were changed before have been read, if the round was
	 * applied
	 * @param retryAfter how long pretix asks to wait
	 * @param interval the time between two rounds without failures
	 */
	static SourceProgress after(SourceDocument before, Round round, @Nullable Instant readUntil, Duration retryAfter,
			Duration interval) {
		Instant now = round.at();
		if (round.outcome() == ReadOutcome.APPLIED) {
			return new SourceProgress(now.plus(interval), readUntil, round.complete() ? now : before.completeAt(), 0,
					null, round, now);
		}
		if (round.outcome() == ReadOutcome.EVENT_OVER) {
			return failed(before, round, null, before.failureCount(), before.failingSince());
		}
		if (round.outcome().isPassing()) {
			return failed(before, round, now.plus(SOON), before.failureCount(), before.failingSince());
		}
		int failures = before.failureCount() + 1;
		return failed(before, round, now.plus(RetryPause.after(interval, failures, retryAfter)), failures,
				(before.failingSince() != null) ? before.failingSince() : now);
	}

	private static SourceProgress failed(SourceDocument before, Round round, @Nullable Instant nextAt, int failures,
			@Nullable Instant failingSince) {
		return new SourceProgress(nextAt, before.readUntil(), before.completeAt(), failures, failingSince, round,
				before.appliedAt());
	}

}
