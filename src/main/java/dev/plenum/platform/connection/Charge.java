package dev.plenum.platform.connection;

import java.net.InetSocketAddress;

import dev.plenum.platform.traffic.ClientAddresses;
import dev.plenum.platform.traffic.Rates;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The share of one connection in a limited memory. It is charged to the address of the
 * client.
 */
final class Charge {

	/** Octets of a connection that are free of charge, since connections are limited. */
	private static final long FREE = 4096;

	private final HeldBytes held;

	private final Connections connections;

	private final Channel channel;

	private long charged;

	private @Nullable String account;

	Charge(HeldBytes held, Connections connections, Channel channel) {
		this.held = held;
		this.connections = connections;
		this.channel = channel;
	}

	/**
	 * Charges the memory that is held now to the client's address.
	 * @param unfinished the octets of incomplete requests, or of unread answers
	 * @param processed the octets of bodies of complete requests that are not answered
	 * yet; they are never refused
	 * @param latest the latest request, whose headers may name the client; null if there
	 * is none
	 * @return the reason for a refusal, which changes nothing; null if it was charged
	 */
	@Nullable Rejection settle(long unfinished, long processed, @Nullable HttpRequest latest) {
		long due = Math.max(0, unfinished + processed - FREE);
		if (due == this.charged) {
			return null;
		}
		long more = due - this.charged;
		if (more > 0 && unfinished > 0) {
			Rejection rejection = this.held.take(account(latest), more);
			if (rejection != null) {
				return rejection;
			}
		}
		else {
			this.held.add(account(latest), more);
		}
		this.charged = due;
		if (due == 0) {
			this.account = null;
		}
		return null;
	}

	/**
	 * The address that is charged: the client that a trusted proxy names, otherwise the
	 * peer. Empty for a proxy that has not named its client.
	 */
	private String account(@Nullable HttpRequest request) {
		String known = this.account;
		if (known == null) {
			ClientAddresses addresses = this.connections.addresses();
			known = "";
			if (this.channel.remoteAddress() instanceof InetSocketAddress peer) {
				InetSocketAddress client = (request != null) ? addresses.client(peer, request.headers()::getAll) : peer;
				known = addresses.isProxy(client) ? "" : Rates.site(client);
			}
			this.account = known;
		}
		return known;
	}

}
