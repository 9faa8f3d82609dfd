package dev.plenum.platform.outbound;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.http.HttpHeaders;

/**
 * The result of a request.
 */
public sealed interface OutboundResult {

	/**
	 * A response, with any status.
	 *
	 * @param status the status code
	 * @param headers the headers
	 * @param body the first bytes of the body; empty if the body was written to a file
	 */
	record Answered(int status, HttpHeaders headers, byte[] body) implements OutboundResult {

		private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

		/**
		 * How long the server asks to wait.
		 * @return the header {@code Retry-After} in seconds; zero if there is none
		 */
		public Duration retryAfter() {
			String wait = this.headers.getFirst(HttpHeaders.RETRY_AFTER);
			return (wait != null && SECONDS.matcher(wait).matches()) ? Duration.ofSeconds(Long.parseLong(wait))
					: Duration.ZERO;
		}

		/**
		 * Whether the status is 200 to 299.
		 * @return true if it is
		 */
		public boolean successful() {
			return this.status >= 200 && this.status < 300;
		}

	}

	/**
	 * There is no response.
	 *
	 * @param reason the reason
	 */
	record Failed(OutboundFailure reason) implements OutboundResult {
	}

}
