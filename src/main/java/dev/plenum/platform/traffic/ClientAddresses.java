package dev.plenum.platform.traffic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Puts the client's address in the place of the proxy's, where the proxy is trusted. Only
 * what trusted proxies added is believed: the list of addresses is read from its end, up
 * to the first that is not one of theirs.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ClientAddresses implements WebFilter {

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
		if (peer == null || !isTrusted(peer)) {
			return chain.filter(exchange);
		}
		InetSocketAddress client = client(peer, request.getHeaders()::getOrEmpty);
		return chain.filter(exchange.mutate().request(request.mutate().remoteAddress(client).build()).build());
	}

	/**
	 * Where a request comes from.
	 * @param peer who sent it here
	 * @param headers the values of each of its headers; none for one that it has not
	 * @return the client's address; the peer's if that is no proxy that is trusted, or
	 * tells nothing
	 */
	public InetSocketAddress client(InetSocketAddress peer, Function<String, List<String>> headers) {
		if (!isTrusted(peer)) {
			return peer;
		}
		List<String> hops = headers.apply(this.header)
			.stream()
			.flatMap((value) -> Stream.of(value.split(",")))
			.toList();
		InetSocketAddress client = peer;
		for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
			InetSocketAddress hop = address(hops.get(i));
			if (hop == null) {
				return client;
			}
			client = hop;
		}
		return client;
	}

	private boolean isTrusted(InetSocketAddress address) {
		return this.proxies.stream().anyMatch((proxy) -> proxy.matches(address));
	}

	/**
	 * Read one step, such as {@code 192.0.2.1}, {@code 192.0.2.1:4711} or
	 * {@code proto=https;for="[2001:db8::1]:4711"}.
	 */
	private static @Nullable InetSocketAddress address(String hop) {
		String text = hop.strip();
		for (String pair : text.split(";")) {
			if (pair.strip().toLowerCase(Locale.ROOT).startsWith("for=")) {
				text = pair.strip().substring("for=".length());
			}
		}
		String host = text.replace("\"", "").replaceFirst("^\\[(.*)](:\\d+)?$", "$1");
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

}
