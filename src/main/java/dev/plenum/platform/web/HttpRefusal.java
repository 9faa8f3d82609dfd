package dev.plenum.platform.web;

import java.util.Set;

import dev.plenum.platform.graphql.Problem;

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
	 * Say in headers what the status alone does not: which methods to use.
	 * @param response the response to be
	 */
	void addHeaders(ServerResponse.BodyBuilder response) {
		if (!this.allow.isEmpty()) {
			response.allow(this.allow);
		}
	}

	Problem problem() {
		return Problem.badInput(String.valueOf(getMessage()));
	}

}
