package dev.plenum.platform.outbound;

import java.time.Duration;

/**
 * How long to wait after failures of another server.
 */
public final class RetryPause {

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final Duration LONGEST_ASKED = Duration.ofDays(1);

	private static final int MOST_DOUBLINGS = 12;

	private RetryPause() {
	}

	/**
	 * The pause after some failures: the interval, doubled for each of them, up to an
	 * hour or a longer interval.
	 * @param interval the time between two attempts without failures
	 * @param failures the number of failures in succession
	 * @param asked how long the other server asks to wait; at most a day counts
	 * @return the longer one of the pause and what the other server asks for
	 */
	public static Duration after(Duration interval, int failures, Duration asked) {
		Duration longest = longer(interval, LONGEST);
		Duration doubled = interval.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
		return longer(shorter(doubled, longest), shorter(asked, LONGEST_ASKED));
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
