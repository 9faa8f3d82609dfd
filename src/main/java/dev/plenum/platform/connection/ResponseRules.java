package dev.plenum.platform.connection;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Completes responses of the HTTP server.
 */
final class ResponseRules {

	private ResponseRules() {
	}

	/**
	 * Adds a body to a response with status 400 that has none.
	 * @param response the response, which is released if it is replaced
	 * @return the complete response
	 */
	static HttpResponse complete(HttpResponse response) {
		if (response.status().equals(HttpResponseStatus.CONTINUE)) {
			response.headers().remove(HttpHeaderNames.CONNECTION);
		}
		if (!response.status().equals(HttpResponseStatus.BAD_REQUEST) || !(response instanceof LastHttpContent)
				|| response.headers().contains(HttpHeaderNames.CONTENT_TYPE)) {
			return response;
		}
		ReferenceCountUtil.release(response);
		HttpResponse answer = Rejection.badRequest("The request target or a header field is invalid.").response();
		answer.headers()
			.setAll(response.headers()
				.copy()
				.remove(HttpHeaderNames.CONTENT_LENGTH)
				.remove(HttpHeaderNames.TRANSFER_ENCODING));
		HttpUtil.setKeepAlive(answer, HttpUtil.isKeepAlive(response));
		return answer;
	}

	/**
	 * Whether a message is an interim response with a status below 200.
	 * @param message the message
	 */
	static boolean isInformational(Object message) {
		return message instanceof HttpResponse response
				&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
	}

}
