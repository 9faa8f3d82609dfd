package dev.plenum.platform.traffic;

/** What stays open until one side ends it, each counted for itself. */
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
