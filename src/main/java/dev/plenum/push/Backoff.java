package dev.plenum.push;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When devices are tried again whose push service accepted nothing: after longer and
 * longer pauses.
 */
final class Backoff {

	static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

	private static final int MOST_DOUBLINGS = 10;

	/** After as many failures in a row, the person sees that there is a problem. */
	private static final int NOTICEABLE = 3;

	/** With more failing devices, the pauses start from the shortest one again. */
	private static final int MOST_DEVICES = 50_000;

	private final Map<String, Integer> failures = new ConcurrentHashMap<>();

	/**
	 * Notes a failure.
	 * @param retryAfter the pause that the push service asks for
	 * @return when the device is tried again
	 */
	Instant failed(String device, Duration retryAfter, Instant now) {
		if (this.failures.size() >= MOST_DEVICES) {
			this.failures.clear();
		}
		int count = Objects.requireNonNull(this.failures.merge(device, 1, Integer::sum));
		Duration pause = Duration.ofSeconds(1L << Math.min(count, MOST_DOUBLINGS));
		Duration bounded = (pause.compareTo(LONGEST_PAUSE) < 0) ? pause : LONGEST_PAUSE;
		return now.plus((bounded.compareTo(retryAfter) > 0) ? bounded : retryAfter);
	}

	/**
	 * Returns whether the last failure is the one by which it becomes a problem.
	 */
	boolean isNoticeable(String device) {
		return this.failures.getOrDefault(device, 0) == NOTICEABLE;
	}

	void succeeded(String device) {
		this.failures.remove(device);
	}

}
