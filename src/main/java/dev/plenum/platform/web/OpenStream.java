package dev.plenum.platform.web;

import dev.plenum.platform.traffic.LongLived;

/**
 * A connection that stays open until the client or the server closes it: a WebSocket or a
 * stream of server-sent events.
 */
public interface OpenStream {

	/**
	 * What it is.
	 * @return the kind, by which open connections are counted
	 */
	LongLived kind();

	/**
	 * Close it because the server stops, and say so to the client.
	 */
	void stop();

	/**
	 * Check the deadlines of this connection. Called about once a second.
	 * @param now the time, in nanoseconds of {@link System#nanoTime()}
	 */
	default void look(long now) {
	}

}
