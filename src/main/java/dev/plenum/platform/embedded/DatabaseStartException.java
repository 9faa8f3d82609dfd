package dev.plenum.platform.embedded;

import org.jspecify.annotations.Nullable;

/**
 * The embedded database cannot start. The message is one sentence for the person who
 * started the server: what is wrong and what to do about it.
 */
public final class DatabaseStartException extends RuntimeException {

	DatabaseStartException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
