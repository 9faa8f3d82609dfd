package dev.plenum.platform.traffic;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Counts the open sockets. Each is counted until its connection is closed, however that
 * comes about.
 */
@Component
public final class SocketCounts {

	private static final String ALL = "all";

	private final Map<String, Integer> open = new ConcurrentHashMap<>();

	private final Rates rates;

	private final RateSettings settings;

	SocketCounts(Rates rates, RateSettings settings) {
		this.rates = rates;
		this.settings = settings;
	}

	/**
	 * Let a connection become a socket.
	 * @param connection the connection
	 * @param address where it comes from; null if that is not known
	 * @throws Problem if there are too many; it is not counted then
	 */
	public void open(Channel connection, @Nullable InetSocketAddress address) {
		if (this.rates.isEnabled()) {
			if (!count(connection, "address " + Rates.site(address), this.settings.socketsPerAddress())) {
				throw Problem.of(ErrorCode.RATE_LIMITED, "Too many open sockets from this address.");
			}
			if (!count(connection, ALL, this.settings.sockets())) {
				throw Problem.of(ErrorCode.UNAVAILABLE, "The server has as many sockets as it can; ask again later.");
			}
		}
	}

	/**
	 * Let a socket speak for a subject.
	 * @param connection the socket's connection
	 * @param subject the subject of its token; null if it has none
	 * @throws Problem if the subject has too many, or opened too many just now
	 */
	public void belongsTo(Channel connection, @Nullable String subject) {
		if (this.rates.isEnabled() && subject != null) {
			this.rates.take(Traffic.CONNECTS, subject, 1);
			if (!count(connection, "subject " + subject, this.settings.socketsPerSubject())) {
				throw Problem.of(ErrorCode.RATE_LIMITED, "You have too many open sockets.");
			}
		}
	}

	private boolean count(Channel connection, String what, int most) {
		int now = Objects.requireNonNull(this.open.merge(what, 1, Integer::sum));
		if (now > most) {
			release(what);
			return false;
		}
		connection.closeFuture().addListener((_) -> release(what));
		return true;
	}

	private void release(String what) {
		this.open.computeIfPresent(what, (_, count) -> (count > 1) ? count - 1 : null);
	}

}
