package dev.plenum.platform.web.socket;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The origins whose pages may open a WebSocket. A browser sends no preflight request for
 * a WebSocket, so without this check any page could open one for its visitor.
 */
final class Origins {

	private final List<String> allowed;

	Origins(List<String> allowed) {
		this.allowed = allowed;
	}

	/**
	 * Whether a handshake is allowed.
	 * @param headers the headers of the request
	 * @return true if it comes from no page, from a page of this host, or from a page of
	 * an allowed origin
	 */
	boolean allow(HttpHeaders headers) {
		String origin = headers.getOrigin();
		return origin == null || this.allowed.contains("*") || this.allowed.contains(origin)
				|| isSame(origin, headers.getFirst(HttpHeaders.HOST));
	}

	/**
	 * Compares hosts and ports only: behind a proxy that terminates TLS, the server sees
	 * another scheme than the page.
	 */
	private static boolean isSame(String origin, @Nullable String host) {
		try {
			URI uri = URI.create(origin);
			String scheme = uri.getScheme();
			return host != null && scheme != null && uri.getRawAuthority() != null
					&& withoutDefaultPort(uri.getRawAuthority(), scheme).equals(withoutDefaultPort(host, scheme));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static String withoutDefaultPort(String authority, String scheme) {
		String port = scheme.equalsIgnoreCase("https") ? ":443" : ":80";
		String lower = authority.toLowerCase(Locale.ROOT);
		return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
	}

}
