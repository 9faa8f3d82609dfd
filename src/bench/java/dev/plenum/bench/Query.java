package dev.plenum.bench;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A query that every contestant is asked.
 *
 * @param document the operation
 * @param variables its variables
 * @param language what {@code Accept-Language} says
 * @param token the caller's token; null for none
 */
record Query(String document, Map<String, ?> variables, String language, @Nullable String token) {

	/**
	 * Asks once, and takes what was answered as what must be answered from then on.
	 * @param server whom to ask
	 * @return the exchange
	 */
	Exchange exchange(Server server) {
		return exchange(server, answer(server));
	}

	/**
	 * The exchange with an answer that is known.
	 * @param server whom to ask
	 * @param expected the body of the answer
	 * @return the exchange
	 */
	Exchange exchange(Server server, byte[] expected) {
		return Exchange.of(bytes(server, ""), expected);
	}

	/**
	 * The same exchange with a cookie, which means nothing to the server.
	 * @param server whom to ask
	 * @return the exchange
	 */
	Exchange withCookie(Server server) {
		return Exchange.of(bytes(server, "\r\nCookie: a=b"), answer(server));
	}

	/**
	 * The exchange of a query that everybody is answered differently.
	 * @param server whom to ask
	 * @return the exchange
	 */
	Exchange open(Server server) {
		return Exchange.of(bytes(server, ""));
	}

	/**
	 * Asks once.
	 * @param server whom to ask
	 * @return the body of the answer
	 */
	byte[] answer(Server server) {
		HttpRequest.Builder request = HttpRequest.newBuilder(server.address("/graphql"))
			.header("Content-Type", "application/json")
			.header("Accept", "application/json")
			.header("Accept-Language", this.language)
			.POST(HttpRequest.BodyPublishers.ofByteArray(body()));
		if (this.token != null) {
			request.header("Authorization", "Bearer " + this.token);
		}
		HttpResponse<byte[]> answer = GraphQl.send(request.build());
		if (answer.statusCode() != 200) {
			throw new IllegalStateException("%s answered %d: %s".formatted(server.name(), answer.statusCode(),
					new String(answer.body(), StandardCharsets.UTF_8)));
		}
		return answer.body();
	}

	/**
	 * What an answer says, without the order in which it is written.
	 */
	static JsonNode data(Exchange exchange) {
		ByteBuffer expected = Objects.requireNonNull(exchange.expected());
		byte[] body = new byte[expected.capacity()];
		expected.get(0, body);
		JsonNode answer = JsonMapper.shared().readTree(body);
		if (answer.has("errors")) {
			throw new IllegalStateException("Errors were answered: " + answer);
		}
		return answer.get("data");
	}

	private byte[] body() {
		return JsonMapper.shared().writeValueAsBytes(Map.of("query", this.document, "variables", this.variables));
	}

	private byte[] bytes(Server server, String more) {
		byte[] body = body();
		StringBuilder head = new StringBuilder("POST /graphql HTTP/1.1\r\n").append("Host: 127.0.0.1:")
			.append(server.port())
			.append("\r\nContent-Type: application/json\r\nAccept: application/json\r\nAccept-Language: ")
			.append(this.language);
		if (this.token != null) {
			head.append("\r\nAuthorization: Bearer ").append(this.token);
		}
		head.append(more).append("\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
		byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
		byte[] all = new byte[start.length + body.length];
		System.arraycopy(start, 0, all, 0, start.length);
		System.arraycopy(body, 0, all, start.length, body.length);
		return all;
	}

}
