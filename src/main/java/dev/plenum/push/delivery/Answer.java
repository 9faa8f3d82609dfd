package dev.plenum.push.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

/**
 * The answer of a push service to one request.
 *
 * @param status the HTTP status; 0 if there was no answer
 * @param retryAfter the time to wait that the service asks for; null if it asks for none
 * @param text the beginning of the body, or why there is no answer
 */
record Answer(int status, @Nullable Duration retryAfter, String text) {

	private static final int SERVER_ERRORS = 500;

	private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

	private static final Duration LONGEST_WAIT = Duration.ofHours(1);

	private static final Duration USUAL_WAIT = Duration.ofSeconds(30);

	/**
	 * No answer.
	 * @param reason why there is none
	 * @param retryAfter the time to wait
	 */
	static Answer none(String reason, Duration retryAfter) {
		return new Answer(0, retryAfter, reason);
	}

	/**
	 * No answer, and nobody knows when there will be one.
	 * @param reason why there is none
	 */
	static Answer none(String reason) {
		return new Answer(0, null, reason);
	}

	boolean isSuccess() {
		return this.status / 100 == 2;
	}

	/**
	 * Whether the service as a whole does not work, not only this request.
	 */
	boolean isOutage() {
		return this.status == 0 || this.status >= SERVER_ERRORS;
	}

	/**
	 * The outcome for a service that does not take messages now.
	 * @return the time to wait, between a second and an hour; 30 s if the service asks
	 * for none
	 */
	Delivered busy() {
		Duration wait = (this.retryAfter != null) ? this.retryAfter : USUAL_WAIT;
		if (wait.compareTo(SHORTEST_WAIT) < 0) {
			return new Delivered.Busy(SHORTEST_WAIT);
		}
		return new Delivered.Busy((wait.compareTo(LONGEST_WAIT) > 0) ? LONGEST_WAIT : wait);
	}

	/**
	 * Reads the header {@code Retry-After}.
	 * @param header a number of seconds or a date; null if there is none
	 * @param now the current time
	 * @return the time to wait; null if there is none, or if it is not valid
	 */
	static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
		if (header == null) {
			return null;
		}
		if (header.matches("\\d{1,9}")) {
			return Duration.ofSeconds(Long.parseLong(header));
		}
		try {
			return Duration.between(now, ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
