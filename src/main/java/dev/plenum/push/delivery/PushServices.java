package dev.plenum.push.delivery;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/**
 * Which push services a browser may name. An endpoint is a URL that a client supplies, so
 * only known services are requested.
 */
@Component
final class PushServices {

	private static final String APPLE = "*.push.apple.com";

	/**
	 * The services of Chrome, Edge, Firefox and Safari, and of the browsers like them.
	 */
	private static final Set<String> KNOWN = Set.of("fcm.googleapis.com", "*.push.services.mozilla.com", APPLE,
			"*.notify.windows.com");

	private final List<String> hosts;

	private final List<String> origins;

	PushServices(PushSettings settings) {
		this.hosts = Stream.concat(KNOWN.stream(), settings.services().stream().filter((name) -> !isOrigin(name)))
			.toList();
		this.origins = settings.services()
			.stream()
			.filter(PushServices::isOrigin)
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.toList();
	}

	/**
	 * Whether messages can be sent to an endpoint.
	 * @param endpoint an absolute URL
	 * @return true for HTTPS on its usual port at a known host, and for an origin that
	 * the settings name
	 */
	boolean know(URI endpoint) {
		return isTrusted(endpoint) || "https".equals(endpoint.getScheme()) && endpoint.getPort() == -1
				&& this.hosts.stream().anyMatch((pattern) -> matches(endpoint, pattern));
	}

	/**
	 * Whether the settings name the whole origin, which may be at a private address.
	 */
	boolean isTrusted(URI endpoint) {
		return this.origins.contains(origin(endpoint));
	}

	static boolean isApple(URI endpoint) {
		return matches(endpoint, APPLE);
	}

	/**
	 * The origin of an endpoint.
	 * @param endpoint an absolute URL
	 * @return scheme, host and port, such as {@code https://push.example.org}
	 */
	static String origin(URI endpoint) {
		return "%s://%s".formatted(endpoint.getScheme(), endpoint.getRawAuthority()).toLowerCase(Locale.ROOT);
	}

	private static boolean matches(URI endpoint, String pattern) {
		String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
		return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
	}

	private static boolean isOrigin(String service) {
		return service.contains("://");
	}

}
