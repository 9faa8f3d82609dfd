package dev.plenum.platform.graphql;

import graphql.ErrorClassification;

import org.springframework.http.HttpStatus;

/**
 * What a client can tell an error by: the value of {@code extensions.code}. The set is
 * small and fixed; clients branch on it.
 */
public enum ErrorCode implements ErrorClassification {

	/** The field needs a valid token and the request brought none. */
	UNAUTHENTICATED,

	/** The token is good, but its subject may not do this. */
	FORBIDDEN,

	/** The thing named does not exist, or the caller may not know that it does. */
	NOT_FOUND,

	/** An argument, a variable or the document itself is wrong. */
	BAD_INPUT,

	/** What was asked for contradicts what is. */
	CONFLICT,

	/** Too many requests; {@code extensions.retryAfter} tells the seconds to wait. */
	RATE_LIMITED,

	/** The operation is larger than the server executes. */
	QUERY_TOO_COMPLEX,

	/**
	 * The same request can succeed later, for example when the database answers again;
	 * {@code extensions.retryAfter} tells the seconds to wait.
	 */
	UNAVAILABLE,

	/** The revision to resume from is not kept (any more): read everything anew. */
	RESYNC_REQUIRED,

	/** The document named by its hash is not known: send it, with its hash. */
	PERSISTED_QUERY_NOT_FOUND,

	/** A fault of the server; {@code extensions.id} stands in the server's log too. */
	INTERNAL_ERROR;

	/**
	 * The HTTP status of a request that is answered with nothing but this error.
	 * @return a status of at least 400; but 200 for {@link #PERSISTED_QUERY_NOT_FOUND}, a
	 * step of a conversation that clients do not take for a failure
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
