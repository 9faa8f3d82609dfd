package dev.plenum.platform.web.socket;

import java.nio.charset.StandardCharsets;

import dev.plenum.platform.graphql.Problem;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * The reasons for closing a WebSocket. Clients of the graphql-ws library reconnect after
 * some of these codes and not after others. A refused token has the code 4403 instead of
 * 4401, so that they reconnect with another token.
 */
final class SocketClose {

	static final WebSocketCloseStatus TERMINATED = new WebSocketCloseStatus(1000, "Terminated by the client.");

	static final WebSocketCloseStatus NOT_UTF_8 = new WebSocketCloseStatus(1007, "The text is not UTF-8.");

	static final WebSocketCloseStatus TOO_LARGE = new WebSocketCloseStatus(1009, "The message is too large.");

	static final WebSocketCloseStatus FAULT = new WebSocketCloseStatus(1011, "Internal error.");

	static final WebSocketCloseStatus STOPPING = new WebSocketCloseStatus(1012,
			"The server is stopping. Please connect again.");

	static final WebSocketCloseStatus OLD = new WebSocketCloseStatus(1012,
			"This connection has reached its maximum age. Please connect again.");

	static final WebSocketCloseStatus CANNOT_CHECK_TOKEN = new WebSocketCloseStatus(1013,
			"The token cannot be checked right now. Try again in a few seconds.");

	static final WebSocketCloseStatus BINARY = new WebSocketCloseStatus(4400, "Send text frames, not binary ones.");

	static final WebSocketCloseStatus NOT_ACKNOWLEDGED = new WebSocketCloseStatus(4401,
			"Send connection_init and wait for connection_ack before the first operation.");

	static final WebSocketCloseStatus TOKEN_REFUSED = new WebSocketCloseStatus(4403,
			"The token is invalid or has expired. Connect with another one.");

	static final WebSocketCloseStatus TOKEN_EXPIRED = new WebSocketCloseStatus(4403,
			"The token has expired. Connect with another one.");

	static final WebSocketCloseStatus SUBPROTOCOL = new WebSocketCloseStatus(4406,
			"Offer the subprotocol graphql-transport-ws.");

	static final WebSocketCloseStatus INIT_TIMEOUT = new WebSocketCloseStatus(4408,
			"Connection initialisation timeout.");

	static final WebSocketCloseStatus SILENT = new WebSocketCloseStatus(4408,
			"The client sent nothing for two keep-alive intervals.");

	static final WebSocketCloseStatus INIT_TWICE = new WebSocketCloseStatus(4429,
			"Too many initialisation requests: send connection_init once.");

	/** The maximum length of the reason in a close frame (RFC 6455). */
	private static final int MAX_REASON_BYTES = 123;

	private SocketClose() {
	}

	static WebSocketCloseStatus badMessage(String reason) {
		return new WebSocketCloseStatus(4400, fitting(reason));
	}

	static WebSocketCloseStatus tooMany(Problem problem) {
		return new WebSocketCloseStatus(1013,
				fitting("%s Retry after %d s.".formatted(problem.getMessage(), problem.retryAfterSeconds())));
	}

	static WebSocketCloseStatus duplicate(String id) {
		return new WebSocketCloseStatus(4409, fitting("Subscriber for " + id + " already exists."));
	}

	private static String fitting(String reason) {
		String text = reason;
		while (text.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
			text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
		}
		return text;
	}

}
