package dev.plenum.platform.traffic;

/** The kinds of connections that stay open, each with its own limits. */
public enum LongLived {

	/** WebSockets. */
	SOCKETS("sockets"),

	/** Streams of server-sent events that carry a subscription. */
	STREAMS("event streams");

	private final String noun;

	LongLived(String noun) {
		this.noun = noun;
	}

	String noun() {
		return this.noun;
	}

}
