package dev.plenum.platform.traffic;

/** The kinds of traffic, each with its own rate. */
public enum Traffic {

	/** HTTP requests, and operations on WebSockets. */
	QUERIES("requests"),

	/** Root fields of mutations. */
	MUTATIONS("changes"),

	/** WebSockets that are opened. */
	CONNECTS("connections"),

	/** Attempts to redeem a code. */
	CODES("codes"),

	/** Ticket codes that nobody has. A right code is not counted. */
	WRONG_CODES("wrong codes"),

	/** Codes that screens request. An event has few places for them. */
	SCREEN_CODES("codes of screens");

	private final String noun;

	Traffic(String noun) {
		this.noun = noun;
	}

	String noun() {
		return this.noun;
	}

}
