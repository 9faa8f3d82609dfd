package dev.plenum.platform.web;

import java.net.InetSocketAddress;
import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;

/**
 * What is kept of the request that opened a socket: little, since sockets are many and
 * live long.
 *
 * @param uri the URI
 * @param headers the languages of the caller; empty if it prefers none
 * @param remoteAddress where the request came from; null if that is not known
 * @param authentication who sent it; null if it had no token
 */
record SocketHandshake(URI uri, HttpHeaders headers, @Nullable InetSocketAddress remoteAddress,
		@Nullable Authentication authentication) {

	static SocketHandshake of(ServerHttpRequest request, @Nullable Authentication authentication) {
		String languages = request.getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE);
		HttpHeaders headers = HttpHeaders.EMPTY;
		if (languages != null) {
			headers = new HttpHeaders();
			headers.set(HttpHeaders.ACCEPT_LANGUAGE, languages);
		}
		return new SocketHandshake(request.getURI(), headers, request.getRemoteAddress(), authentication);
	}

}
