package dev.plenum.platform.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of a GraphQL WebSocket that can also break the protocol. Every wait is
 * bounded.
 */
public final class GraphQlSocket implements AutoCloseable {

	/** The maximum time of every wait. */
	public static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final JsonMapper JSON = JsonMapper.shared();

	private final BlockingQueue<Map<String, Object>> messages = new LinkedBlockingQueue<>();

	private final CompletableFuture<Closed> closed = new CompletableFuture<>();

	private final CompletableFuture<String> pong = new CompletableFuture<>();

	private final WebSocket socket;

	private volatile boolean answeringPings = true;

	private volatile Instant closedAt = Instant.EPOCH;

	/**
	 * How the server closed the socket.
	 *
	 * @param code the code; 1006 if the connection just ended
	 * @param reason the reason; empty if the server gave none
	 */
	public record Closed(int code, String reason) {
	}

	private GraphQlSocket(URI uri, Map<String, String> headers, List<String> subprotocols, boolean reading) {
		WebSocket.Builder builder = CLIENT.newWebSocketBuilder().connectTimeout(PATIENCE);
		headers.forEach(builder::header);
		if (!subprotocols.isEmpty()) {
			builder.subprotocols(subprotocols.getFirst(),
					subprotocols.subList(1, subprotocols.size()).toArray(new String[0]));
		}
		this.socket = await(builder.buildAsync(uri, new Receiver(reading)));
	}

	/**
	 * Open a socket and wait for the acknowledgement.
	 * @param uri the server's {@code ws:} URI
	 * @param initPayload the payload of {@code connection_init}; null for none
	 * @return the socket
	 */
	public static GraphQlSocket connect(URI uri, @Nullable Map<String, ?> initPayload) {
		GraphQlSocket socket = open(uri, Map.of(), "graphql-transport-ws");
		socket.init(initPayload);
		Map<String, Object> acknowledgement = socket.next();
		if (!"connection_ack".equals(acknowledgement.get("type"))) {
			throw new AssertionError("No acknowledgement but " + acknowledgement);
		}
		return socket;
	}

	/**
	 * Opens a socket without sending a message.
	 * @param uri the server's {@code ws:} URI
	 * @param headers more headers for the handshake
	 * @param subprotocols what to offer; nothing offers none
	 * @return the socket
	 */
	public static GraphQlSocket open(URI uri, Map<String, String> headers, String... subprotocols) {
		return new GraphQlSocket(uri, headers, List.of(subprotocols), true);
	}

	/**
	 * Open a socket that never reads what the server sends.
	 * @param uri the server's {@code ws:} URI
	 * @return the socket
	 */
	public static GraphQlSocket openWithoutReading(URI uri) {
		return new GraphQlSocket(uri, Map.of(), List.of("graphql-transport-ws"), false);
	}

	/**
	 * Send {@code connection_init}.
	 * @param payload its payload; null for none
	 */
	public void init(@Nullable Map<String, ?> payload) {
		send((payload != null) ? Map.of("type", "connection_init", "payload", payload)
				: Map.of("type", "connection_init"));
	}

	/**
	 * Send a message.
	 * @param message what to write as JSON
	 */
	public void send(Object message) {
		sendText(JSON.writeValueAsString(message));
	}

	/**
	 * Send a text frame.
	 * @param text its content
	 */
	public void sendText(String text) {
		await(this.socket.sendText(text, true));
	}

	/**
	 * Send a text frame if the server reads it.
	 * @param text its content
	 * @param patience how long to wait
	 * @return false if it could not be sent in that time
	 */
	public boolean trySendText(String text, Duration patience) {
		try {
			this.socket.sendText(text, true).get(patience.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Send a text message in two frames.
	 * @param first the content of the first
	 * @param second the content of the second
	 */
	public void sendFragments(String first, String second) {
		await(this.socket.sendText(first, false));
		await(this.socket.sendText(second, true));
	}

	/**
	 * Send a binary frame.
	 * @param bytes its content
	 */
	public void sendBinary(byte[] bytes) {
		await(this.socket.sendBinary(ByteBuffer.wrap(bytes), true));
	}

	/**
	 * Send a ping frame, of WebSocket and not of GraphQL, and wait for the pong.
	 * @param text the content of the ping
	 * @return the content of the pong
	 */
	public String pingFrame(String text) {
		await(this.socket.sendPing(StandardCharsets.UTF_8.encode(text)));
		return await(this.pong);
	}

	/**
	 * Begin an operation.
	 * @param id its id
	 * @param query the document
	 * @param variables the variables; null for none
	 */
	public void subscribe(String id, String query, @Nullable Map<String, ?> variables) {
		Map<String, Object> payload = new LinkedHashMap<>();
		payload.put("query", query);
		if (variables != null) {
			payload.put("variables", variables);
		}
		send(Map.of("type", "subscribe", "id", id, "payload", payload));
	}

	/**
	 * End an operation.
	 * @param id its id
	 */
	public void complete(String id) {
		send(Map.of("type", "complete", "id", id));
	}

	/**
	 * From now on leave pings unanswered.
	 * @return this socket
	 */
	public GraphQlSocket silent() {
		this.answeringPings = false;
		return this;
	}

	/**
	 * Wait for a message; pings are answered and not returned, unless the socket is
	 * {@linkplain #silent() silent}.
	 * @return the message, as parsed JSON
	 */
	public Map<String, Object> next() {
		try {
			Map<String, Object> message = this.messages.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			if (message == null) {
				throw new AssertionError("No message within " + PATIENCE
						+ (this.closed.isDone() ? ", closed with " + this.closed.join() : ""));
			}
			return message;
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Wait for a message as long as the socket is open.
	 * @return the message; empty if the socket was closed, or nothing came in time
	 */
	public Optional<Map<String, Object>> nextWhileOpen() {
		long end = System.nanoTime() + PATIENCE.toNanos();
		try {
			while (System.nanoTime() < end) {
				boolean open = !this.closed.isDone();
				Map<String, Object> message = this.messages.poll(open ? 500 : 0, TimeUnit.MILLISECONDS);
				if (message != null || !open) {
					return Optional.ofNullable(message);
				}
			}
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Wait until no message has come for a while.
	 * @param quiet how long
	 * @return the messages that came before
	 */
	public List<Map<String, Object>> untilQuiet(Duration quiet) {
		List<Map<String, Object>> all = new ArrayList<>();
		try {
			Map<String, Object> message = this.messages.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
			while (message != null) {
				all.add(message);
				message = this.messages.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
			}
			return all;
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Tell how the server has closed the socket, without waiting.
	 * @return how it did; null if it has not
	 */
	public @Nullable Closed closedAlready() {
		return this.closed.getNow(null);
	}

	/**
	 * Wait until the server closes the socket.
	 * @return how it did
	 */
	public Closed closed() {
		return await(this.closed);
	}

	/**
	 * Tell when the server closed the socket.
	 * @return the moment; the epoch if it did not
	 */
	public Instant closedAt() {
		return this.closedAt;
	}

	/**
	 * Tell what the server agreed to speak.
	 * @return the subprotocol; empty if there is none
	 */
	public String subprotocol() {
		return this.socket.getSubprotocol();
	}

	/**
	 * Closes the connection without a close frame.
	 */
	@Override
	public void close() {
		this.socket.abort();
	}

	private static <T> T await(CompletableFuture<T> future) {
		try {
			return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
		catch (TimeoutException | InterruptedException ex) {
			throw new AssertionError("Nothing happened within " + PATIENCE, ex);
		}
	}

	private final class Receiver implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		private final boolean reading;

		Receiver(boolean reading) {
			this.reading = reading;
		}

		@Override
		public void onOpen(WebSocket webSocket) {
			if (this.reading) {
				webSocket.request(1);
			}
		}

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				receive(webSocket, JSON.readValue(this.text.toString(), new TypeReference<HashMap<String, Object>>() {
				}));
				this.text.setLength(0);
			}
			webSocket.request(1);
			return null;
		}

		private void receive(WebSocket webSocket, Map<String, Object> message) {
			if ("ping".equals(message.get("type")) && GraphQlSocket.this.answeringPings) {
				webSocket.sendText("{\"type\":\"pong\"}", true);
			}
			else {
				GraphQlSocket.this.messages.add(message);
			}
		}

		@Override
		public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
			GraphQlSocket.this.pong.complete(StandardCharsets.UTF_8.decode(message).toString());
			webSocket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
			GraphQlSocket.this.closedAt = Instant.now();
			GraphQlSocket.this.closed.complete(new Closed(statusCode, reason));
			return null;
		}

		@Override
		public void onError(WebSocket webSocket, Throwable error) {
			GraphQlSocket.this.closed.complete(new Closed(1006, String.valueOf(error.getMessage())));
		}

	}

}
