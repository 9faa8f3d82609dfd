package dev.plenum.platform.web.socket;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Knows whose pages may open a socket. Browsers do not ask before they open one, as they
 * do before a request, so that any page could otherwise open one in its visitor's name.
 */
final class Origins {

	private final List<String> allowed;

	Origins(List<String> allowed) {
		this.allowed = allowed;
	}

	/**
	 * Decide on a handshake.
	 * @param headers the headers of the request
	 * @return whether it comes from no page, from a page of this host, or from one of an
	 * allowed origin
	 */
	boolean allow(HttpHeaders headers) {
		String origin = headers.getOrigin();
		return origin == null || this.allowed.contains("*") || this.allowed.contains(origin)
				|| isSame(origin, headers.getFirst(HttpHeaders.HOST));
	}

	/**
	 * Compare hosts and ports only: behind a proxy that ends TLS, the scheme that the
	 * server sees is not that of the page.
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
