package dev.plenum.platform.graphql;

import java.time.Duration;
import java.util.List;

import dev.plenum.platform.Echo;
import org.jspecify.annotations.Nullable;

/**
 * An error that the caller is told: a code to branch on, a sentence that says what to do,
 * and the place of the bad argument where there is one. Carries no stack trace, since it
 * tells of the caller's request and not of the server.
 */
public final class Problem extends RuntimeException {

	/** How long to wait if nothing better is known: an election takes 2 to 7 s. */
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
	 * An argument is wrong.
	 * @param message what is wrong with it and what would be right
	 * @param path where it stands, from the field's arguments down: names and list
	 * indices, such as {@code "input", "edits", 0, "move", "endsAt"}
	 * @return the problem
	 */
	public static Problem badInput(String message, Object... path) {
		return of(ErrorCode.BAD_INPUT, message, List.of(path));
	}

	/**
	 * A problem without a place in the arguments.
	 * @param code what kind of problem it is
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
	 * The caller asks too often.
	 * @param message what there is too much of
	 * @param retryAfter how long to wait
	 * @return the problem {@link ErrorCode#RATE_LIMITED}
	 */
	public static Problem rateLimited(String message, Duration retryAfter) {
		return new Problem(ErrorCode.RATE_LIMITED, message, List.of(), retryAfter);
	}

	/**
	 * What kind of problem it is.
	 * @return the code, never null
	 */
	public ErrorCode code() {
		return this.code;
	}

	/**
	 * Where the bad argument stands.
	 * @return names and list indices from the field's arguments down; empty if no
	 * argument is to blame
	 */
	public List<Object> path() {
		return this.path;
	}

	/**
	 * How long to wait before asking again.
	 * @return whole seconds, at least one; never null for {@link ErrorCode#UNAVAILABLE};
	 * null if waiting does not help, or it is not known how long
	 */
	public @Nullable Long retryAfterSeconds() {
		return (this.retryAfter != null) ? Math.max(1, this.retryAfter.plusMillis(999).toSeconds()) : null;
	}

}
