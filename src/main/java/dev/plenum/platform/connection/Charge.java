package dev.plenum.platform.connection;

import java.net.InetSocketAddress;

import dev.plenum.platform.traffic.ClientAddresses;
import dev.plenum.platform.traffic.Rates;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * What one connection takes of the memory for requests that are not complete or not
 * answered, charged to the address of its client.
 */
final class Charge {

	/** Unfinished input up to this is limited by the number of connections alone. */
	private static final long FREE = 4096;

	private final Connections connections;

	private final Channel channel;

	private long charged;

	private @Nullable String account;

	Charge(Connections connections, Channel channel) {
		this.connections = connections;
		this.channel = channel;
	}

	/**
	 * Charge what is held now to the client's address.
	 * @param unfinished the octets that no complete request was made of yet
	 * @param processed the octets of bodies of complete requests that are not answered
	 * yet; there is no refusal for these alone
	 * @param latest the latest request, which may name the client; null if there is none
	 * @return why it is too much, and nothing was changed; null if it was charged
	 */
	@Nullable Rejection settle(long unfinished, long processed, @Nullable HttpRequest latest) {
		long due = Math.max(0, unfinished + processed - FREE);
		if (due == this.charged) {
			return null;
		}
		long more = due - this.charged;
		if (more > 0 && unfinished > 0) {
			Rejection rejection = this.connections.held().take(account(latest), more);
			if (rejection != null) {
				return rejection;
			}
		}
		else {
			this.connections.held().add(account(latest), more);
		}
		this.charged = due;
		if (due == 0) {
			this.account = null;
		}
		return null;
	}

	/**
	 * Who is charged: the client that a trusted proxy names, as far as it is known, and
	 * otherwise the peer.
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
