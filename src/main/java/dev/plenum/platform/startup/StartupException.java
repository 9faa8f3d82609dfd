package dev.plenum.platform.startup;

import org.jspecify.annotations.Nullable;

/**
 * The server cannot start, and the operator can do something about it. Thrown by any part
 * while it starts; it ends the start with one line in the log, made of the message and
 * the action, and with exit code 1.
 */
public class StartupException extends RuntimeException {

	private final String action;

	/**
	 * The server cannot start.
	 * @param message what is wrong, as the end of the sentence "Plenum did not start: …",
	 * without a full stop; never a password or a token
	 * @param action what to do about it, a whole sentence
	 */
	public StartupException(String message, String action) {
		this(message, action, null);
	}

	/**
	 * The server cannot start because of a failure further down.
	 * @param message what is wrong, as the end of the sentence "Plenum did not start: …",
	 * without a full stop; never a password or a token
	 * @param action what to do about it, a whole sentence
	 * @param cause the failure further down, for the log at level debug; null if there is
	 * none
	 */
	public StartupException(String message, String action, @Nullable Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	/**
	 * What to do about it.
	 * @return a whole sentence, never null
	 */
	public String action() {
		return this.action;
	}

}
