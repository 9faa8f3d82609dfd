package dev.plenum.platform.web.socket;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.traffic.ClientAddresses;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebExchange;

/**
 * The part of the opening request that a WebSocket keeps. It is small, because there are
 * many WebSockets and they stay open for long.
 *
 * @param uri the URI
 * @param languages the header Accept-Language; null if there is none
 * @param address the address of the client; null if it is not known
 * @param attributes the {@linkplain ClientAddresses#attributes attributes} of the request
 * @param authentication the caller; null if the request had no token
 */
record SocketHandshake(URI uri, @Nullable String languages, @Nullable InetSocketAddress address,
		Map<String, Object> attributes, @Nullable Authentication authentication) {

	private static volatile @Nullable URI latest;

	static SocketHandshake of(ServerWebExchange exchange, @Nullable Authentication authentication) {
		ServerHttpRequest request = exchange.getRequest();
		List<String> languages = request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT_LANGUAGE);
		return new SocketHandshake(shared(request.getURI()), languages.isEmpty() ? null : String.join(", ", languages),
				request.getRemoteAddress(), ClientAddresses.attributes(exchange), authentication);
	}

	HttpHeaders headers() {
		HttpHeaders headers = new HttpHeaders();
		if (this.languages != null) {
			headers.set(HttpHeaders.ACCEPT_LANGUAGE, this.languages);
		}
		return headers;
	}

	/**
	 * The same object for equal URIs in a row, since nearly all WebSockets have the same
	 * URI.
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
