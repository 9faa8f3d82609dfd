package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that prepares what is measured, and changes things while it is.
 *
 * @param endpoint where it asks
 * @param token the caller's token; null for none
 */
record GraphQl(URI endpoint, @Nullable String token) {

	private static final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	/**
	 * Asks and waits.
	 * @param document the operation
	 * @param variables its variables
	 * @return the answer's {@code data}
	 */
	JsonNode ask(String document, Map<String, ?> variables) {
		return data(send(request(document, variables)));
	}

	/**
	 * Asks without waiting.
	 * @param document the operation
	 * @param variables its variables
	 * @return the answer's {@code data} when it comes
	 */
	CompletableFuture<JsonNode> askLater(String document, Map<String, ?> variables) {
		return http.sendAsync(request(document, variables), HttpResponse.BodyHandlers.ofByteArray())
			.thenApply(GraphQl::data);
	}

	/**
	 * Sends any request and waits.
	 * @param request the request
	 * @return the answer, of any status
	 */
	static HttpResponse<byte[]> send(HttpRequest request) {
		try {
			return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends any request without waiting.
	 * @param request the request
	 * @return the answer, of any status
	 */
	static CompletableFuture<HttpResponse<byte[]>> sendLater(HttpRequest request) {
		return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
	}

	private HttpRequest request(String document, Map<String, ?> variables) {
		byte[] body = JsonMapper.shared().writeValueAsBytes(Map.of("query", document, "variables", variables));
		HttpRequest.Builder request = HttpRequest.newBuilder(this.endpoint)
			.timeout(Duration.ofSeconds(60))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofByteArray(body));
		if (this.token != null) {
			request.header("Authorization", "Bearer " + this.token);
		}
		return request.build();
	}

	private static JsonNode data(HttpResponse<byte[]> response) {
		JsonNode answer = JsonMapper.shared().readTree(response.body());
		if (response.statusCode() != 200 || answer.has("errors")) {
			throw new IllegalStateException("Status %d: %s".formatted(response.statusCode(), answer));
		}
		return answer.get("data");
	}

}
