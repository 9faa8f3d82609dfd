package dev.plenum.platform.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses may be requested.
 */
final class OutboundRules {

	private static final int HTTPS_PORT = 443;

	/** {@code 127.1}, {@code 2130706433} and {@code 0x7f.1} are addresses to some. */
	private static final Pattern LIKE_AN_ADDRESS = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");

	private final Set<Integer> ports;

	private final Networks networks;

	private final Set<String> hosts;

	OutboundRules(OutboundSettings settings) {
		this.ports = settings.ports();
		this.networks = new Networks(settings.allowed().stream().filter(Networks::isNetwork).toArray(String[]::new));
		this.hosts = settings.allowed()
			.stream()
			.filter((name) -> !Networks.isNetwork(name))
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Checks a URL before its host name is resolved.
	 * @return why it is refused; empty if it is not
	 */
	Optional<OutboundFailure> refusal(URI url) {
		String host = url.getHost();
		if (url.getScheme() == null || host == null || url.isOpaque() || url.getRawUserInfo() != null) {
			return Optional.of(OutboundFailure.INVALID_ADDRESS);
		}
		if (!"https".equalsIgnoreCase(url.getScheme())) {
			return Optional.of(OutboundFailure.NOT_HTTPS);
		}
		if (!this.ports.contains(port(url))) {
			return Optional.of(OutboundFailure.PORT_NOT_ALLOWED);
		}
		InetAddress address = literal(host);
		if (address != null) {
			return isAllowed(address) ? Optional.empty() : Optional.of(OutboundFailure.NOT_PUBLIC);
		}
		return LIKE_AN_ADDRESS.matcher(host).matches() ? Optional.of(OutboundFailure.INVALID_ADDRESS)
				: Optional.empty();
	}

	/**
	 * Whether a host may have any address.
	 */
	boolean isTrusted(URI url) {
		return this.hosts.contains(url.getHost().toLowerCase(Locale.ROOT));
	}

	/**
	 * Checks the addresses of a host. One of them is connected to.
	 * @throws NotPublicException if any of them is not allowed
	 */
	List<? extends SocketAddress> requireAllowed(List<? extends SocketAddress> resolved) {
		if (!resolved.stream()
			.allMatch((address) -> address instanceof InetSocketAddress inet && inet.getAddress() != null
					&& isAllowed(inet.getAddress()))) {
			throw new NotPublicException();
		}
		return resolved;
	}

	/**
	 * Whether a redirect stays on the same host and port.
	 */
	static boolean areSameServer(URI one, URI other) {
		return other.getHost() != null && one.getHost().equalsIgnoreCase(other.getHost()) && port(one) == port(other);
	}

	private boolean isAllowed(InetAddress address) {
		return Networks.isPublic(address) || this.networks.contain(address);
	}

	private static @Nullable InetAddress literal(String host) {
		return NetUtil.createInetAddressFromIpAddressString(host.replaceAll("[\\[\\]]", ""));
	}

	private static int port(URI url) {
		return (url.getPort() >= 0) ? url.getPort() : HTTPS_PORT;
	}

	/**
	 * A host has an address that is not allowed.
	 */
	static final class NotPublicException extends RuntimeException {

		NotPublicException() {
			super("an address of the host is not public", null, false, false);
		}

	}

}
