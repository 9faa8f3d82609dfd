package dev.plenum.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * How long a socket or an event stream may last. Times are those of
 * {@link System#nanoTime()}.
 */
final class Lifespan {

	private static final Duration LONGEST = Duration.ofDays(365);

	/** By how much one grows older or less old than the others, at most. */
	private static final double JITTER = 0.25;

	private Lifespan() {
	}

	/**
	 * How long the caller's token is still valid.
	 * @param authentication who is calling; null for an anonymous caller
	 * @param now the moment
	 * @return the time until the token expires, not positive if it has expired; a year if
	 * there is no token or it does not expire
	 */
	static Duration validity(@Nullable Authentication authentication, Instant now) {
		Instant expiresAt = (authentication instanceof JwtAuthenticationToken token) ? token.getToken().getExpiresAt()
				: null;
		return (expiresAt != null) ? Duration.between(now, expiresAt) : LONGEST;
	}

	/**
	 * When something ends that ends after a time.
	 * @param duration the time; a year if it is longer
	 * @return the time of its end
	 */
	static long endAfter(Duration duration) {
		return System.nanoTime() + nanos(duration);
	}

	/**
	 * When something is old that begins now. Those that begin at once are not all old at
	 * once.
	 * @param maxAge the age, a quarter more or less; a year if it is longer
	 * @return the time
	 */
	static long oldAfter(Duration maxAge) {
		double factor = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
		return System.nanoTime() + (long) (nanos(maxAge) * factor);
	}

	private static long nanos(Duration duration) {
		return ((duration.compareTo(LONGEST) < 0) ? duration : LONGEST).toNanos();
	}

}
