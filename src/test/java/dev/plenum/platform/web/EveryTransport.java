package dev.plenum.platform.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.platform.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriBuilder;

/**
 * A client that sends one operation over a given transport and returns the result.
 *
 * @param port the server's port
 */
record EveryTransport(int port) {

	/**
	 * Sends an operation.
	 * @param way POST, GET, SSE or socket
	 * @param query the document; null to leave it out
	 * @param extensions the extensions, as JSON; null to leave them out
	 * @return the result; on a socket, the errors alone if it was refused
	 */
	JsonNode ask(String way, @Nullable String query, @Nullable String extensions) {
		WebTestClient http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.port + "/graphql").build();
		return switch (way) {
			case "GET" -> read(http.get().uri((uri) -> uri(uri, query, extensions)).exchange());
			case "POST" -> read(post(http, query, extensions, MediaType.APPLICATION_JSON));
			case "SSE" -> event(post(http, query, extensions, MediaType.TEXT_EVENT_STREAM));
			default -> {
				try (GraphQlSocket socket = GraphQlSocket
					.connect(URI.create("ws://127.0.0.1:" + this.port + "/graphql"), null)) {
					socket.send(Map.of("id", "1", "type", "subscribe", "payload", body(query, extensions)));
					yield JsonMapper.shared().valueToTree(socket.next().get("payload"));
				}
			}
		};
	}

	/**
	 * Makes the extensions that name a document.
	 * @param id its hash or id
	 * @return the extensions, as JSON
	 */
	static String named(String id) {
		return "{\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"%s\"}}".formatted(id);
	}

	/**
	 * Makes the hash of a document.
	 * @param document the document
	 * @return its SHA-256 hash in hexadecimal
	 */
	static String hash(String document) {
		return Sha256.hex(document);
	}

	private static URI uri(UriBuilder uri, @Nullable String query, @Nullable String extensions) {
		Map<String, Object> values = new LinkedHashMap<>();
		if (query != null) {
			values.put("query", query);
		}
		if (extensions != null) {
			values.put("extensions", extensions);
		}
		values.keySet().forEach((name) -> uri.queryParam(name, "{" + name + "}"));
		return uri.build(values);
	}

	private static WebTestClient.ResponseSpec post(WebTestClient http, @Nullable String query,
			@Nullable String extensions, MediaType accept) {
		return http.post()
			.contentType(MediaType.APPLICATION_JSON)
			.accept(accept)
			.bodyValue(body(query, extensions))
			.exchange();
	}

	private static Map<String, Object> body(@Nullable String query, @Nullable String extensions) {
		Map<String, Object> body = new LinkedHashMap<>();
		if (query != null) {
			body.put("query", query);
		}
		if (extensions != null) {
			body.put("extensions", JsonMapper.shared().readValue(extensions, Map.class));
		}
		return body;
	}

	private static JsonNode read(WebTestClient.ResponseSpec response) {
		return JsonMapper.shared().readTree(response.expectBody().returnResult().getResponseBodyContent());
	}

	private static JsonNode event(WebTestClient.ResponseSpec response) {
		String events = new String(response.expectBody().returnResult().getResponseBodyContent(),
				StandardCharsets.UTF_8);
		return JsonMapper.shared()
			.readTree(events.lines()
				.filter((line) -> line.startsWith("data: {"))
				.findFirst()
				.orElseThrow()
				.substring("data: ".length()));
	}

}
