package dev.plenum.rehearsal;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The clients of the rehearsal. They have their own threads, so that the threads of the
 * real server do not wait for them.
 */
final class Client {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final int CONNECTIONS = 64;

	private final ConnectionProvider connections = ConnectionProvider.builder("rehearsal")
		.maxConnections(CONNECTIONS)
		.pendingAcquireMaxCount(-1)
		.build();

	private final LoopResources threads = LoopResources.create("rehearsal", 1, true);

	private final HttpClient http;

	Client(URI server) {
		this.http = HttpClient.create(this.connections)
			.runOn(this.threads)
			.baseUrl(server.toString())
			.responseTimeout(PATIENCE);
	}

	/**
	 * Executes an operation.
	 * @param token the caller's token; null for none
	 * @param document the operation
	 * @param variables its variables
	 * @return its data; an error if the answer contains errors
	 */
	Mono<JsonNode> ask(@Nullable String token, String document, Map<String, ?> variables) {
		return send(HttpMethod.POST, "/graphql", token,
				JSON.writeValueAsString(Map.of("query", document, "variables", variables)))
			.map(JSON::readTree)
			.map(Client::data);
	}

	/**
	 * Sends a request.
	 * @param method its method
	 * @param path its path
	 * @param token the caller's token; null for none
	 * @param body its body; null for none
	 * @return the body of the answer; an error if its status is not 200
	 */
	Mono<String> send(HttpMethod method, String path, @Nullable String token, @Nullable String body) {
		return this.http.headers((headers) -> {
			headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
			if (token != null) {
				headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
			}
		})
			.request(method)
			.uri(path)
			.send((body != null) ? ByteBufMono.fromString(Mono.just(body)) : ByteBufFlux.fromString(Flux.empty()))
			.responseSingle((response, content) -> content.asString().defaultIfEmpty("").handle((answer, sink) -> {
				if (response.status().code() == 200) {
					sink.next(answer);
				}
				else {
					sink.error(new IllegalStateException("%s %s: %s".formatted(method, path, answer)));
				}
			}));
	}

	/**
	 * Subscribes over a WebSocket.
	 * @param document the subscription
	 * @param variables its variables
	 * @return the data of its events, which does not complete
	 */
	Flux<JsonNode> subscribe(String document, Map<String, ?> variables) {
		String subscribe = JSON.writeValueAsString(
				Map.of("id", "1", "type", "subscribe", "payload", Map.of("query", document, "variables", variables)));
		return this.http.websocket(WebsocketClientSpec.builder().protocols("graphql-transport-ws").build())
			.uri("/graphql")
			.handle((in, out) -> out.sendString(Flux.just("{\"type\":\"connection_init\"}"))
				.then()
				.thenMany(in.receive()
					.asString()
					.map(JSON::readTree)
					.concatMap((message) -> switch (message.path("type").asString()) {
						case "connection_ack" -> out.sendString(Mono.just(subscribe)).then().cast(JsonNode.class);
						case "next" -> Mono.just(data(message.get("payload")));
						case "ping" -> out.sendString(Mono.just("{\"type\":\"pong\"}")).then().cast(JsonNode.class);
						default -> Mono.error(() -> new IllegalStateException(message.toString()));
					})));
	}

	Mono<Void> close() {
		return this.connections.disposeLater().then(this.threads.disposeLater(Duration.ZERO, PATIENCE));
	}

	private static JsonNode data(JsonNode answer) {
		if (answer.has("errors")) {
			throw new IllegalStateException(answer.get("errors").toString());
		}
		return answer.get("data");
	}

}
