package dev.plenum.platform.web;

/**
 * A connection that ends only when somebody ends it.
 */
interface OpenStream {

	/**
	 * End it, with a word to the client, because the server stops.
	 */
	void stop();

	/**
	 * Do what is due.
	 * @param now the time, in nanoseconds of {@link System#nanoTime()}
	 */
	default void look(long now) {
	}

}
