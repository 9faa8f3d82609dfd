package dev.plenum.platform.traffic;

/** What is counted, each for itself. */
public enum Traffic {

	/** Every HTTP request, and every operation on a socket. */
	QUERIES("requests"),

	/** Every field of a mutation. */
	MUTATIONS("changes"),

	/** Every socket that is opened. */
	CONNECTS("connections"),

	/** Every code that is shown to see whether it is good. */
	CODES("codes");

	private final String noun;

	Traffic(String noun) {
		this.noun = noun;
	}

	String noun() {
		return this.noun;
	}

}
