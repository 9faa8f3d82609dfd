package dev.plenum.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * How long a WebSocket or an event stream may stay open. Moments are values of
 * {@link System#nanoTime()}.
 */
public final class Lifespan {

	private static final Duration LONGEST = Duration.ofDays(365);

	/** The largest random deviation from the maximum age, as a fraction of it. */
	private static final double JITTER = 0.25;

	private Lifespan() {
	}

	/**
	 * How long the caller's token is still valid.
	 * @param authentication the caller; null for an anonymous one
	 * @param now the current time
	 * @return the time until the token expires; zero or negative if it has expired; a
	 * year if there is no token or it does not expire
	 */
	public static Duration validity(@Nullable Authentication authentication, Instant now) {
		Instant expiresAt = (authentication instanceof JwtAuthenticationToken token) ? token.getToken().getExpiresAt()
				: null;
		return (expiresAt != null) ? Duration.between(now, expiresAt) : LONGEST;
	}

	/**
	 * The end of a period that begins now.
	 * @param duration the length of the period; limited to a year
	 * @return the moment of its end
	 */
	public static long endAfter(Duration duration) {
		return System.nanoTime() + nanos(duration);
	}

	/**
	 * The end of a connection that begins now and may reach a maximum age. A random
	 * deviation of up to a quarter spreads the ends of connections that began together.
	 * @param maxAge the maximum age; limited to a year
	 * @return the moment of its end
	 */
	public static long oldAfter(Duration maxAge) {
		double factor = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
		return System.nanoTime() + (long) (nanos(maxAge) * factor);
	}

	private static long nanos(Duration duration) {
		return ((duration.compareTo(LONGEST) < 0) ? duration : LONGEST).toNanos();
	}

}
