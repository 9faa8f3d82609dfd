package dev.plenum.platform.security;

import java.util.Map;
import java.util.function.Supplier;

import org.springframework.util.function.SingletonSupplier;

/**
 * The server runs without an issuer and signs tokens itself. The bean exists in local
 * mode only.
 */
public final class LocalMode {

	private final SingletonSupplier<Map<String, String>> tokens;

	LocalMode(Supplier<Map<String, String>> tokens) {
		this.tokens = SingletonSupplier.of(tokens);
	}

	/**
	 * The ready tokens, signed when they are asked for first.
	 * @return the tokens by subject, in the order {@code attendee}, {@code exhibitor},
	 * {@code organiser}, {@code admin}; good for seven days from the start
	 */
	public Map<String, String> tokens() {
		return this.tokens.obtain();
	}

}
