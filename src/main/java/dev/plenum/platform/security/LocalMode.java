package dev.plenum.platform.security;

import java.util.Map;
import java.util.function.Supplier;

import org.springframework.util.function.SingletonSupplier;

/**
 * The local mode, in which the server has no issuer and signs tokens itself. The bean
 * exists in local mode only.
 */
public final class LocalMode {

	private final SingletonSupplier<Map<String, String>> tokens;

	LocalMode(Supplier<Map<String, String>> tokens) {
		this.tokens = SingletonSupplier.of(tokens);
	}

	/**
	 * The tokens that are signed in advance, on the first call.
	 * @return the tokens by subject, in the order {@code attendee}, {@code exhibitor},
	 * {@code organiser}, {@code admin}; valid for seven days
	 */
	public Map<String, String> tokens() {
		return this.tokens.obtain();
	}

}
