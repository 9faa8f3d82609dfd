package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Notices that other servers have stopped: that they write no pulses any more. The time
 * is measured with this server's own clock, since the clocks of two servers may differ.
 */
public final class Peers {

	private final ChangeFeed feed;

	private final Duration patience;

	private final Map<String, Beat> beats = new ConcurrentHashMap<>();

	/**
	 * Creates the observation, of no server yet.
	 * @param feed reads the pulses
	 * @param patience after how long without a new pulse a server has stopped
	 */
	public Peers(ChangeFeed feed, Duration patience) {
		this.feed = feed;
		this.patience = patience;
	}

	/**
	 * Observes a server until {@link #forget(String)}.
	 * @param server its id, as {@link ChangeFeed#server()} returns it there
	 */
	public void observe(String server) {
		this.beats.putIfAbsent(server, new Beat(-1, System.nanoTime()));
	}

	/**
	 * Ends the observation of a server.
	 * @param server its id
	 */
	public void forget(String server) {
		this.beats.remove(server);
	}

	/**
	 * Reads the pulses of the observed servers.
	 * @return the servers that have stopped
	 */
	public Mono<List<String>> stopped() {
		List<String> observed = List.copyOf(this.beats.keySet());
		return observed.isEmpty() ? Mono.just(List.of()) : this.feed.pulses(observed)
			.map((pulses) -> observed.stream().filter((server) -> hasStopped(server, pulses.get(server))).toList());
	}

	private boolean hasStopped(String server, @Nullable Long pulses) {
		if (pulses == null) {
			return true;
		}
		Beat known = Objects.requireNonNull(this.beats.merge(server, new Beat(pulses, System.nanoTime()),
				(before, now) -> (before.number() == now.number()) ? before : now));
		return System.nanoTime() - known.seenAt() > this.patience.toNanos();
	}

	/**
	 * The last pulse of a server.
	 *
	 * @param number how many it has written
	 * @param seenAt when this number was seen first, by {@link System#nanoTime()}
	 */
	private record Beat(long number, long seenAt) {
	}

}
