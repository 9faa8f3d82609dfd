package dev.plenum.platform.web;

import java.util.Set;

import dev.plenum.platform.graphql.Problem;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Refuses a request because of its method, its media types or another property of HTTP,
 * not because of its operation.
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
	 * Adds the header Allow if the method is refused.
	 * @param response the response
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
