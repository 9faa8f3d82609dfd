package dev.plenum.platform.traffic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Determines address, scheme and host of the client's request behind trusted proxies. No
 * other class evaluates the headers of proxies. Only values that trusted proxies added
 * count: a list is read from its end up to the first address that is not a trusted proxy.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ClientAddresses implements WebFilter {

	private static final String FORWARDED = "Forwarded";

	private static final String PROTOCOL = "X-Forwarded-Proto";

	private static final String HOST = "X-Forwarded-Host";

	private static final String PORT = "X-Forwarded-Port";

	private static final String PREFIX = "X-Forwarded-Prefix";

	private static final Pattern PATH_PREFIX = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");

	private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

	private final List<IpSubnetFilterRule> proxies;

	private final String header;

	ClientAddresses(ProxySettings settings) {
		this.proxies = settings.trusted().stream().map(ClientAddresses::rule).toList();
		this.header = settings.header();
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		InetSocketAddress peer = request.getRemoteAddress();
		if (peer == null || !isProxy(peer)) {
			return chain.filter(exchange);
		}
		Forwarding forwarding = forwarding(peer, request.getHeaders()::getOrEmpty);
		exchange.getAttributes().put(PREFIX, forwarding.prefix());
		ServerHttpRequest.Builder asked = request.mutate().remoteAddress(forwarding.client());
		String authority = forwarding.authority();
		if (authority != null) {
			asked.header(HttpHeaders.HOST, authority);
		}
		return chain.filter(exchange.mutate().request(asked.uri(forwarding.of(request.getURI())).build()).build());
	}

	/**
	 * The path under which trusted proxies serve this server. They remove it from the
	 * path of a request, and report it in {@code X-Forwarded-Prefix}.
	 * @param request the request
	 * @return the path without a slash at its end, such as {@code /plenum}; empty for the
	 * root
	 */
	public static String prefix(ServerWebExchange request) {
		return prefix(request.getAttributes());
	}

	static String prefix(Map<String, Object> attributes) {
		return attributes.getOrDefault(PREFIX, "").toString();
	}

	/**
	 * The attributes of a request that operations need after the request.
	 * @param request the request
	 * @return the attributes
	 */
	public static Map<String, Object> attributes(ServerWebExchange request) {
		String prefix = prefix(request);
		return prefix.isEmpty() ? Map.of() : Map.of(PREFIX, prefix);
	}

	/**
	 * Whether an address belongs to a trusted proxy.
	 * @param address the address
	 * @return true if it does
	 */
	public boolean isProxy(InetSocketAddress address) {
		return this.proxies.stream().anyMatch((proxy) -> proxy.matches(address));
	}

	/**
	 * The address of the client that sent a request.
	 * @param peer the sender of the request on this connection
	 * @param headers the values of a header by its name; empty if there is none
	 * @return the address that trusted proxies name, otherwise the address of the peer
	 */
	public InetSocketAddress client(InetSocketAddress peer, Function<String, List<String>> headers) {
		return sender(peer, headers).address();
	}

	/**
	 * The client that sent a request, and how it is connected to the first trusted proxy.
	 * @param peer the sender of the request on this connection
	 * @param headers the values of a header by its name; empty if there is none
	 * @return the client that trusted proxies name, otherwise the peer
	 */
	public Sender sender(InetSocketAddress peer, Function<String, List<String>> headers) {
		if (!isProxy(peer)) {
			return new Sender(peer, false);
		}
		Forwarding forwarding = forwarding(peer, headers);
		return new Sender(forwarding.client(), "https".equals(forwarding.scheme()));
	}

	private Forwarding forwarding(InetSocketAddress peer, Function<String, List<String>> headers) {
		List<String> hops = list(headers.apply(this.header));
		InetSocketAddress client = peer;
		int proxies = 0;
		for (int i = hops.size() - 1; i >= 0 && isProxy(client); i--) {
			InetSocketAddress hop = address(hops.get(i));
			proxies++;
			if (hop == null) {
				break;
			}
			client = hop;
		}
		int known = Math.max(1, proxies);
		String prefix = prefix(earliest(list(headers.apply(PREFIX)), known));
		if (this.header.equalsIgnoreCase(FORWARDED)) {
			String hop = earliest(hops, known);
			return new Forwarding(client, scheme(parameter(hop, "proto")), authority(parameter(hop, "host"), null),
					prefix);
		}
		return new Forwarding(client, scheme(earliest(list(headers.apply(PROTOCOL)), known)),
				authority(earliest(list(headers.apply(HOST)), known), earliest(list(headers.apply(PORT)), known)),
				prefix);
	}

	private static String prefix(@Nullable String value) {
		String path = (value != null) ? value.replaceFirst("/+$", "") : "";
		return PATH_PREFIX.matcher(path).matches() ? path : "";
	}

	private static List<String> list(List<String> values) {
		return values.stream().flatMap((value) -> Stream.of(value.split(","))).map(String::strip).toList();
	}

	/**
	 * The first value that a trusted proxy wrote. Each proxy may have added a value or
	 * kept the list as it was.
	 */
	private static @Nullable String earliest(List<String> values, int proxies) {
		return values.isEmpty() ? null : values.get(Math.max(0, values.size() - proxies));
	}

	private static @Nullable String scheme(@Nullable String value) {
		String lower = (value != null) ? value.toLowerCase(Locale.ROOT) : "";
		return (lower.equals("http") || lower.equals("https")) ? lower : null;
	}

	private static @Nullable String authority(@Nullable String host, @Nullable String port) {
		if (host == null || !AUTHORITY.matcher(host).matches()
				|| host.startsWith("[") && !NetUtil.isValidIpV6Address(host.substring(0, host.indexOf(']') + 1))) {
			return null;
		}
		boolean complete = port == null || host.lastIndexOf(':') > host.lastIndexOf(']');
		String authority = complete ? host : host + ":" + port;
		return AUTHORITY.matcher(authority).matches() ? authority : host;
	}

	private static @Nullable String parameter(@Nullable String hop, String name) {
		return (hop != null) ? Stream.of(hop.split(";"))
			.map(String::strip)
			.filter((pair) -> pair.regionMatches(true, 0, name + "=", 0, name.length() + 1))
			.map((pair) -> pair.substring(name.length() + 1).replace("\"", ""))
			.findFirst()
			.orElse(null) : null;
	}

	/**
	 * Reads the address of one element, such as {@code 192.0.2.1}, {@code 192.0.2.1:4711}
	 * or {@code proto=https;for="[2001:db8::1]:4711"}.
	 */
	private static @Nullable InetSocketAddress address(String hop) {
		String node = parameter(hop, "for");
		String host = ((node != null) ? node : hop).replace("\"", "").replaceFirst("^\\[(.*)](:\\d+)?$", "$1");
		if (host.indexOf(':') == host.lastIndexOf(':')) {
			host = host.replaceFirst(":\\d+$", "");
		}
		InetAddress ip = NetUtil.createInetAddressFromIpAddressString(host);
		return (ip != null) ? new InetSocketAddress(ip, 0) : null;
	}

	private static IpSubnetFilterRule rule(String range) {
		String cidr = range.contains("/") ? range : range + (range.contains(":") ? "/128" : "/32");
		return new IpSubnetFilterRule(cidr, IpFilterRuleType.ACCEPT);
	}

	/**
	 * The sender of a request.
	 *
	 * @param address the address of the client
	 * @param secure whether a trusted proxy reports that the client's connection to it is
	 * encrypted
	 */
	public record Sender(InetSocketAddress address, boolean secure) {
	}

	/**
	 * The client's request according to trusted proxies.
	 *
	 * @param client the address of the client
	 * @param scheme {@code http} or {@code https}; null if no proxy reports it
	 * @param authority the host, and the port unless it is the default; null if no proxy
	 * reports it
	 * @param prefix the path under which the proxies serve this server; empty for the
	 * root
	 */
	private record Forwarding(InetSocketAddress client, @Nullable String scheme, @Nullable String authority,
			String prefix) {

		URI of(URI received) {
			String asked = (this.scheme != null) ? this.scheme : received.getScheme();
			String named = (this.authority != null) ? this.authority : received.getRawAuthority();
			if (asked == null || named == null || (this.scheme == null && this.authority == null)) {
				return received;
			}
			String query = (received.getRawQuery() != null) ? "?" + received.getRawQuery() : "";
			return URI.create(asked + "://" + named + received.getRawPath() + query);
		}

	}

}
