package dev.plenum.platform.startup;

import org.jspecify.annotations.Nullable;

/**
 * The server cannot start, and the operator can do something about it. Any part may throw
 * this while it starts. The start then ends with exit code 1 and one line in the log,
 * which consists of the message and the action.
 */
public class StartupException extends RuntimeException {

	private final String action;

	/**
	 * Creates the exception for a failure without a cause.
	 * @param message what is wrong, as the end of the sentence "Plenum did not start: …",
	 * without a full stop; never a password or a token
	 * @param action what the operator can do about it, a whole sentence
	 */
	public StartupException(String message, String action) {
		this(message, action, null);
	}

	/**
	 * Creates the exception for a failure with a cause.
	 * @param message what is wrong, as the end of the sentence "Plenum did not start: …",
	 * without a full stop; never a password or a token
	 * @param action what the operator can do about it, a whole sentence
	 * @param cause the cause, logged at level debug; null if there is none
	 */
	public StartupException(String message, String action, @Nullable Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	/**
	 * What the operator can do about it.
	 * @return a whole sentence
	 */
	public String action() {
		return this.action;
	}

}
