package dev.plenum.platform.web.socket;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import dev.plenum.platform.broadcast.Delivery;
import dev.plenum.platform.broadcast.Payload;
import dev.plenum.platform.broadcast.Receiver;
import dev.plenum.platform.broadcast.ResumeStrings;
import dev.plenum.platform.graphql.Problem;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.GraphQlRequest;
import org.springframework.security.core.Authentication;

/**
 * The operations that run on one WebSocket. Their state belongs to the channel's event
 * loop, which also delivers their results.
 * <p>
 * A client that does not read needs no more memory than others: an operation delivers its
 * next result only while the channel is writable.
 */
final class SocketOperations {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private final SocketServices services;

	private final SocketProtocol protocol;

	private final SocketHandshake handshake;

	private final Channel channel;

	private final Map<String, Operation> running = new HashMap<>(2);

	private ResumeStrings resume = ResumeStrings.NONE;

	private int started;

	SocketOperations(SocketServices services, SocketProtocol protocol, SocketHandshake handshake, Channel channel) {
		this.services = services;
		this.protocol = protocol;
		this.handshake = handshake;
		this.channel = channel;
	}

	/**
	 * Sets the positions from which the client's subscriptions continue.
	 * @param strings the resume strings in {@code connection_init}
	 */
	void resume(ResumeStrings strings) {
		this.resume = strings;
	}

	boolean contains(String id) {
		return this.running.containsKey(id);
	}

	/**
	 * Starts an operation, unless too many are running.
	 * @param id the id that the client gave it; no running operation has it
	 * @param parameters what to execute
	 * @param authentication the caller; null for an anonymous one
	 */
	void start(String id, GraphQlRequest parameters, @Nullable Authentication authentication) {
		int limit = this.services.settings().maxOperations();
		if (this.running.size() >= limit) {
			fail(id, Problem.rateLimited(
					"A WebSocket can run %d operations at the same time. Complete one of them first.".formatted(limit),
					RETRY_AFTER));
			return;
		}
		Operation operation = new Operation(id);
		this.running.put(id, operation);
		this.services.execute(this.handshake, newRequestId(), parameters, authentication, this.resume, operation);
	}

	/**
	 * The id of an operation in the log: the id of the connection and a number, as with
	 * HTTP requests. The client's own ids can be of any length and are not unique.
	 */
	private String newRequestId() {
		this.started++;
		return this.channel.id().asShortText() + "/" + this.started;
	}

	/**
	 * Stops an operation, if it is running.
	 * @param id the id that the client gave it
	 */
	void stop(String id) {
		Operation operation = this.running.remove(id);
		if (operation != null) {
			operation.stop();
		}
	}

	void stopAll() {
		List.copyOf(this.running.values()).forEach(Operation::stop);
		this.running.clear();
	}

	/**
	 * Lets all operations deliver again, because the channel is writable again.
	 */
	void resumeAll() {
		List.copyOf(this.running.values()).forEach(Operation::resume);
	}

	private void fail(String id, Throwable exception) {
		output().write(this.protocol.failure(id, this.services.failure(exception)));
	}

	private SocketOutput output() {
		return this.services.output(this.channel);
	}

	/**
	 * One operation, which receives its results.
	 */
	private final class Operation implements Receiver {

		private final String id;

		private @Nullable Delivery delivery;

		Operation(String id) {
			this.id = id;
		}

		void resume() {
			if (this.delivery != null) {
				this.delivery.resume();
			}
		}

		void stop() {
			if (this.delivery != null) {
				this.delivery.stop();
			}
		}

		@Override
		public Executor executor() {
			return SocketOperations.this.channel.eventLoop();
		}

		@Override
		public boolean isReady() {
			return SocketOperations.this.channel.isWritable();
		}

		@Override
		public void begun(Delivery delivery) {
			this.delivery = delivery;
		}

		@Override
		public void next(Payload payload, byte[] hash) {
			output().write(SocketOperations.this.protocol.next(), this.id, payload, hash);
		}

		@Override
		public void flush() {
			SocketOperations.this.channel.flush();
		}

		@Override
		public void completed() {
			SocketOperations.this.running.remove(this.id);
			output().write(SocketOperations.this.protocol.complete(this.id));
		}

		@Override
		public void failed(Throwable exception) {
			SocketOperations.this.running.remove(this.id);
			fail(this.id, exception);
		}

	}

}
