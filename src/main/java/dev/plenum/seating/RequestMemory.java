package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests that must not be carried out again, by their keys, with the time of each.
 * They are remembered for an hour.
 */
final class RequestMemory {

	/** With more requests within an hour, the older half is forgotten. */
	static final int MOST = 2000;

	static final Duration REMEMBERED = Duration.ofHours(1);

	private RequestMemory() {
	}

	/**
	 * Returns whether a request was carried out within the last hour.
	 */
	static boolean contains(Map<String, Instant> requests, String request, Instant now) {
		Instant at = requests.get(request);
		return at != null && at.isAfter(now.minus(REMEMBERED));
	}

	/**
	 * Adds a request, and forgets those that are too old or too many.
	 */
	static Map<String, Instant> plus(Map<String, Instant> requests, String request, Instant now) {
		Instant oldest = now.minus(REMEMBERED);
		Map<String, Instant> kept = new HashMap<>(requests);
		kept.values().removeIf((at) -> !at.isAfter(oldest));
		if (kept.size() >= MOST) {
			List<Instant> times = kept.values().stream().sorted().toList();
			Instant middle = times.get(times.size() / 2);
			kept.values().removeIf((at) -> !at.isAfter(middle));
		}
		kept.put(request, now);
		return kept;
	}

}
