package dev.plenum.webhook;

import dev.plenum.platform.outbound.OutboundFailure;
import dev.plenum.platform.outbound.OutboundResult;

/**
 * The results of sending a message. Those after {@link #HTTP_STATUS} are failures of
 * {@link OutboundFailure}.
 */
enum DeliveryOutcome {

	/** The server at the address answered with a status from 200 to 299. */
	DELIVERED,

	/** The server at the address answered with another status. */
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

	/** There is no answer in time. */
	TIMED_OUT,

	/** The response is not valid. */
	INVALID_RESPONSE,

	/** This server cannot send now. */
	BUSY;

	static DeliveryOutcome of(OutboundResult result) {
		return switch (result) {
			case OutboundResult.Answered answer -> answer.successful() ? DELIVERED : HTTP_STATUS;
			case OutboundResult.Failed failed -> of(failed.reason());
		};
	}

	private static DeliveryOutcome of(OutboundFailure failure) {
		return switch (failure) {
			case REDIRECTED, TOO_LARGE -> INVALID_RESPONSE;
			default -> valueOf(failure.name());
		};
	}

}
