package dev.plenum.platform.traffic;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.bucket4j.Bucket;

/**
 * How often something may be done.
 *
 * @param burst how often at once
 * @param perMinute how often more with every minute
 */
record Rate(int burst, int perMinute) {

	private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) ?\\+ ?(\\d{1,9})/min");

	Rate {
		if (burst < 1 || perMinute < 1) {
			throw new IllegalArgumentException("A rate allows something");
		}
	}

	/**
	 * Reads a setting.
	 * @param text such as {@code 300+600/min}
	 * @return the rate
	 */
	public static Rate valueOf(String text) {
		Matcher matcher = TEXT.matcher(text.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException("'%s' is no rate; write it as 300+600/min".formatted(text));
		}
		return new Rate(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
	}

	Bucket bucket() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.burst).refillGreedy(this.perMinute, Duration.ofMinutes(1)))
			.build();
	}

	/**
	 * How long an empty bucket takes to be full, after which nothing need be remembered.
	 */
	Duration refill() {
		return Duration.ofSeconds(60L * this.burst / this.perMinute + 1);
	}

}
