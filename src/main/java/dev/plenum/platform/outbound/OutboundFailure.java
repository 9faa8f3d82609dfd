package dev.plenum.platform.outbound;

/**
 * Why a request was not sent, or has no usable response.
 */
public enum OutboundFailure {

	/** The address is not a valid absolute URL, or contains a user name. */
	INVALID_ADDRESS,

	/** The scheme of the address is not HTTPS. */
	NOT_HTTPS,

	/** The port of the address is not allowed. */
	PORT_NOT_ALLOWED,

	/** The host name has an IP address that is not public, or is such an address. */
	NOT_PUBLIC,

	/** The host name cannot be resolved. */
	UNKNOWN_HOST,

	/** No server accepts a connection, or the connection was lost. */
	NOT_CONNECTED,

	/** The TLS connection failed, for example because the certificate is not valid. */
	NOT_SECURE,

	/** The response redirects to another host, or there are too many redirects. */
	REDIRECTED,

	/** The response is not complete in time. */
	TIMED_OUT,

	/** The response is too large. */
	TOO_LARGE,

	/** The response is not valid HTTP, or is compressed by another method than gzip. */
	INVALID_RESPONSE,

	/** This server cannot send the request now; it can be sent again later. */
	BUSY

}
