package dev.plenum.origin;

import dev.plenum.platform.outbound.OutboundFailure;

/**
 * The results of a fetch. Those after {@link #HTTP_STATUS} are the failures of
 * {@link OutboundFailure}.
 */
enum FetchOutcome {

	/** The file was imported. */
	IMPORTED,

	/** The file is the one that was imported last. */
	NOT_MODIFIED,

	/** The event would lose much; nothing was imported. */
	LOSSES,

	/** The file is invalid; nothing was imported. */
	INVALID_FILE,

	/** The server at the address answered with an unusable status. */
	HTTP_STATUS,

	/** The address is not valid. */
	INVALID_ADDRESS,

	/** The address is not HTTPS. */
	NOT_HTTPS,

	/** The port is not allowed. */
	PORT_NOT_ALLOWED,

	/** The host has an address that is not public. */
	NOT_PUBLIC,

	/** The host is not known. */
	UNKNOWN_HOST,

	/** No server can be reached. */
	NOT_CONNECTED,

	/** The TLS connection failed. */
	NOT_SECURE,

	/** The server redirects elsewhere. */
	REDIRECTED,

	/** The file is not complete in time. */
	TIMED_OUT,

	/** The file is too large. */
	TOO_LARGE,

	/** The response is not valid. */
	INVALID_RESPONSE,

	/** This server cannot fetch or import now. */
	BUSY;

	static FetchOutcome of(OutboundFailure failure) {
		return valueOf(failure.name());
	}

	boolean isSuccess() {
		return this == IMPORTED || this == NOT_MODIFIED;
	}

}
