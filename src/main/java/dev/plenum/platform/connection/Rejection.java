package dev.plenum.platform.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.ErrorCode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import tools.jackson.databind.json.JsonMapper;

/**
 * The refusal of a request before its execution. The connection is closed after it.
 *
 * @param status the status
 * @param code the code of the error in the body
 * @param message the problem and what to do about it
 * @param retryAfter the number of seconds after which to retry; 0 if that does not help
 */
record Rejection(HttpResponseStatus status, ErrorCode code, String message, int retryAfter) {

	private static final int SOON = 5;

	static Rejection badRequest(String message) {
		return new Rejection(HttpResponseStatus.BAD_REQUEST, ErrorCode.BAD_INPUT, message, 0);
	}

	static Rejection of(HttpResponseStatus status, String message) {
		return new Rejection(status, ErrorCode.BAD_INPUT, message, 0);
	}

	static Rejection tooMuchFromAddress(String message) {
		return new Rejection(HttpResponseStatus.TOO_MANY_REQUESTS, ErrorCode.RATE_LIMITED, message, SOON);
	}

	static Rejection tooMuchForServer(String message) {
		return new Rejection(HttpResponseStatus.SERVICE_UNAVAILABLE, ErrorCode.UNAVAILABLE, message, SOON);
	}

	/**
	 * Creates the response, whose body is a GraphQL error.
	 */
	FullHttpResponse response() {
		Map<String, Object> error = new LinkedHashMap<>();
		error.put("message", this.message);
		error.put("extensions", extensions());
		byte[] body = JsonMapper.shared().writeValueAsBytes(Map.of("errors", List.of(error)));
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, this.status,
				Unpooled.wrappedBuffer(body));
		response.headers()
			.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
			.set(HttpHeaderNames.CONTENT_LENGTH, body.length)
			.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
			.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
			.set("X-Content-Type-Options", "nosniff")
			.set("X-Frame-Options", "DENY")
			.set("Referrer-Policy", "no-referrer")
			.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
		if (this.retryAfter > 0) {
			response.headers().set(HttpHeaderNames.RETRY_AFTER, this.retryAfter);
		}
		return response;
	}

	private Map<String, Object> extensions() {
		Map<String, Object> extensions = new LinkedHashMap<>(Map.of("code", this.code.name()));
		if (this.retryAfter > 0) {
			extensions.put("retryAfter", this.retryAfter);
		}
		return extensions;
	}

}
