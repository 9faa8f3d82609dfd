package dev.plenum.participant.pretix;

import dev.plenum.platform.outbound.OutboundFailure;

/**
 * The results of reading orders. Those after {@link #BUSY} are the failures of
 * {@link OutboundFailure}; {@link #explanation()} says each in plain words.
 */
enum ReadOutcome {

	/** The participants are as the orders say. */
	APPLIED(""),

	/** The orders would change or end much; nothing was applied. */
	HELD("Many participants would leave or get another name or address, so nothing was changed. If this is right, call readRegistrationSource with confirm: true."),

	/** The orders cannot become participants. */
	INVALID_ORDERS("The orders of pretix cannot become participants."),

	/** The list of orders changed while it was read. */
	CHANGED_MEANWHILE("The list of orders changed while it was read. It is read again in a minute."),

	/** pretix does not accept the token. */
	UNAUTHORISED(
			"pretix does not accept the API token, or the token may not see the orders of this event. Set another one with putRegistrationSource."),

	/** pretix has no such organiser or event. */
	NOT_FOUND(
			"The address has no pretix, or pretix has no such organiser or event. Correct it with putRegistrationSource."),

	/** pretix asks to send fewer requests. */
	TOO_MANY_REQUESTS("pretix asks for fewer requests. The orders are read again later."),

	/** pretix answered with another status than 200. */
	HTTP_STATUS("pretix answered with a status that cannot be used. The orders are read again later."),

	/** The event is over or archived. */
	EVENT_OVER("The event is over or archived, so orders are not read any more."),

	/** This server cannot read or write now. */
	BUSY("This server was busy. The orders are read again in a minute."),

	/** The address is not valid. */
	INVALID_ADDRESS("The address of pretix is not valid."),

	/** The address is not HTTPS. */
	NOT_HTTPS("The address of pretix does not begin with https://."),

	/** The port is not allowed. */
	PORT_NOT_ALLOWED("The operator of this server does not allow the port of the address."),

	/** The host has an address that is not public. */
	NOT_PUBLIC("The host of pretix has an address that is not public. The operator of this server can allow it."),

	/** The host is not known. */
	UNKNOWN_HOST("The name of the host of pretix is not known."),

	/** No server can be reached. */
	NOT_CONNECTED("pretix cannot be reached. The orders are read again later."),

	/** The TLS connection failed. */
	NOT_SECURE("The secure connection to pretix failed, for example because its certificate is not valid."),

	/** The server redirects elsewhere. */
	REDIRECTED("The address redirects to another server. Give the address of pretix itself."),

	/** The response is not complete in time. */
	TIMED_OUT("pretix did not answer in time. The orders are read again later."),

	/** The response is too large. */
	TOO_LARGE("pretix has more orders than an event can have participants, or a page of them is too large."),

	/** The response is not valid. */
	INVALID_RESPONSE("The answer is not that of the REST API of pretix.");

	private final String explanation;

	ReadOutcome(String explanation) {
		this.explanation = explanation;
	}

	String explanation() {
		return this.explanation;
	}

	/** Whether nothing is wrong with the source, and another attempt follows soon. */
	boolean isPassing() {
		return this == BUSY || this == CHANGED_MEANWHILE;
	}

	static ReadOutcome of(OutboundFailure failure) {
		return valueOf(failure.name());
	}

	static ReadOutcome of(int status) {
		return switch (status) {
			case 401, 403 -> UNAUTHORISED;
			case 404 -> NOT_FOUND;
			case 429 -> TOO_MANY_REQUESTS;
			default -> HTTP_STATUS;
		};
	}

}
