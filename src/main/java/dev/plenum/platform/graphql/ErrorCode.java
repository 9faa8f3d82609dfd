package dev.plenum.platform.graphql;

import graphql.ErrorClassification;

import org.springframework.http.HttpStatus;

/**
 * The value of {@code extensions.code}, by which clients distinguish errors. The set is
 * small and fixed.
 */
public enum ErrorCode implements ErrorClassification {

	/** The field requires a valid token, and the request has none. */
	UNAUTHENTICATED,

	/** The token is valid, but its subject does not have the right. */
	FORBIDDEN,

	/** The object does not exist, or the caller may not know that it exists. */
	NOT_FOUND,

	/** An argument, a variable or the document is not valid. */
	BAD_INPUT,

	/** The request contradicts the current state. */
	CONFLICT,

	/**
	 * Too many requests. {@code extensions.retryAfter} is the number of seconds to wait.
	 */
	RATE_LIMITED,

	/** The operation is larger than the server allows. */
	QUERY_TOO_COMPLEX,

	/**
	 * The same request can succeed later, for example when the database answers again.
	 * {@code extensions.retryAfter} is the number of seconds to wait.
	 */
	UNAVAILABLE,

	/** The revision to resume from is not available: read everything again. */
	RESYNC_REQUIRED,

	/** The server does not know the document with this hash: send it with its hash. */
	PERSISTED_QUERY_NOT_FOUND,

	/** A fault of the server. {@code extensions.id} is also in the server's log. */
	INTERNAL_ERROR;

	/**
	 * Returns the HTTP status of a response that contains only this error.
	 * @return a status of at least 400, except 200 for
	 * {@link #PERSISTED_QUERY_NOT_FOUND}, which clients handle and do not take for a
	 * failure
	 */
	public HttpStatus status() {
		return switch (this) {
			case PERSISTED_QUERY_NOT_FOUND -> HttpStatus.OK;
			case BAD_INPUT, QUERY_TOO_COMPLEX -> HttpStatus.BAD_REQUEST;
			case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
			case FORBIDDEN -> HttpStatus.FORBIDDEN;
			case NOT_FOUND -> HttpStatus.NOT_FOUND;
			case CONFLICT, RESYNC_REQUIRED -> HttpStatus.CONFLICT;
			case RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
			case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
			case INTERNAL_ERROR -> HttpStatus.INTERNAL_SERVER_ERROR;
		};
	}

}
