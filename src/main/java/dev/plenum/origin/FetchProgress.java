package dev.plenum.origin;

import java.time.Duration;
import java.time.Instant;

import dev.plenum.origin.OriginDocument.Fetch;
import dev.plenum.origin.OriginDocument.Stop;
import dev.plenum.origin.OriginDocument.StopReason;
import dev.plenum.origin.OriginDocument.Validators;
import dev.plenum.platform.outbound.RetryPause;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a fetch. After each failure the time until the next fetch doubles, up
 * to an hour.
 *
 * @param nextAt when the origin is fetched next; null if it is not
 * @param validators what the server at the address said of the imported file
 * @param failures the number of failures since the last success
 * @param failingSince the time of the first of these failures; null if there is none
 * @param last the last fetch
 * @param imported the last fetch that was imported
 * @param stop why nothing is imported; null if imports go on
 */
record FetchProgress(@Nullable Instant nextAt, @Nullable Validators validators, int failures,
		@Nullable Instant failingSince, @Nullable Fetch last, @Nullable Fetch imported, @Nullable Stop stop) {

	private static final Duration PAUSE_OF_A_BUSY_SERVER = Duration.ofMinutes(1);

	/**
	 * What follows if the origin may not be imported any more.
	 * @param before the origin
	 * @param reason the reason
	 * @param now the present
	 */
	static FetchProgress stopped(OriginDocument before, StopReason reason, Instant now) {
		return new FetchProgress(null, before.validators(), before.failureCount(), before.failingSince(), before.last(),
				before.imported(), stop(before, reason, now));
	}

	/**
	 * What follows from a fetch.
	 * @param before the origin
	 * @param fetch the fetch
	 * @param validators what the server at the address said of the file
	 * @param retryAfter how long the server at the address asks to wait
	 * @param giveUpAfter the time of failures after which the origin is not fetched any
	 * more
	 */
	static FetchProgress after(OriginDocument before, Fetch fetch, @Nullable Validators validators, Duration retryAfter,
			Duration giveUpAfter) {
		Instant now = fetch.at();
		Duration interval = Duration.ofMinutes(before.everyMinutes());
		if (fetch.outcome().isSuccess()) {
			boolean imported = fetch.outcome() == FetchOutcome.IMPORTED;
			return new FetchProgress(next(before, now.plus(interval)), imported ? validators : before.validators(), 0,
					null, fetch, imported ? fetch : before.imported(), null);
		}
		if (fetch.outcome() == FetchOutcome.BUSY) {
			return new FetchProgress(next(before, now.plus(PAUSE_OF_A_BUSY_SERVER)), before.validators(),
					before.failureCount(), before.failingSince(), fetch, before.imported(), before.stop());
		}
		int failures = before.failureCount() + 1;
		Instant since = (before.failingSince() != null) ? before.failingSince() : now;
		boolean lossy = fetch.outcome() == FetchOutcome.LOSSES;
		if (!lossy && !now.isBefore(since.plus(giveUpAfter))) {
			return new FetchProgress(null, before.validators(), failures, since, fetch, before.imported(),
					stop(before, StopReason.FAILURES, now));
		}
		return new FetchProgress(next(before, now.plus(RetryPause.after(interval, failures, retryAfter))),
				before.validators(), failures, since, fetch, before.imported(),
				lossy ? stop(before, StopReason.LOSSES, now) : before.stop());
	}

	/**
	 * Whether imports stop now, or stop for another reason.
	 */
	boolean stops(OriginDocument before) {
		return this.stop != null && (before.stop() == null || before.stop().reason() != this.stop.reason());
	}

	private static @Nullable Instant next(OriginDocument before, Instant moment) {
		return before.isPaused() ? null : moment;
	}

	private static Stop stop(OriginDocument before, StopReason reason, Instant now) {
		Stop known = before.stop();
		return (known != null && known.reason() == reason) ? known : new Stop(reason, now);
	}

}
