package dev.plenum.platform.graphql;

import java.time.Duration;
import java.util.List;

import dev.plenum.platform.Echo;
import org.jspecify.annotations.Nullable;

/**
 * An error for the caller: a code, a message that says what to do, and the path of the
 * argument that is not valid. It has no stack trace, since the request causes it and not
 * the server.
 */
public final class Problem extends RuntimeException {

	/** The time to wait if it is not known better; an election takes 2 to 7 s. */
	private static final Duration SOON = Duration.ofSeconds(3);

	private final ErrorCode code;

	private final List<Object> path;

	private final @Nullable Duration retryAfter;

	private Problem(ErrorCode code, String message, List<Object> path, @Nullable Duration retryAfter) {
		super(Echo.shortened(message), null, false, false);
		this.code = code;
		this.path = path;
		this.retryAfter = (retryAfter == null && code == ErrorCode.UNAVAILABLE) ? SOON : retryAfter;
	}

	/**
	 * Creates the problem of an argument that is not valid.
	 * @param message what is wrong and what would be valid
	 * @param path the path of the value, beginning with the argument: names and list
	 * indexes such as {@code "input", "edits", 0, "move", "endsAt"}
	 * @return the problem
	 */
	public static Problem badInput(String message, Object... path) {
		return of(ErrorCode.BAD_INPUT, message, List.of(path));
	}

	/**
	 * Creates a problem that no argument causes.
	 * @param code the kind of problem
	 * @param message what is wrong and what to do about it
	 * @return the problem
	 */
	public static Problem of(ErrorCode code, String message) {
		return of(code, message, List.of());
	}

	static Problem of(ErrorCode code, String message, List<Object> path) {
		return new Problem(code, message, path, null);
	}

	/**
	 * Creates the problem of a caller who sends too many requests.
	 * @param message which requests are too many
	 * @param retryAfter the time to wait
	 * @return the problem {@link ErrorCode#RATE_LIMITED}
	 */
	public static Problem rateLimited(String message, Duration retryAfter) {
		return new Problem(ErrorCode.RATE_LIMITED, message, List.of(), retryAfter);
	}

	/**
	 * Returns the kind of problem.
	 * @return the code
	 */
	public ErrorCode code() {
		return this.code;
	}

	/**
	 * Returns the path of the value that is not valid.
	 * @return names and list indexes, beginning with the argument; empty if no argument
	 * causes the problem
	 */
	public List<Object> path() {
		return this.path;
	}

	/**
	 * Returns the time to wait before the request is sent again.
	 * @return whole seconds, at least one; never null for {@link ErrorCode#UNAVAILABLE};
	 * null if waiting does not help or the time is not known
	 */
	public @Nullable Long retryAfterSeconds() {
		return (this.retryAfter != null) ? Math.max(1, this.retryAfter.plusMillis(999).toSeconds()) : null;
	}

}
