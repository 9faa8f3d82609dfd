package dev.plenum.platform.web.socket;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;

/**
 * What is kept of the request that opened a socket: little, since sockets are many and
 * live long.
 *
 * @param uri the URI
 * @param languages the languages of the caller, as the header names them; null if it
 * prefers none
 * @param address where it came from; null if that is not known
 * @param authentication who sent it; null if it had no token
 */
record SocketHandshake(URI uri, @Nullable String languages, @Nullable InetSocketAddress address,
		@Nullable Authentication authentication) {

	private static volatile @Nullable URI latest;

	static SocketHandshake of(ServerHttpRequest request, @Nullable Authentication authentication) {
		List<String> languages = request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT_LANGUAGE);
		return new SocketHandshake(shared(request.getURI()), languages.isEmpty() ? null : String.join(", ", languages),
				request.getRemoteAddress(), authentication);
	}

	HttpHeaders headers() {
		HttpHeaders headers = new HttpHeaders();
		if (this.languages != null) {
			headers.set(HttpHeaders.ACCEPT_LANGUAGE, this.languages);
		}
		return headers;
	}

	/**
	 * Nearly all sockets are opened at one URI.
	 */
	private static URI shared(URI uri) {
		URI known = latest;
		if (known != null && known.equals(uri)) {
			return known;
		}
		latest = uri;
		return uri;
	}

}
