package dev.plenum.platform.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;

/**
 * A set of IP networks.
 */
final class Networks {

	/**
	 * IPv4 networks that are not public, according to the registry of IANA for special
	 * purposes, and the address at which Azure offers data about a virtual machine.
	 */
	private static final Networks SPECIAL_IPV4 = new Networks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
			"168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
			"192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

	/**
	 * The IPv6 network of public unicast addresses. Outside of it are, among others,
	 * loopback, IPv4-mapped, NAT64, unique local, link-local and multicast addresses.
	 */
	private static final Networks GLOBAL_IPV6 = new Networks("2000::/3");

	/** Teredo and other protocols, documentation, and IPv4 addresses in 6to4. */
	private static final Networks SPECIAL_IPV6 = new Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

	private final List<IpSubnetFilterRule> rules;

	Networks(String... networks) {
		this.rules = Stream.of(networks).map(Networks::rule).toList();
	}

	/**
	 * Whether anybody on the internet could have this address.
	 */
	static boolean isPublic(InetAddress address) {
		if (address instanceof Inet4Address) {
			return !SPECIAL_IPV4.contain(address);
		}
		return GLOBAL_IPV6.contain(address) && !SPECIAL_IPV6.contain(address);
	}

	/**
	 * Whether a text is an IP address or a network.
	 */
	static boolean isNetwork(String text) {
		String[] parts = text.split("/", 2);
		return NetUtil.createInetAddressFromIpAddressString(parts[0]) != null
				&& (parts.length == 1 || parts[1].matches("\\d{1,3}"));
	}

	boolean contain(InetAddress address) {
		InetSocketAddress socket = new InetSocketAddress(address, 0);
		return this.rules.stream().anyMatch((rule) -> rule.matches(socket));
	}

	private static IpSubnetFilterRule rule(String network) {
		String cidr = network.contains("/") ? network : network + (network.contains(":") ? "/128" : "/32");
		return new IpSubnetFilterRule(cidr, IpFilterRuleType.ACCEPT);
	}

}
