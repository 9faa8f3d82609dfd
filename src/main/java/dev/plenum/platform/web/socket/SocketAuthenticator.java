package dev.plenum.platform.web.socket;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Authenticates a WebSocket by the token in the payload of {@code connection_init}.
 * Browsers send it there because they cannot set headers.
 */
@Component
final class SocketAuthenticator {

	private static final String PREFIX = "bearer ";

	private final ObjectProvider<ReactiveAuthenticationManager> manager;

	SocketAuthenticator(ObjectProvider<ReactiveAuthenticationManager> manager) {
		this.manager = manager;
	}

	/**
	 * Authenticates the caller.
	 * @param payload the payload of {@code connection_init}; null if it has none
	 * @return the caller; empty if the payload contains no token; the error
	 * {@link AuthenticationException} if its token is invalid
	 */
	Mono<Authentication> authenticate(@Nullable Object payload) {
		Object value = (payload instanceof Map<?, ?> map) ? value(map) : null;
		if (value == null) {
			return Mono.empty();
		}
		String token = (value instanceof String text) ? token(text.strip()) : "";
		ReactiveAuthenticationManager manager = this.manager.getIfAvailable();
		if (token.isEmpty() || manager == null) {
			return Mono.error(SocketAuthenticator::refusal);
		}
		return manager.authenticate(new BearerTokenAuthenticationToken(token))
			.switchIfEmpty(Mono.error(SocketAuthenticator::refusal));
	}

	private static @Nullable Object value(Map<?, ?> payload) {
		for (String key : new String[] { "Authorization", "authorization", "token" }) {
			Object value = payload.get(key);
			if (value != null) {
				return value;
			}
		}
		return null;
	}

	private static String token(String value) {
		return value.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) ? value.substring(PREFIX.length()).strip()
				: value;
	}

	private static AuthenticationException refusal() {
		return new InvalidBearerTokenException("The payload of connection_init contains no valid token");
	}

}
