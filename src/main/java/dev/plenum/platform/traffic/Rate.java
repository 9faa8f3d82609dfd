package dev.plenum.platform.traffic;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.bucket4j.Bucket;

/**
 * A rate limit.
 *
 * @param burst the number that is allowed at once
 * @param perMinute the number that is added each minute, up to the burst
 */
record Rate(int burst, int perMinute) {

	private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) ?\\+ ?(\\d{1,9})/min");

	Rate {
		if (burst < 1 || perMinute < 1) {
			throw new IllegalArgumentException("A rate must be at least 1+1/min");
		}
	}

	/**
	 * Parses a rate.
	 * @param text a rate such as {@code 300+600/min}
	 * @return the rate
	 */
	public static Rate valueOf(String text) {
		Matcher matcher = TEXT.matcher(text.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"'%s' is not a rate: expected a value such as 300+600/min".formatted(text));
		}
		return new Rate(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
	}

	Bucket bucket() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.burst).refillGreedy(this.perMinute, Duration.ofMinutes(1)))
			.build();
	}

	/**
	 * The time until an empty bucket is full again. After that it can be forgotten.
	 */
	Duration refill() {
		return Duration.ofSeconds(60L * this.burst / this.perMinute + 1);
	}

}
