package dev.plenum.platform.web.socket;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The supported subprotocols. Their messages have the same meanings and different names.
 */
enum SocketProtocol {

	/** The protocol of the graphql-ws library. */
	TRANSPORT("graphql-transport-ws", "next",
			Map.of("connection_init", Kind.INIT, "ping", Kind.PING, "pong", Kind.PONG, "subscribe", Kind.SUBSCRIBE,
					"complete", Kind.COMPLETE)),

	/**
	 * The protocol of Apollo's subscriptions-transport-ws library, which is the default
	 * of Apollo Kotlin.
	 */
	LEGACY("graphql-ws", "data", Map.of("connection_init", Kind.INIT, "start", Kind.SUBSCRIBE, "stop", Kind.COMPLETE,
			"connection_terminate", Kind.TERMINATE));

	/**
	 * The kinds of messages of a client.
	 */
	enum Kind {

		INIT, PING, PONG, SUBSCRIBE, COMPLETE, TERMINATE

	}

	/**
	 * A message of a client.
	 *
	 * @param kind its kind
	 * @param id the operation; empty if the message concerns none
	 * @param payload a JSON object; null if there is none
	 */
	record Message(Kind kind, String id, @Nullable Object payload) {
	}

	private final String subprotocol;

	private final String next;

	private final Map<String, Kind> kinds;

	SocketProtocol(String subprotocol, String next, Map<String, Kind> kinds) {
		this.subprotocol = subprotocol;
		this.next = next;
		this.kinds = kinds;
	}

	/**
	 * Finds a protocol by its name.
	 * @param subprotocol a value of {@code Sec-WebSocket-Protocol}
	 * @return the protocol; null if it is not supported
	 */
	static @Nullable SocketProtocol of(String subprotocol) {
		for (SocketProtocol protocol : values()) {
			if (protocol.subprotocol.equals(subprotocol)) {
				return protocol;
			}
		}
		return null;
	}

	String subprotocol() {
		return this.subprotocol;
	}

	/**
	 * Reads a message.
	 * @param json the parsed message, of any JSON type
	 * @return the message
	 * @throws Problem if it is not a message of this protocol
	 */
	Message read(@Nullable Object json) {
		if (!(json instanceof Map<?, ?> message)) {
			throw Problem.badInput("A message must be a JSON object.");
		}
		Kind kind = (message.get("type") instanceof String type) ? this.kinds.get(type) : null;
		if (kind == null) {
			throw Problem.badInput("'type' must be one of " + this.kinds.keySet().stream().sorted().toList() + ".");
		}
		String id = (message.get("id") instanceof String text) ? text : "";
		if (id.isEmpty() && (kind == Kind.SUBSCRIBE || kind == Kind.COMPLETE)) {
			throw Problem.badInput("'id' must be a non-empty string.");
		}
		Object payload = message.get("payload");
		if (payload != null && !(payload instanceof Map<?, ?>)) {
			throw Problem.badInput("'payload' must be a JSON object.");
		}
		if (!isUnicode(id) || (kind != Kind.SUBSCRIBE && !isUnicode(payload))) {
			throw Problem.badInput("The message has an escape of a surrogate without its pair.");
		}
		return new Message(kind, id, payload);
	}

	/**
	 * Whether all texts in a value can be encoded, so that they can be sent back.
	 */
	private static boolean isUnicode(@Nullable Object value) {
		return switch (value) {
			case String text -> StandardCharsets.UTF_8.newEncoder().canEncode(text);
			case Map<?, ?> map -> isUnicode(map.keySet()) && isUnicode(map.values());
			case Collection<?> values -> values.stream().allMatch(SocketProtocol::isUnicode);
			case null, default -> true;
		};
	}

	/**
	 * The type of a message with a result.
	 */
	String next() {
		return this.next;
	}

	/**
	 * Reports that an operation failed, or could not begin. The error message of the
	 * older protocol has room for one error only, and its clients throw an exception for
	 * it. So, like the original server of that protocol, this one sends the errors as a
	 * result.
	 * @param id the operation
	 * @param result the errors without data
	 * @return the messages to send
	 */
	List<Map<String, Object>> failure(String id, Map<String, Object> result) {
		return switch (this) {
			case TRANSPORT -> List.of(message("error", id, result.get("errors")));
			case LEGACY -> List.of(message(this.next, id, result), complete(id));
		};
	}

	Map<String, Object> complete(String id) {
		return message("complete", id, null);
	}

	List<Map<String, Object>> acknowledgement() {
		Map<String, Object> acknowledgement = message("connection_ack", null, null);
		return (this == LEGACY) ? List.of(acknowledgement, keepAlive()) : List.of(acknowledgement);
	}

	Map<String, Object> keepAlive() {
		return message((this == LEGACY) ? "ka" : "ping", null, null);
	}

	Map<String, Object> pong(@Nullable Object payload) {
		return message("pong", null, payload);
	}

	/**
	 * Reports that the connection is refused, before it is closed with the same reason.
	 * @param reason the reason
	 * @return the messages to send
	 */
	List<Map<String, Object>> refusal(String reason) {
		return (this == LEGACY) ? List.of(message("connection_error", null, Map.of("message", reason))) : List.of();
	}

	private static Map<String, Object> message(String type, @Nullable String id, @Nullable Object payload) {
		Map<String, Object> message = HashMap.newHashMap(3);
		message.put("type", type);
		if (id != null) {
			message.put("id", id);
		}
		if (payload != null) {
			message.put("payload", payload);
		}
		return message;
	}

}
