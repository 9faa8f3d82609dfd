package dev.plenum.platform.web;

import java.util.Set;

import dev.plenum.platform.graphql.Problem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * A request that is refused for how it was sent, and not for what it asks.
 */
final class HttpRefusal extends RuntimeException {

	private final HttpStatus status;

	private final Set<HttpMethod> allow;

	HttpRefusal(HttpStatus status, String message, HttpMethod... allow) {
		super(message, null, false, false);
		this.status = status;
		this.allow = Set.of(allow);
	}

	HttpStatus status() {
		return this.status;
	}

	/**
	 * Say in headers what the status alone does not: which methods to use, and that the
	 * rest of a body that is too large is not read.
	 * @param response the response to be
	 */
	void addHeaders(ServerResponse.BodyBuilder response) {
		if (!this.allow.isEmpty()) {
			response.allow(this.allow);
		}
		if (this.status == HttpStatus.CONTENT_TOO_LARGE) {
			response.header(HttpHeaders.CONNECTION, "close");
		}
	}

	Problem problem() {
		return Problem.badInput(String.valueOf(getMessage()));
	}

}
